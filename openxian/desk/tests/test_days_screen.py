"""工作日历: everybody reads it and counts by it, the system administrator changes it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openxian.core.calendar import queries
from openxian.core.calendar.models import Announcement, CalendarDay
from openxian.core.calendar.tests.notices import OF_2027
from tests.cast import login

DAYS = "/office/desk/operations/days/"
SET, NOTICE = f"{DAYS}set/", f"{DAYS}notice/"
FESTIVAL = {"day": "2026-08-10", "is_working": "no", "name": "自治县成立纪念日", "basis": "《自治县条例》"}


@pytest.fixture
def administrator(client, system_administrator):
    return login(client, system_administrator)


def shown(client, address, **asked):
    return client.get(address, asked).content.decode()


def test_everybody_sees_a_year_in_words_and_signs(client, writer):
    page = shown(login(client, writer), DAYS, year="2026")
    assert "全年 248 个工作日" in page
    assert page.count("days-month") == 12
    assert "：国庆节放假" in page
    assert "：春节调休上班" in page
    assert "导入放假通知" not in page
    assert "暂定的" not in page


def test_a_year_not_announced_says_it_is_provisional(client, writer):
    page = shown(login(client, writer), DAYS, year="2027")
    assert "2027年是暂定的" in page
    assert "全年 259 个工作日（暂定）" in page


@pytest.mark.parametrize("year", ["", "99999", "０００１", "abc", "1000"])
def test_a_strange_year_shows_this_one(client, writer, year):
    assert login(client, writer).get(DAYS, {"year": year}).status_code == 200


def test_the_calculator_answers_with_its_derivation_and_picture(client, writer):
    page = shown(login(client, writer), DAYS, start="2025-09-10", amount="20", unit="working_days")
    assert "2025年10月14日（星期二）" in page
    assert "计入：9月28日（国庆节调休上班）" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "x", "amount": "20", "unit": "working_days"}, "请填写日期，如 2026-03-02"),
        ({"start": "2025-09-10", "amount": "0", "unit": "working_days"}, "大于或等于1"),
        ({"start": "1800-01-01", "amount": "1", "unit": "years"}, "日期要在1950年到2200年之间"),
    ],
)
def test_the_calculator_says_what_it_cannot_count(client, writer, asked, said):
    page = shown(login(client, writer), DAYS, **asked)
    assert said in page
    assert 'id="answer"' not in page


def test_a_day_is_set_and_cleared(administrator):
    assert administrator.post(SET, FESTIVAL).status_code == 302
    row = CalendarDay.objects.get()
    page = shown(administrator, DAYS, year="2026")
    assert "《自治县条例》" in page
    assert "：自治县成立纪念日" in page
    assert administrator.post(f"{DAYS}{row.pk}/clear/").status_code == 302
    assert not CalendarDay.objects.exists()
    assert administrator.get(f"{DAYS}{row.pk}/clear/").status_code == 404


def test_a_refusal_stands_at_its_field(administrator):
    page = administrator.post(SET, FESTIVAL | {"day": "2026-10-01"}).content.decode()
    assert "2026-10-01（国庆节放假）本来就休息，不用调整。" in page


def test_a_notice_is_shown_before_it_counts(administrator):
    page = administrator.post(NOTICE, {"text": OF_2027})
    text = page.content.decode()
    assert "有 25 天不同" in text
    assert "鼓励各单位安排职工在2月4日休息" in text
    assert not Announcement.objects.exists()
    seen = page.context["form"].initial["seen"]
    assert administrator.post(NOTICE, {"text": OF_2027, "seen": seen}).status_code == 302
    assert not queries.working_days().is_provisional(2027)
    assert "录入。" in shown(administrator, DAYS, year="2027")


def test_another_text_than_the_one_seen_is_shown_first(administrator):
    seen = administrator.post(NOTICE, {"text": OF_2027}).context["form"].initial["seen"]
    other = administrator.post(NOTICE, {"text": OF_2027.replace("9月15日", "9月16日"), "seen": seen})
    assert "有 25 天不同" in other.content.decode()
    assert not Announcement.objects.exists()


def test_a_file_is_as_good_as_text(administrator):
    days = '{"year": 2026, "days": [{"name": "劳动节", "date": "2026-05-05", "isOffDay": false}]}'
    page = administrator.post(NOTICE, {"text": "", "file": SimpleUploadedFile("2026.json", days.encode())})
    assert "<strong>2026年</strong>的部分节日" in page.content.decode()
    wrong = administrator.post(NOTICE, {"text": "", "file": SimpleUploadedFile("x.json", "年".encode("gbk"))})
    assert "UTF-8" in wrong.content.decode()


def test_a_doubtful_notice_is_refused_with_the_place(administrator):
    page = administrator.post(NOTICE, {"text": OF_2027.replace("（周四）", "（周五）")}).content.decode()
    assert "写的是星期五，按日历是星期四" in page
    assert "没有找到" in administrator.post(NOTICE, {"text": ""}).content.decode()


def test_only_the_system_administrator_changes_the_calendar(client, writer):
    login(client, writer)
    assert {client.get(address).status_code for address in (SET, NOTICE, f"{DAYS}1/clear/")} <= {403, 404}
    assert client.post(SET, FESTIVAL).status_code == 403
    assert client.post(NOTICE, {"text": OF_2027}).status_code == 403
