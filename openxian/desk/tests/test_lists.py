"""待办、等别人、超期、已办：每人只看到自己的，再多也只是几次查询、几十 KB。"""

from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import login

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
LIGHT = 60_000


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def titles(answer) -> list[str]:
    return [row.title for row in answer.context["rows"]]


def queries_of(get) -> int:
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        get()
    return len(asked)


def test_my_to_dos_come_by_their_limit_and_those_without_one_last(desk, ask):
    ask("没有期限")
    ask("下周", due=timedelta(days=7))
    ask("已经晚了", due=timedelta(days=-1))
    assert titles(desk("todo/")) == ["已经晚了", "下周", "没有期限"]


def test_a_line_says_why_it_is_where_it_is(desk, ask):
    ask("修路的请示", due=timedelta(days=-3), basis="《条例》第三十三条", number="青政办〔2026〕7号", urgency=2)
    page = text(desk("todo/"))
    for said in ("修路的请示", "样事", "审批", "青政办〔2026〕7号", "特急", "超期 3 天", "《条例》第三十三条", "同意"):
        assert said in page


def test_what_is_asked_of_others_is_not_on_my_list(desk, ask, stranger):
    ask("别人的事", holder=f"person:{stranger.pk}")
    assert titles(desk("todo/")) == []
    assert "别人的事" not in text(desk())


def test_what_i_began_and_others_hold_waits_on_them(client, ask, nobody):
    ask("等陈晓禾审批")
    login(client, nobody)
    page = client.get("/office/desk/todo/waiting/")
    assert titles(page) == ["等陈晓禾审批"] and page.context["rows"][0].acts == []


def test_late_and_done_have_lists_of_their_own(desk, ask, writer, now):
    ask("晚了", due=timedelta(hours=-1))
    ask("不晚", due=timedelta(hours=1))
    ask("办完了", closed_at=now, closed_by=writer, outcome="done")
    assert titles(desk("todo/overdue/")) == ["晚了"]
    assert titles(desk("todo/done/")) == ["办完了"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "修路"}, ["修路的请示"]),
        ({"text": "〔2026〕9"}, ["供暖的函"]),
        ({"urgency": "2"}, ["供暖的函"]),
        ({"due": "late"}, ["修路的请示"]),
        ({"due": "none"}, ["供暖的函"]),
        ({"due": "today"}, []),
        ({"kind": "repository.review"}, []),
        ({"kind": "nonsense", "urgency": "x", "due": "x"}, ["修路的请示", "供暖的函"]),
    ],
)
def test_a_list_is_narrowed(desk, ask, asked, found):
    ask("修路的请示", due=timedelta(days=-2))
    ask("供暖的函", number="青政函〔2026〕9号", urgency=2)
    assert titles(desk("todo/", **asked)) == found


def test_the_pages_of_a_list_follow_one_another(desk, ask):
    for number in range(60):
        ask(f"第{number:02}件", due=timedelta(days=number + 1))
    first = desk("todo/")
    second = desk("todo/", cursor=first.context["page"].next)
    assert titles(first) + titles(second) == [f"第{number:02}件" for number in range(60)]
    assert "cursor=" in text(first) and "已到最后" in text(second)


@pytest.mark.parametrize("path", ["", "todo/", "todo/waiting/", "todo/overdue/", "todo/done/", "notices/", "calendar/"])
def test_a_page_costs_a_few_queries_whatever_the_data(desk, ask, path):
    for number in range(70):
        ask(f"第{number}件", due=timedelta(days=number % 9 - 4))
    desk(path)
    assert queries_of(lambda: desk(path)) <= MOST_QUERIES


def test_a_person_for_the_whole_county_costs_no_more(client, ask, final_reviewer):
    for number in range(30):
        ask(f"第{number}件", holder=f"person:{final_reviewer.pk}")
    login(client, final_reviewer)
    client.get("/office/desk/")
    assert queries_of(lambda: client.get("/office/desk/")) <= MOST_QUERIES


def test_fifty_to_dos_weigh_less_than_sixty_kilobytes(desk, ask):
    for number in range(60):
        ask(
            "关于申请追加2026年度乡村公路养护经费并调整部分项目实施计划的请示",
            due=timedelta(days=number % 9 - 4),
            number=f"青政办发〔2026〕{number}号",
            urgency=number % 3,
            basis="《政府信息公开条例》第三十三条第二款",
        )
    page = desk("todo/")
    assert len(page.context["rows"]) == 50
    assert len(page.content) < LIGHT


def test_numbers_stop_at_ninety_nine(desk, ask):
    for number in range(105):
        ask(f"第{number}件", due=timedelta(days=-1))
    assert desk().context["figures"] == {"todos": "99+", "today": "0", "late": "99+"}


def test_the_home_says_what_day_it_is_and_that_nothing_waits(desk, writer):
    page = text(desk())
    assert f"，{writer.name}" in page and "都办完了" in page


def test_a_search_finds_what_passed_my_hands_and_nothing_else(desk, ask, writer, stranger, now):
    ask("修路的请示")
    ask("修路的批复", closed_at=now, closed_by=writer, outcome="done")
    ask("修路的密件", holder=f"person:{stranger.pk}")
    assert sorted(titles(desk("search/", q="修路"))) == ["修路的批复", "修路的请示"]
    assert "没有“造桥”" in text(desk("search/", q="造桥"))
    assert titles(desk("search/", q="")) == []
