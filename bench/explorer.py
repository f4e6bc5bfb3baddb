"""Lists over 200,000 articles, in the office and for the public: p95 of whole answers, rendered.

The office: the explorer 稿件 for an information officer with 2,000 duties, no superuser; first page, a page far
down, a search by title, a filter by column. The peers hold the same number of rows in the same database and are
asked by a person of the same role: a stock snippet listing, and the stock page explorer over one parent with 2,000
page permission rows. The public: the list of the column with all the articles. Every figure is a whole request
through Django's test client: session, gate, permissions, queries, template.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from bench.rows import Row
from tools.postgres import binaries, temporary_cluster

WORK = Path(__file__).parent / "scratch" / "explorer"
GOAL, PUBLIC_QUERIES = 300, 10
PATIENCE = 10
COLUMNS = 200
BODY = "<p>各乡镇人民政府、县政府各部门要结合实际抓好落实，及时报告进展情况。</p>" * 12
TITLE = ("关于做好第", "号便民事项办理工作的通知")
SIDES = (
    ("稿件列表第一页", "first", "snippet_first", "stock 片段列表"),
    ("稿件列表第一页", "first", "pages_first", "stock 页面浏览器"),
    ("稿件列表很后面的一页", "deep", "snippet_deep", "stock 片段列表"),
    ("稿件列表很后面的一页", "deep", "pages_deep", "stock 页面浏览器"),
    ("标题查找（查不到，找完一个窗口）", "search", "", ""),
    ("按栏目筛选", "column", "", ""),
    ("公众列表第一页", "public_first", "", ""),
    ("公众列表很后面的一页", "public_deep", "", ""),
)


def run(quick: bool) -> list[Row]:
    """200,000 articles and 2,000 duties on PostgreSQL; quick, or without a server: 4,000 and 200 on SQLite."""
    if quick or not binaries():
        return _measured("SQLite", "", 4_000, 200, 5)
    with temporary_cluster(durable=True) as address:
        return _measured("PostgreSQL", address, 200_000, 2_000, 25)


def _measured(engine: str, address: str, *numbers: int) -> list[Row]:
    """Fill a database and measure it, in a process of its own; only PostgreSQL has a goal."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    try:
        return list(_rows(engine, _worker_says(address, *numbers), *numbers[:2]))
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def _rows(engine: str, said: dict, size: int, duties: int):
    goal = GOAL if engine == "PostgreSQL" else None
    for what, ours, peer, name in SIDES:
        about = f"{what}，{size:,} 篇 {duties:,} 条职责，{engine}，p95"
        wrong = name and said[peer] is None
        yield Row(
            about,
            said[ours],
            "毫秒",
            f"{name}：{PATIENCE} 秒内没有答出" if wrong else name,
            said.get(peer),
            at_most=goal,
        )
    yield Row(f"稿件列表的查询数，{engine}", said["queries"], "次", "stock 片段列表", said["snippet_queries"])
    yield Row(f"公众列表的查询数，{engine}", said["public_queries"], "次", at_most=PUBLIC_QUERIES)
    yield Row(f"备好数据用时，{engine}", said["prepared"], "秒")


