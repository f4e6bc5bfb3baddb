"""A deadline explains itself: in data, in words and as a picture."""

from datetime import date, datetime, timedelta
from time import perf_counter
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape

from openxian.core.calendar.announced import announced_calendar
from openxian.core.calendar.working import WorkingCalendar
from openxian.core.deadlines import Deadline, End, Extend, Pause, Restart, Resume, Term
from openxian.core.errors import Refused

CALENDAR = announced_calendar()
REPLY = Term(20, "working_days", "《政府信息公开条例》第三十三条第二款")
ASKED = Pause(date(2025, 9, 10), "征求第三方意见", "《政府信息公开条例》第三十二条")
RECEIVED = Deadline(date(2025, 9, 1), REPLY, CALENDAR)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def answered():
    return RECEIVED.then(ASKED).then(Resume(date(2025, 9, 24)))


def _entry(deadline, day):
    return next(entry for entry in deadline.days if entry.day == day)


def test_each_day_says_why(answered):
    start, paused = _entry(answered, date(2025, 9, 1)), _entry(answered, date(2025, 9, 11))
    assert (start.verdict, start.basis) == ("start", "《民法典》第二百零一条")
    assert (paused.verdict, paused.reason, paused.basis) == ("paused", ASKED.reason, ASKED.basis)
    holiday, worked = _entry(answered, date(2025, 10, 1)), _entry(answered, date(2025, 9, 28))
    assert (holiday.verdict, holiday.reason) == ("skipped", "国庆节放假")
    assert holiday.basis == "《国务院办公厅关于2025年部分节假日安排的通知》"
    assert (worked.verdict, worked.number, worked.reason) == ("counted", 10, "国庆节调休上班")
    assert _entry(answered, date(2025, 10, 17)).number == 20


def test_the_derivation_in_words(answered):
    assert answered.as_text().split("\n") == [
        "期限：20个工作日（《政府信息公开条例》第三十三条第二款）。",
        "2025年9月1日（星期一）起算，当日不计入。",
        "2025年9月10日（星期三）暂停：征求第三方意见（《政府信息公开条例》第三十二条）；到这时已用7个工作日。",
        "2025年9月24日（星期三）恢复，次日起接着计算。",
        "不计入：10月1日至5日（国庆节放假）、10月6日（中秋节放假）、10月7日至8日（国庆节放假）；周末4天。",
        "计入：9月28日（国庆节调休上班）、10月11日（国庆节调休上班）。",
        "2025年10月17日（星期五）24时届满。",
    ]
    assert answered.as_text(short=True) == (
        "20个工作日，2025年9月1日（星期一）起算，9月11日至24日暂停（征求第三方意见），2025年10月17日（星期五）24时届满。"
    )


def test_moved_extended_restarted_and_ended_are_said_in_words():
    moved = Deadline(date(2025, 8, 5), Term(60, "calendar_days", "《行政复议法》第二十条"), CALENDAR)
    assert "末日遇休息日，顺延到2025年10月9日（星期四）（《民法典》第二百零三条" in moved.as_text()
    extended = RECEIVED.then(Extend(date(2025, 9, 25), REPLY, "情况复杂", 20))
    assert "2025年9月25日（星期四）告知延长20个工作日" in extended.as_text()
    assert "20个工作日（延长20个工作日）" in extended.as_text(short=True)
    restarted = RECEIVED.then(Restart(date(2025, 9, 18), "收到补正材料", "《政府信息公开条例》第三十条"))
    assert "后来重新计算，已用的时间作废" in restarted.as_text()
    assert "收到补正材料，重新计算（《政府信息公开条例》第三十条）" in restarted.as_text()
    ended = RECEIVED.then(End(date(2025, 9, 20), "已答复"))
    assert "2025年9月20日（星期六）已办结（已答复）" in ended.as_text()


def test_days_before_a_restart_are_discarded():
    restarted = RECEIVED.then(Restart(date(2025, 9, 18), "收到补正材料", "《政府信息公开条例》第三十条"))
    before = _entry(restarted, date(2025, 9, 10))
    assert (before.verdict, before.number, before.basis) == ("discarded", None, "《政府信息公开条例》第三十条")
    assert _entry(restarted, date(2025, 9, 18)).verdict == "start"


def test_a_provisional_end_says_so_everywhere():
    deadline = Deadline(date(2026, 12, 20), REPLY, CALENDAR)
    assert deadline.is_provisional
    assert "（暂定）" in deadline.as_text(short=True)
    assert "还没有公布节假日安排" in deadline.as_text()
    assert deadline.as_json()["is_provisional"] is True
    announced = WorkingCalendar(CALENDAR.marks, CALENDAR.announced | {2027})
    assert not Deadline.from_json(deadline.as_json(), announced).is_provisional


