"""How far away a deadline is, how many there are: said so that colour and shape only repeat the words."""

from datetime import date, datetime, timedelta

import pytest

from openxian.desk import rules

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.mark.parametrize(
    ("away", "tone", "words"),
    [
        (None, "none", "无期限"),
        (timedelta(days=-3), "late", "超期 3 天"),
        (timedelta(hours=-10), "late", "超期 1 天"),
        (timedelta(minutes=-5), "late", "今天 08:55 已超期"),
        (timedelta(hours=8, minutes=30), "today", "今天 17:30 到期"),
        (timedelta(hours=20), "soon", "明天到期"),
        (timedelta(days=3), "soon", "还有 3 天"),
        (timedelta(days=4), "later", "11月27日到期"),
        (timedelta(days=60), "later", "2027年1月22日到期"),
    ],
)
def test_a_deadline_in_words(away, tone, words):
    due = rules.due_in_words(None if away is None else NOW + away, NOW)
    assert (due.tone, due.words) == (tone, words)


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "1"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_a_number_stops_where_it_would_only_frighten(count, said):
    assert rules.bounded(count) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 8, 5), "今天 08:05"),
        (datetime(2026, 11, 22, 23, 0), "昨天 23:00"),
        (datetime(2026, 11, 1, 8, 0), "11月1日"),
        (datetime(2025, 12, 31, 8, 0), "2025年12月31日"),
    ],
)
def test_a_moment_in_a_list(at, said):
    assert rules.moment_in_words(at, NOW) == said


@pytest.mark.parametrize(
    ("hour", "said"), [(3, "夜深了"), (8, "早上好"), (12, "中午好"), (15, "下午好"), (20, "晚上好")]
)
def test_a_greeting_fits_the_hour(hour, said):
    assert rules.greeting(NOW.replace(hour=hour)) == said


def test_a_month_is_shown_in_whole_weeks_from_monday():
    weeks = rules.weeks_of(2026, 11)
    assert weeks[0][0] == date(2026, 10, 26) and weeks[-1][-1] == date(2026, 12, 6)
    assert all(len(week) == 7 for week in weeks)


@pytest.mark.parametrize(("month", "step", "beside"), [((2026, 12), 1, (2027, 1)), ((2026, 1), -1, (2025, 12))])
def test_the_month_beside(month, step, beside):
    assert rules.month_beside(*month, step) == beside
