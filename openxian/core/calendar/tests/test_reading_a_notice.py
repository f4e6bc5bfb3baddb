"""The text of the State Council's notice becomes days; what is not understood is said, never guessed."""

import json
from datetime import date
from pathlib import Path

import pytest

from openxian.core.calendar import notice, rules
from openxian.core.calendar.announced import announced_calendar
from openxian.core.calendar.tests import notices
from openxian.core.calendar.tests.notices import CHANGE_OF_2026, OF_2026, OF_2027
from openxian.core.errors import Refused

HOLIDAYS = Path(__file__).resolve().parents[5] / "shared" / "data" / "holidays"
shared = pytest.mark.skipif(not HOLIDAYS.exists(), reason="the shared holiday files are not beside this repository")


def days(text, is_working):
    return [one.day.isoformat() for one in notice.read(text).days if one.is_working == is_working]


def one_line(line):
    return f"关于2026年部分节假日安排的通知 {line}"


def test_the_notice_of_2026_says_what_the_library_knows():
    read = notice.read(OF_2026)
    assert (read.year, read.is_whole, read.unread, len(read.days)) == (2026, True, (), 39)
    assert announced_calendar().differences(rules.with_notice(announced_calendar(), read), {2026}) == []


def changed(text):
    """The days a notice would make worked or not, against what the library knows."""
    before, read = announced_calendar(), notice.read(text)
    pairs = before.differences(rules.with_notice(before, read), read.years_touched)
    return [now.day.isoformat() for old, now in pairs if old.is_working != now.is_working]


@pytest.mark.parametrize("year", [2017, 2018, 2023, 2024, 2025, 2026])
def test_notices_as_they_were_published_are_read_as_the_library_has_them(year):
    assert changed(getattr(notices, f"OF_{year}")) == []


def test_the_first_notice_of_2019_differs_from_what_it_became_in_march():
    assert changed(notices.OF_2019) == ["2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"]
    assert notice.read(notices.OF_2019).unread == ()


@shared
@pytest.mark.parametrize("year", range(2018, 2027))
def test_a_holiday_cn_file_says_what_the_library_knows(year):
    read = notice.read((HOLIDAYS / f"{year}.json").read_text(encoding="utf-8"))
    before = announced_calendar()
    after = rules.with_notice(before, read)
    assert [
        pair for pair in before.differences(after, read.years_touched) if pair[0].is_working != pair[1].is_working
    ] == []


def test_new_years_rest_may_begin_in_december():
    read = notice.read(OF_2027)
    assert read.years_touched == {2026, 2027}
    assert days(OF_2027, False)[:3] == ["2026-12-31", "2027-01-01", "2027-01-02"]
    without_year = OF_2027.replace("2026年12月31日", "12月31日").replace("2027年1月2日", "1月2日")
    assert days(without_year, False)[:3] == ["2026-12-31", "2027-01-01", "2027-01-02"]


def test_advice_is_no_rule():
    assert "2027-02-04" not in days(OF_2027, False) + days(OF_2027, True)
    assert notice.read(OF_2027).unread == ("鼓励各单位安排职工在2月4日休息",)


def test_the_month_of_a_second_made_up_day_is_the_one_before():
    assert [day for day in days(OF_2027, True) if day.startswith("2027-05")] == ["2027-05-08", "2027-05-09"]


@pytest.mark.parametrize(
    "line",
    [
        "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
        "一、元旦: 1月1日(星期四)至1月3日(星期六)放假调休,共3天。 1月4日(星期日)上班。",
        "１．元旦：１月１日至３日放假调休，共３天。１月４日上班。",
        "元旦：2026年1月1日至2026年1月3日放假，共3天；1月4日（周日）上班",
    ],
)
def test_the_usual_ways_of_writing_are_all_read(line):
    assert days(one_line(line), False) == ["2026-01-01", "2026-01-02", "2026-01-03"]
    assert days(one_line(line), True) == ["2026-01-04"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦：1月1日（周五）至3日（周六）放假，共3天。", "写的是星期五，按日历是星期四"),
        ("元旦：1月1日至3日放假，共4天。", "写的是4天，从起止日期算是3天"),
        ("元旦：1月1日放假。1月5日上班。", "2026-01-05不是周末"),
        ("元旦：1月1日至3日放假。1月3日上班。", "2026-01-03出现了两次"),
        ("元旦：2月30日放假。", "不存在的日期"),
        ("元旦：3日放假。", "没有写月份"),
        ("元旦：1月1日放假，1月4日上班。", "请把放假和上班分成两句"),
        ("元旦：1月4日、下周上班。", "“下周”读不出是哪一天"),
        ("春节：2028年2月1日放假。", "不在2026年的安排里"),
        ("鼓励多休息。", "没有找到“元旦：”"),
        ("元旦：另行通知。", "没有读出任何一天"),
    ],
)
def test_a_doubtful_notice_is_refused_with_the_place(line, said):
    with pytest.raises(Refused, match=said):
        notice.read(one_line(line))


def test_a_text_without_its_year_is_refused():
    with pytest.raises(Refused, match="请粘贴通知全文"):
        notice.read("元旦：1月1日放假。")


@pytest.mark.parametrize("text", ["{", "{}", json.dumps({"year": 2027, "days": [{"name": "元旦", "date": "x"}]})])
def test_another_file_is_refused(text):
    with pytest.raises(Refused, match="holiday-cn"):
        notice.read(text)


def test_a_change_during_the_year_arranges_its_festival_anew_and_leaves_the_others():
    before = announced_calendar()
    after = rules.with_notice(before, notice.read(CHANGE_OF_2026))
    changes = before.differences(after, {2026})
    assert [(now.day, now.is_working) for _, now in changes] == [(date(2026, 5, 5), True)]


def test_a_year_is_not_announced_by_a_part_of_its_notice():
    part = OF_2027.split("\n二、")[0]
    with pytest.raises(Refused, match="还没有完整的安排"):
        rules.with_notice(announced_calendar(), notice.read(part))
