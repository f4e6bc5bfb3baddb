"""日历按月看期限，休息日一目了然；消息看过就是已读。"""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime

from openxian.core.notifications import queries as notifications
from openxian.core.notifications.models import Notification

pytestmark = pytest.mark.django_db


def cells(page) -> dict:
    return {cell.day: cell for week in page.context["weeks"] for cell in week}


def test_a_limit_stands_on_its_day(desk, ask, now):
    todo = ask("要到期的", due=timedelta(hours=1))
    cell = cells(desk("calendar/"))[localdate(todo.due_at)]
    assert [row.title for row in cell.all] == ["要到期的"]


def test_holidays_and_made_up_days_are_named(desk):
    page = cells(desk("calendar/2026/10/"))
    named = {day.day: (cell.rest, cell.word) for day, cell in page.items() if day.month == 10}
    assert named[1][0] and "国庆" in named[1][1]
    assert not named[10][0] and named[10][1]
    assert named[17] == (True, "")


def test_a_year_without_an_arrangement_says_so(desk):
    assert "还没有公布" in desk("calendar/2099/1/").content.decode()


@pytest.mark.parametrize("month", ["2026/0", "2026/13", "1/1", "99999/1"])
def test_there_are_no_other_months(desk, month):
    assert desk(f"calendar/{month}/").status_code == 404


@pytest.fixture
def notice(writer):
    def notice(title="初审：修路", person=writer, **facts):
        return Notification.objects.create(
            person=person, kind="assignments.opened", title=title, created_at=localtime(), **facts
        )

    return notice


def test_opening_a_notice_reads_it_and_leads_to_what_it_is_about(desk, notice, writer):
    told = notice(link="/office/desk/todo/")
    assert "未读" in desk("notices/").content.decode()
    assert desk(f"notices/{told.pk}/")["Location"] == "/office/desk/todo/"
    assert not notifications.unread(writer).exists()


def test_a_notice_never_leads_out_of_the_office(desk, notice):
    page = desk(f"notices/{notice(link='https://evil.example/', body='看这里').pk}/")
    assert page.status_code == 200 and "看这里" in page.content.decode()


def test_all_are_read_at_once_and_only_ones_own(desk, notice, writer, stranger):
    notice(), notice(), notice(person=stranger)
    desk.client.post("/office/desk/notices/read/")
    assert not notifications.unread(writer).exists() and notifications.unread(stranger).count() == 1


def test_a_strangers_notice_is_not_there(desk, notice, stranger):
    assert desk(f"notices/{notice(person=stranger).pk}/").status_code == 404
