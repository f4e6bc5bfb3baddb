from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from openxian.core.assignments import actions, queries

SENT = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = datetime(2026, 11, 24, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
BASIS = "《物资管理办法》第五条"


@pytest.fixture
def part(county, education, writer, first_reviewer):
    [row] = actions.open_round(
        county, kind="test", step="check", label="核对", holders=[f"duty:first_reviewer:{education.pk}"],
        by=writer, at=SENT, due_at=DUE, basis=BASIS,
    )  # fmt: skip
    return row


def test_one_line_says_who_has_it_since_when_until_when_and_who_may_move_it(part, first_reviewer):
    now = SENT + timedelta(days=2)
    assert queries.explain(part, now) == (
        "由县教体局初审员承办；11月20日由陈晓禾送来，已2天；按《物资管理办法》第五条应在11月24日前办完，还有2天；"
        "可由县教体局初审员办理。"
    )
    taken = actions.take(part, by=first_reviewer, at=now)
    assert queries.explain(taken, now).startswith("由县教体局初审员承办（周明远已签收）；")
    assert queries.explain(taken, now).endswith("可由周明远办理。")


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "今天到达；"), (4, "已4天；按《物资管理办法》第五条应在11月24日前办完，今天到期；"), (6, "已超2天；")],
)
def test_days_are_said_as_people_say_them(part, days, said):
    assert said in queries.explain(part, SENT + timedelta(days=days))


def test_a_page_of_one_case_names_the_people(part, first_reviewer):
    people = queries.people_of(part, SENT)
    assert people == [first_reviewer]
    assert queries.explain(part, SENT, people).endswith("可由周明远办理。")


def test_what_is_closed_says_how_it_ended(part, first_reviewer):
    actions.finish(part, by=first_reviewer, at=SENT + timedelta(days=1))
    part.refresh_from_db()
    assert queries.explain(part, SENT + timedelta(days=9)) == "县教体局初审员的这一步11月21日已办（周明远）。"


def test_a_list_of_fifty_is_explained_without_asking_the_database(part, first_reviewer, django_assert_num_queries):
    rows = list(queries.mine(first_reviewer, SENT))
    with django_assert_num_queries(0):
        assert [queries.explain(row, SENT) for row in rows]