def test_the_end_is_the_last_moment_of_the_day_in_beijing():
    assert RECEIVED.due_at == datetime(2025, 9, 28, 23, 59, 59, 999999, tzinfo=ZoneInfo("Asia/Shanghai"))
    abroad = datetime(2025, 8, 31, 20, tzinfo=ZoneInfo("UTC"))
    assert Deadline(abroad, REPLY, CALENDAR) == RECEIVED, "an aware moment is a day in Beijing"


def test_a_term_keeps_within_its_bounds():
    with pytest.raises(Refused, match="期限不能少于30日（《重大行政决策程序暂行条例》第十五条）"):
        Term(20, "calendar_days", "《重大行政决策程序暂行条例》第十五条", at_least=30)
    with pytest.raises(Refused, match="期限不能超过15个工作日"):
        Term(16, "working_days", "《某办法》第一条", at_most=15)
    with pytest.raises(ValueError, match="weeks"):
        Term(1, "weeks", "《某办法》第一条")


def test_the_picture_shows_each_day_by_sign_and_not_only_by_colour(answered):
    root = ElementTree.fromstring(answered.as_svg())
    assert [text.text for text in root.iter(f"{SVG}text") if (text.text or "").endswith("月")] == [
        "2025年9月",
        "2025年10月",
    ]
    signs = [text.text for text in root.iter(f"{SVG}text")]
    assert signs.count("停") == 14
    assert "止20" in signs
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "2025-10-01 不计：国庆节放假" in titles
    assert "2025-10-17 第20日（届满）" in titles


def test_the_picture_has_words_for_whoever_cannot_see_it_and_no_style_of_its_own(answered):
    svg = answered.as_svg()
    root = ElementTree.fromstring(svg)
    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert [named[key] for key in root.get("aria-labelledby").split()] == ["期限日历", answered.as_text(short=True)]
    assert "style" not in svg
    assert "<script" not in svg


def test_words_from_outside_cannot_break_the_picture():
    asked = Pause(date(2025, 9, 10), '<script>alert("甲&乙")</script>', "《某法》")
    svg = RECEIVED.then(asked).then(Resume(date(2025, 9, 12))).as_svg()
    assert "<script" not in svg
    assert conditional_escape(svg) == svg, "templates take it as it is"


def test_the_picture_of_a_very_long_term_stays_small():
    long = Deadline(date(2024, 1, 1), Term(5, "years", "《某法》第一条"), CALENDAR)
    months = [one for one in ElementTree.fromstring(long.as_svg()).iter(f"{SVG}g")]
    assert len(months) == 12
    assert "中间的月份没有画出" in long.as_svg()


@pytest.mark.parametrize(
    ("on", "label", "sentence"),
    [
        (date(2025, 10, 9), "计时中", "还剩7个工作日"),
        (date(2025, 10, 15), "快到期", "还剩2个工作日"),
        (date(2025, 10, 17), "快到期", "今天到期"),
        (date(2025, 10, 18), "已超期", "已超期"),
        (date(2025, 10, 21), "已超期", "已超期2个工作日"),
    ],
)
def test_what_a_page_says_on_a_day(answered, on, label, sentence):
    reading = answered.reading(on)
    assert (reading.label, reading.sentence) == (label, sentence)


def test_what_a_page_says_while_paused_and_when_ended(answered):
    paused = RECEIVED.then(ASKED).reading(date(2025, 12, 1))
    assert (paused.label, paused.sentence, paused.due) == ("已暂停", "已用7个工作日，还剩13个工作日", "")
    in_time = answered.then(End(date(2025, 10, 17), "已答复")).reading(date(2026, 1, 1))
    late = answered.then(End(date(2025, 10, 20), "已答复")).reading(date(2026, 1, 1))
    assert (in_time.label, in_time.sentence) == ("已办结", "按期办结")
    assert (late.label, late.sentence) == ("已办结", "超期1个工作日办结")


def test_the_component_says_overdue_in_words_and_holds_the_picture(answered):
    page = render_to_string("components/deadline.html", {"reading": answered.reading(date(2025, 10, 21))})
    assert "已超期2个工作日" in page
    assert "2025年10月17日（星期五）届满" in page
    assert "<details" in page
    assert "<svg" in page
    assert "征求第三方意见（《政府信息公开条例》第三十二条）" in page


def test_it_is_quick():
    begun = perf_counter()
    for step in range(200):
        Deadline(date(2025, 9, 1) + timedelta(step), Term(40, "working_days", "《某法》"), CALENDAR)
    assert perf_counter() - begun < 0.2, "1 ms each, with room for a slow machine"
