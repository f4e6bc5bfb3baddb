"""The rows a second, independent way of counting has found are still what it finds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openxian.core.calendar.announced import announced_calendar
from openxian.core.deadlines import Deadline, Pause, Resume
from openxian.core.deadlines.tests import walking
from openxian.core.deadlines.tests.reading_cases import BASIS, term

CALENDAR = announced_calendar()
STARTS = st.dates(date(2015, 1, 1), date(2025, 12, 31))


@pytest.mark.skipif(not walking.HOLIDAYS.exists(), reason="the shared holiday files are not beside this repository")
def test_the_table_is_what_the_walker_finds():
    assert walking.TABLE.read_text(encoding="utf-8") == walking.table()


def test_the_walker_can_be_trusted_on_the_example_of_the_source():
    """2025-09-01 received: 20 working days are over on 09-28, a Sunday worked."""
    walker = walking.Walker({"2025-09-28": False})
    assert walker.walk(walking.date(2025, 9, 1), 20, "个工作日").isoformat() == "2025-09-28"


@st.composite
def paused_terms(draw):
    """(start, amount, unit, pauses): up to three pauses, each asked while something was left."""
    unit = draw(st.sampled_from(["个工作日", "日"]))
    deadline = Deadline(draw(STARTS), term(f"{draw(st.integers(1, 60))}{unit}"), CALENDAR)
    for _ in range(draw(st.integers(0, 3))):
        asked = deadline.latest + timedelta(draw(st.integers(0, 20)))
        if asked >= deadline.course.legs[-1].nominal:
            break
        answered = asked + timedelta(draw(st.integers(0, 30)))
        deadline = deadline.then(Pause(asked, "征求意见", BASIS)).then(Resume(answered))
    return deadline


@given(paused_terms())
def test_the_walker_agrees_on_any_term_with_pauses(deadline):
    walker = walking.Walker({day.isoformat(): not mark.is_working for day, mark in CALENDAR.marks.items()})
    stops = deadline.course.run.stops
    away = {first + timedelta(step) for first, last in stops for step in range(1, (last - first).days + 1)}
    unit = "个工作日" if deadline.term.unit == "working_days" else "日"
    assert walker.walk(deadline.start, deadline.term.amount, unit, away) == deadline.due_on
