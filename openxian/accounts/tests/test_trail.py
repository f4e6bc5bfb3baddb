"""The audit administrator reads and exports the trail, and nobody else does."""

import io
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from openxian.accounts import actions, queries
from openxian.accounts.queries import TrailFilter
from openxian.core import audit
from openxian.core.errors import Forbidden
from openxian.core.models import AuditLine
from tests.cast import login

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def lines(at, writer, stranger, education):
    audit.record("repository.submit", by=writer, at=at, thing=education, sentence="送审一篇。")
    audit.record("repository.publish", by=stranger, at=at + timedelta(days=1), thing=None, sentence="=1+1 发布一篇。")
    audit.record(
        "repository.submit", by=writer, at=at + timedelta(days=2), thing=None, sentence="失败", succeeded=False
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (TrailFilter(), 3),
        (TrailFilter(person="writer"), 2),
        (TrailFilter(person="林望舒"), 1),
        (TrailFilter(person="无此人"), 0),
        (TrailFilter(act="repository.sub"), 2),
        (TrailFilter(thing="县教体局"), 1),
        (TrailFilter(thing="发布"), 1),
        (TrailFilter(since=date(2026, 3, 3)), 2),
        (TrailFilter(until=date(2026, 3, 2)), 1),
        (TrailFilter(succeeded=False), 1),
    ],
)
def test_the_trail_answers_each_filter(lines, asked, found):
    assert queries.trail(asked, SHANGHAI).count() == found


def test_the_page_goes_on_before_the_last_line_shown(client, audit_administrator, at):
    AuditLine.objects.bulk_create(
        audit.line("x.y", by=None, at=at, thing=None, sentence=f"第{number}行") for number in range(150)
    )
    login(client, audit_administrator)
    first = client.get(reverse("accounts:trail"), {"act": "x."})
    second = client.get(reverse("accounts:trail"), {"act": "x.", "before": first.context["before"]})
    shown = [line.sentence for page in (first, second) for line in page.context["lines"]]
    assert shown == [f"第{number}行" for number in reversed(range(150))]


def test_a_page_of_the_trail_costs_few_queries(client, lines, audit_administrator, django_assert_max_num_queries):
    login(client, audit_administrator)
    client.get(reverse("accounts:trail"))
    with django_assert_max_num_queries(18):
        client.get(reverse("accounts:trail"))


def test_exporting_is_itself_in_the_trail(client, lines, audit_administrator):
    login(client, audit_administrator)
    response = client.post(reverse("accounts:export_trail"), {"act": "repository."})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("时间,人员,行为")
    assert len(text.splitlines()) == 4
    assert "'=1+1" in text
    line = AuditLine.objects.get(act="accounts.export_trail")
    assert line.sentence == "鉴明导出审计记录 3 条。"
    assert line.detail["asked"] == {"act": "repository."}


def test_the_trail_can_be_taken_as_a_spreadsheet(client, lines, audit_administrator):
    login(client, audit_administrator)
    asked = {"act": "repository.", "format": "xlsx"}
    content = b"".join(client.post(reverse("accounts:export_trail"), asked).streaming_content)
    rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["时间", "人员", "行为"]
    assert len(rows) == 4
    assert [row[3][:4] for row in rows[1:] if row[3].startswith("=")] == ["=1+1"]


def test_exporting_needs_a_second_factor(client, lines, audit_administrator):
    from openxian.accounts.models import Role

    Role.objects.update(second_factor_required=False)
    login(client, audit_administrator)
    assert client.post(reverse("accounts:export_trail"))["Location"] == reverse("accounts:set_up")
    assert not AuditLine.objects.filter(act="accounts.export_trail").exists()


def test_nobody_else_exports(writer, system_administrator, security_administrator):
    for person in (writer, system_administrator, security_administrator):
        with pytest.raises(Forbidden):
            actions.export_trail(TrailFilter(), by=person, at=timezone.now())
