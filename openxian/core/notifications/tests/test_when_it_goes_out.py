"""什么时候发：紧急立即，平时攒一分钟，夜里等到早上，汇总等到钟点。"""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openxian.core.notifications import rules

NIGHT = {"quiet_from": time(22), "quiet_until": time(7)}


def send_at(text, digest="", *, urgent=False, **quiet):
    digest_at = time.fromisoformat(digest) if digest else None
    at = datetime.fromisoformat(f"2026-03-02 {text}")
    return rules.send_at(at, urgent=urgent, digest_at=digest_at, **(quiet or NIGHT)).strftime("%d %H:%M")


@pytest.mark.parametrize(
    ("happened", "digest", "goes_out"),
    [
        ("09:00", "", "02 09:01"),
        ("21:58", "", "02 21:59"),
        ("21:59", "", "03 07:00"),
        ("23:30", "", "03 07:00"),
        ("00:30", "", "02 07:00"),
        ("06:58", "", "02 07:00"),
        ("07:00", "", "02 07:01"),
        ("09:00", "17:00", "02 17:00"),
        ("17:00", "17:00", "03 17:00"),
        ("09:00", "23:00", "03 07:00"),
    ],
)
def test_what_is_not_urgent_waits_for_its_hour(happened, digest, goes_out):
    assert send_at(happened, digest) == goes_out


def test_what_is_urgent_heeds_neither_night_nor_digest():
    assert send_at("23:30", "17:00", urgent=True) == "02 23:30"


def test_quiet_hours_may_lie_within_a_day_or_be_none():
    noon = {"quiet_from": time(12), "quiet_until": time(14)}
    assert send_at("12:30", **noon) == "02 14:00"
    assert send_at("23:30", **noon) == "02 23:31"
    assert send_at("03:00", quiet_from=time(0), quiet_until=time(0)) == "02 03:01"


hours = st.builds(time, st.integers(0, 23))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), hours, hours, st.none() | hours)
def test_it_never_goes_out_early_nor_in_quiet_hours_nor_later_than_two_days(at, quiet_from, quiet_until, digest_at):
    goes_out = rules.send_at(at, urgent=False, quiet_from=quiet_from, quiet_until=quiet_until, digest_at=digest_at)
    assert at < goes_out <= at + timedelta(days=2)
    assert not rules.in_quiet_hours(goes_out.time(), quiet_from, quiet_until)
