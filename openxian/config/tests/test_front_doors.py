"""三个前门：门户里没有后台，后台里没有公众页面。"""

import pytest
from django.urls import Resolver404, get_resolver

from tests.installation import Installation, status, wait_until

DOORS = ("portal", "office", "all")


def answers(door: str, path: str) -> bool:
    """Some address pattern of the door takes ``path`` (the catch-all of the page tree aside)."""
    try:
        match = get_resolver(f"openxian.config.urls.{door}").resolve(path)
    except Resolver404:
        return False
    return match.url_name != "wagtail_serve"


@pytest.mark.parametrize("path", ["/office/", "/office/account/login/", "/office/pages/", "/office/images/"])
def test_the_portal_knows_no_address_of_the_office(path):
    assert not answers("portal", path)
    assert answers("office", path)
    assert answers("all", path)


def test_the_office_serves_no_public_page():
    named = {
        match
        for match in ("wagtail_serve", "portal")
        if match in str(get_resolver("openxian.config.urls.office").reverse_dict)
    }
    assert named == set()
    assert not answers("office", "/art/2026/03/1.html")
    with pytest.raises(Resolver404):
        get_resolver("openxian.config.urls.office").resolve("/news/")


@pytest.mark.parametrize("door", DOORS)
def test_every_door_answers_the_probes(door):
    assert answers(door, "/healthz")
    assert answers(door, "/readyz")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A migrated installation with its static files collected."""
    place = tmp_path_factory.mktemp("county")
    installation = Installation(place)
    installation.migrate()
    assert installation.run("collectstatic", "--noinput", "--verbosity=0").returncode == 0
    return place


@pytest.mark.slow
@pytest.mark.parametrize(
    ("door", "office", "article"), [("portal", {404}, {404}), ("office", {302, 200}, {404}), ("all", {302, 200}, {404})]
)
def test_a_door_really_starts_and_keeps_to_itself(folder, door, office, article):
    installation = Installation(folder, OPENXIAN_DOOR=door)
    with installation.serving() as (address, process):
        assert status(f"{address}/healthz") == 200
        assert status(f"{address}/office/account/login/") in office
        assert status(f"{address}/art/2026/03/1.html") in article
        code, log = installation.stop(process)
    assert code == 0
    assert f'"door": "{door}"' in log
    assert "Traceback" not in log


@pytest.mark.slow
def test_a_busy_port_is_refused_in_one_sentence(folder):
    installation = Installation(folder)
    with installation.serving() as (address, _):
        port = address.rsplit(":", 1)[1]
        refused = installation.run("serve", "--port", port)
    assert refused.returncode == 1
    assert "请换一个端口" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.slow
def test_the_worker_beside_the_server_stops_with_it(folder):
    installation = Installation(folder)
    with installation.serving("--with-worker") as (_, process):
        wait_until(lambda: "worker started" in (folder / "log.txt").read_text(encoding="utf-8"))
        code, log = installation.stop(process)
    assert code == 0
    assert "worker stopped" in log
