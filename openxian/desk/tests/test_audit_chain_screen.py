"""审计链: the audit administrator sees where it ends, verifies its end, and prints an anchor."""

import pytest

from openxian.core import audit
from openxian.core.audit import sealing
from openxian.core.models import AuditCheck, AuditLine, AuditLink
from tests.cast import login

CHAIN = "/office/desk/operations/audit/"


@pytest.fixture
def sealed(db, at):
    for number in range(3):
        audit.record("test.act", by=None, at=at, thing=None, sentence=f"做了第{number}件事。")
    sealing.seal_all()


def test_it_says_where_the_chain_ends_and_that_nobody_has_verified_it_yet(client, audit_administrator, sealed):
    page = login(client, audit_administrator).get(CHAIN).content.decode()
    assert all(group in page for group in _groups(AuditLink.objects.order_by("-seq").first().hash))
    assert "还没有核验过" in page
    assert "还没有取过锚" in page


def test_the_end_of_the_chain_is_verified_at_a_press(client, audit_administrator, sealed):
    login(client, audit_administrator)
    page = client.post(f"{CHAIN}check/", follow=True).content.decode()
    assert "没有发现问题" in page
    assert AuditCheck.objects.get().actor_name == str(audit_administrator)


def test_a_fault_stands_on_the_page_until_the_next_verification(client, audit_administrator, sealed, at):
    facts = {"first_seq": 1, "last_seq": 3, "hash": "0" * 64, "faults": 2, "fault": "第 2 号环节不见了。"}
    AuditCheck.objects.create(at=at, actor_name="系统", **facts)
    page = login(client, audit_administrator).get(CHAIN).content.decode()
    assert "发现 2 处问题" in page
    assert "第 2 号环节不见了" in page


def test_an_anchor_is_taken_and_shown_as_a_sheet(client, audit_administrator, sealed):
    login(client, audit_administrator)
    sheet = client.post(f"{CHAIN}anchors/take/", follow=True).content.decode()
    taken = AuditLine.objects.get(act="audit.take_anchor")
    assert all(group in sheet for group in _groups(taken.detail["hash"]))
    assert "见证人（签字）" in sheet
    assert f"{CHAIN}anchors/{taken.pk}/" in client.get(CHAIN).content.decode()
    assert client.get(f"{CHAIN}anchors/{taken.pk - 1}/").status_code == 404


def test_nobody_else_comes_in(client, system_administrator, sealed):
    login(client, system_administrator)
    for address in ("", "check/", "anchors/take/"):
        assert client.get(f"{CHAIN}{address}").status_code == 403


def _groups(digest):
    return [digest[place : place + 8] for place in range(0, 64, 8)]