def _worker_says(address: str, *numbers: int) -> dict:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "bench.peer_app.settings",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(WORK),
        "DATABASE_URL": address,
    }
    command = [sys.executable, "-m", "bench.explorer", *map(str, numbers)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the worker failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


# What follows runs in the worker process.


def _prepare(size: int, duties: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    body = _bodies(duties)
    officer, manager = _people(body)
    _articles(size, duties, body, officer, _columns())
    _snippets(size)
    _pages(size, duties, manager)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bodies(duties: int):
    """As many bodies as there are duties; the first of them."""
    from bench.copies import copy, numbers, text
    from openxian.organisations.models import Organisation

    names = {"slug": "body-1", "name": "青岚县第1单位", "short_name": "第1单位"}
    body = Organisation.objects.create(kind="department", established_on=date(2010, 1, 1), **names)
    named = {"slug": text("body-"), "name": text("青岚县第", "单位"), "short_name": text("第", "单位")}
    copy(body, numbers(2, duties), **named)
    return body


def _people(body) -> tuple:
    """An officer who writes for every body, and a manager of sites who may also keep what the peers have."""
    from django.contrib.auth.models import Group, Permission
    from django.utils import timezone

    from bench.copies import copy, others
    from openxian.accounts.models import Role, User
    from openxian.organisations.models import Duty

    people = []
    for username, key in (("officer", "writer"), ("manager", "site_manager")):
        facts = {"must_change_password": False, "password_changed_at": timezone.now()}
        people.append(User.objects.create_user(username, username, "Green-Hills-42", **facts))
        role = Role.objects.get(key=key)
        people[-1].groups.add(role.group)
        duty = Duty.objects.create(user=people[-1], role=role, organisation=body, from_on=date(2020, 1, 1))
        if key == "writer":
            copy(duty, others(body), organisation_id="n")
    peers = Group.objects.create(name="peer")
    people[1].groups.add(peers)
    names = [f"{act}_peersnippet" for act in ("add", "change", "publish", "delete")]
    peers.permissions.set(Permission.objects.filter(codename__in=names))
    return tuple(people)


def _columns():
    """A site with ``COLUMNS`` columns; the one that will hold all the articles."""
    from wagtail.models import Page, Site

    from openxian.portal.models import ColumnPage, HomePage

    words = {"description": "性能测试", "keywords": "测试"}
    home = Page.get_first_root_node().add_child(instance=HomePage(title="首页", slug="bench", **words))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    made = [ColumnPage(title=f"栏目{n}", slug=f"column-{n}", **words) for n in range(COLUMNS)]
    return [home.add_child(instance=column) for column in made][0]


def _articles(size: int, duties: int, body, officer, column) -> None:
    """Published articles of all bodies, a second between one and the next, all placed in one column."""
    from django.utils import timezone

    from bench.copies import copy, later, numbers, others, text
    from openxian.portal.models import Placement
    from openxian.repository.models import Article

    start = timezone.now() - timedelta(days=10)
    facts = {"live": True, "stage": "published", "published_at": start, "addressed_on": start.date()}
    article = Article.objects.create(
        title="1".join(TITLE), body=[("text", BODY)], organisation=body, source="县政府", created_by=officer, **facts
    )
    Article.objects.update(updated_at=start)
    placement = Placement.objects.create(
        article=article, column=column, is_home=True, shown=True, sort_at=start, at=start
    )
    moments = {"updated_at": later("updated_at"), "published_at": later("published_at")}
    bodies = f"{body.pk} + n %% {duties}"
    copy(article, numbers(2, size), title=text(*TITLE), organisation_id=bodies, **moments)
    copy(placement, others(article), article_id="n", sort_at=later("sort_at"))


def _snippets(size: int) -> None:
    from django.utils import timezone

    from bench.copies import copy, later, numbers, text
    from bench.peer_app.models import PeerSnippet

    snippet = PeerSnippet.objects.create(title="1".join(TITLE), body=BODY, updated_at=timezone.now())
    copy(snippet, numbers(2, size), title=text(*TITLE), updated_at=later("updated_at"))


def _pages(size: int, duties: int, manager) -> None:
    """Stock pages below one parent outside the site, and as many page permission rows as there are duties."""
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission, Page

    from bench.copies import copy, later, numbers, others, text, tree_path, unique_key
    from bench.peer_app.models import PeerPage

    section = Page.get_first_root_node().add_child(instance=PeerPage(title="对照", slug="stock"))
    page = section.add_child(instance=PeerPage(title="1".join(TITLE), slug="p-1", body=BODY))
    page.save_revision()
    page = Page.objects.get(pk=page.pk)
    titles = {name: text(*TITLE) for name in ("title", "draft_title")}
    places = {"slug": text("p-"), "path": tree_path(section.path), "url_path": text(f"{section.url_path}p-", "/")}
    times = {"latest_revision_created_at": later("latest_revision_created_at"), "translation_key": unique_key()}
    copy(page, numbers(2, size), **titles, **places, **times)
    copy(PeerPage.objects.get(pk=page.pk), f"{others(page)} AND path LIKE '{section.path}_%%'", page_ptr_id="n")
    Page.objects.filter(pk=section.pk).update(numchild=size)
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.all().delete()  # the peer's reader has the rights of these rows only
    right = GroupPagePermission(group=manager.groups.get(name="peer"), permission=change, page=page)
    right.save()
    copy(right, f"SELECT n + {page.pk} AS n FROM ({numbers(1, duties - 1)}) one", page_id="n")


def _measure(size: int, times: int) -> dict:
    from django.test import Client

    from openxian.accounts.models import User

    officer, manager = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    for client, name in ((officer, "officer"), (manager, "manager")):
        client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    doors = {name: (officer, path) for name, path in _our_doors(size).items()}
    peers = {name: (manager, path) for name, path in _peer_doors(size).items()}
    spent = _alternate(doors | peers, times)
    counts = {
        "queries": _queries(*doors["first"]),
        "snippet_queries": _queries(*peers["snippet_first"]),
        "public_queries": max(_queries(*doors["public_first"]), _queries(*doors["public_deep"])),
    }
    return {name: _p95(each) for name, each in spent.items()} | counts


def _our_doors(size: int) -> dict[str, str]:
    from openxian.portal import listing
    from openxian.portal.models import Placement
    from openxian.repository.models import Article
    from openxian.repository.workplace.explorer import cursor_of

    article = Article.objects.order_by("-updated_at", "-id")[size * 4 // 5]
    placement = Placement.objects.order_by("-sort_at", "-id")[size * 4 // 5]
    return {
        "first": "/office/articles/",
        "deep": f"/office/articles/?after={cursor_of(article)}",
        "search": "/office/articles/?q=没有这样的标题",
        "column": f"/office/articles/?column={placement.column_id}",
        "public_first": "/column-0/",
        "public_deep": f"/column-0/?before={listing.cursor(placement.sort_at, placement.pk)}",
    }


def _peer_doors(size: int) -> dict[str, str]:
    from wagtail.models import Page

    snippets, pages = "/office/snippets/peer_app/peersnippet/", f"/office/pages/{Page.objects.get(slug='stock').pk}/"
    return {
        "snippet_first": snippets,
        "snippet_deep": f"{snippets}?p={size // 20 * 4 // 5}",
        "pages_first": pages,
        "pages_deep": f"{pages}?p={size // 50 * 4 // 5}",
    }


def _alternate(doors: dict, times: int) -> dict[str, list[float]]:
    """Milliseconds of every address, asked in turn after a warm round; a slow one is asked less often.

    A peer that breaks has no figures; if we break, the benchmark does.
    """
    spent: dict[str, list[float]] = {name: [] for name in doors}
    broken = set()
    for turn in range(-1, times):
        for name, (client, path) in doors.items():
            if name in broken or sum(spent[name]) > times * 500:
                continue
            took = _asked(client, path)
            if took is None and not name.startswith(("snippet", "pages")):
                raise RuntimeError(f"{path} does not answer")
            if took is None:
                broken.add(name)
            elif turn >= 0:
                spent[name].append(took)
    return spent


def _asked(client, path: str) -> float | None:
    """Milliseconds until the page is there; ``None`` when it breaks or is not there after ``PATIENCE`` seconds."""
    from django.db import connection

    client.raise_request_exception = False
    signal.signal(signal.SIGALRM, _enough)
    signal.alarm(PATIENCE)
    began = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - began) * 1000
    signal.alarm(0)
    if answer.status_code == 200:
        return took
    connection.close()
    return None


def _enough(number, frame):
    raise TimeoutError


def _p95(spent: list[float]) -> float | None:
    return round(sorted(spent)[min(len(spent) - 1, int(len(spent) * 0.95))], 1) if spent else None


def _queries(client, path) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _worker(size: int, duties: int, times: int) -> None:
    import django

    django.setup()
    began = time.perf_counter()
    _prepare(size, duties)
    prepared = round(time.perf_counter() - began, 1)
    print(json.dumps(_measure(size, times) | {"prepared": prepared}))


if __name__ == "__main__":
    _worker(*map(int, sys.argv[1:]))
