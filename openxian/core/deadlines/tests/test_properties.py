"""What holds for every term, start and order of events."""

import json
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from openxian.core.calendar.announced import announced_calendar
from openxian.core.deadlines import Deadline, Extend, Pause, Restart, Resume, Term
from openxian.core.errors import Refused

CALENDAR = announced_calendar()
BASIS = "《某法》第一条"
starts = st.dates(date(2017, 1, 1), date(2028, 12, 31))
amounts = st.integers(1, 90)
units = st.sampled_from(["working_days", "calendar_days", "months"])
DAY = timedelta(1)


@st.composite
def terms(draw):
    unit = draw(units)
    return Term(draw(st.integers(1, 12) if unit == "months" else amounts), unit, BASIS)


@st.composite
def courses(draw):
    """A deadline with up to five events, each one possible when it happens."""
    deadline = Deadline(draw(starts), draw(terms()), CALENDAR)
    for _ in range(draw(st.integers(0, 5))):
        later = deadline.latest + timedelta(draw(st.integers(0, 25)))
        happened = draw(st.sampled_from(_happenings(later, draw(terms()))))
        try:
            deadline = deadline.then(happened)
        except Refused:
            continue
    return deadline


def _happenings(on, term):
    return [Pause(on, "征求意见", BASIS), Resume(on), Restart(on, "收到补正", BASIS, term), Extend(on, term)]


def working(start, amount, *events):
    return Deadline(start, Term(amount, "working_days", BASIS), CALENDAR, events)


@given(starts, amounts)
def test_a_term_of_working_days_ends_on_a_working_day(start, amount):
    due = working(start, amount).due_on
    assert CALENDAR.is_working(due)
    assert CALENDAR.count(start, due) == amount


@given(starts, amounts, units)
def test_no_term_ends_on_a_day_of_rest(start, amount, unit):
    assert CALENDAR.is_working(Deadline(start, Term(amount, unit, BASIS), CALENDAR).due_on)


@given(starts, terms())
def test_a_later_start_never_ends_earlier(start, term):
    assert Deadline(start, term, CALENDAR).due_on <= Deadline(start + DAY, term, CALENDAR).due_on


@given(starts, amounts, units)
def test_a_longer_term_never_ends_earlier(start, amount, unit):
    shorter, longer = (Deadline(start, Term(each, unit, BASIS), CALENDAR) for each in (amount, amount + 1))
    assert shorter.due_on <= longer.due_on


@given(starts, amounts, st.integers(0, 89), st.integers(0, 60))
def test_a_pause_of_working_days_moves_the_end_by_as_many(start, amount, used, away):
    assume(used < amount)
    asked = CALENDAR.add_working_days(start, used)
    answered = CALENDAR.add_working_days(asked, away)
    paused = working(start, amount, Pause(asked, "征求意见", BASIS), Resume(answered))
    assert paused.due_on == working(start, amount + away).due_on
    assert paused.used_on(answered) == used


@given(starts, amounts, amounts)
def test_extensions_of_working_days_add_up(start, amount, more):
    extended = working(start, amount, Extend(start, Term(more, "working_days", BASIS)))
    assert extended.due_on == working(start, amount + more).due_on


@given(starts, amounts, amounts)
def test_an_extension_of_days_runs_from_the_end_of_the_original_term(start, amount, more):
    first = Deadline(start, Term(amount, "calendar_days", BASIS), CALENDAR)
    second = Deadline(first.due_on, Term(more, "calendar_days", BASIS), CALENDAR)
    assert first.then(Extend(start, Term(more, "calendar_days", BASIS))).due_on == second.due_on


@given(courses(), st.integers(0, 40), terms())
def test_a_restart_is_a_fresh_start(course, later, term):
    again = course.latest + timedelta(later)
    restarted, fresh = course.then(Restart(again, "收到补正", BASIS, term)), Deadline(again, term, CALENDAR)
    assert restarted.due_on == fresh.due_on
    assert restarted.used == 0
    assert restarted.left(again) == fresh.left(again)


@given(courses())
def test_the_days_lead_one_by_one_to_the_end(course):
    days = [entry.day for entry in course.days]
    assert days == [days[0] + timedelta(step) for step in range(len(days))]
    assert days[-1] == (course.due_on or max(course.course.run.start, course.course.run.halts[-1].pause.on))
    numbers = [entry.number for entry in course.days if entry.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(courses())
def test_the_verdicts_agree_with_the_calendar(course):
    assume(course.unit == "working_days")
    for entry in course.days:
        assert entry.verdict != "counted" or CALENDAR.is_working(entry.day)
        assert entry.verdict != "skipped" or not CALENDAR.is_working(entry.day)


@given(courses())
def test_what_is_used_and_what_is_left_make_the_whole(course):
    assume(course.unit == "working_days" and course.state == "running" and course.latest <= course.due_on)
    whole = sum(term.amount for term in course.course.run.terms)
    asked_on_the_last_day = any(entry.verdict == "moved" for entry in course.days)
    assert asked_on_the_last_day or course.used + course.left(course.latest) == whole


@given(courses())
def test_what_a_case_keeps_gives_the_same_deadline_again(course):
    stored = json.loads(json.dumps(course.as_json()))
    again = Deadline.from_json(stored, CALENDAR)
    assert again == course
    assert (again.due_on, again.days, again.as_text()) == (course.due_on, course.days, course.as_text())


@given(courses(), st.dates(date(2017, 1, 1), date(2029, 12, 31)))
def test_it_is_overdue_just_when_less_than_nothing_is_left(course, on):
    assume(course.state == "running")
    assert course.is_overdue(on) == (on > course.due_on)
    assert course.left(on) <= 0 if course.is_overdue(on) else course.left(on) >= 0
