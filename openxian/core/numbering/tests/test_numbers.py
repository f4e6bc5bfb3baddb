"""Reserve, use, void: once given out, never again, and every gap has its reason."""

import pytest
from django.db import IntegrityError, connection, transaction

from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.core.numbering import actions, queries
from openxian.core.numbering.models import Number

CODE, YEAR = "supplies", 2026


def reserve(writer, at, **facts):
    return actions.reserve(CODE, YEAR, by=writer, at=at, **facts)


def test_numbers_of_a_code_and_year_follow_one_another(writer, education, at):
    values = [reserve(writer, at).value, actions.draw(CODE, YEAR, by=writer, at=at, thing=education).value]
    assert values == [1, 2]
    assert actions.reserve(CODE, 2027, by=writer, at=at).value == 1
    assert actions.reserve("leave", YEAR, by=writer, at=at).value == 1
    assert (
        AuditLine.objects.filter(act="numbering.draw").get().sentence
        == "取用编号 supplies 2026 年第 2 号（县教体局）。"
    )


def test_a_reserved_number_is_used_once(writer, education, at):
    number = actions.use(reserve(writer, at), by=writer, at=at, thing=education)
    assert (number.state, number.thing_name) == ("used", "县教体局")
    assert list(queries.of(education)) == [number]
    with pytest.raises(Refused, match="已使用，不能再用"):
        actions.use(number, by=writer, at=at)


def test_voiding_needs_a_reason_and_is_for_ever(writer, at):
    number = reserve(writer, at)
    with pytest.raises(Refused, match="原因"):
        actions.void(number, reason=" ", by=writer, at=at)
    actions.void(number, reason="文件未发", by=writer, at=at)
    with pytest.raises(Refused, match="已经作废"):
        actions.void(number, reason="再作废", by=writer, at=at)
    with pytest.raises(Refused, match="已作废，不能再用"):
        actions.use(number, by=writer, at=at)
    assert reserve(writer, at).value == 2


def test_the_report_of_gaps_says_why_for_each(writer, education, at):
    actions.draw(CODE, YEAR, by=writer, at=at, thing=education)
    reserve(writer, at, thing=education)
    actions.void(reserve(writer, at), reason="文件未发", by=writer, at=at)
    reserve(writer, at)
    assert [(gap.value, gap.kind, gap.reason) for gap in queries.gaps(CODE, YEAR)] == [
        (2, "reserved", "为“县教体局”预留，自2026-03-02起"),
        (3, "void", "已作废：文件未发"),
        (4, "reserved", "已预留，自2026-03-02起"),
    ]
    assert all(gap.is_explained for gap in queries.gaps(CODE, YEAR))
    assert queries.gaps("leave", YEAR) == []


def test_a_row_that_somebody_removed_behind_the_program_is_reported(writer, education, at):
    for _ in range(3):
        actions.draw(CODE, YEAR, by=writer, at=at, thing=education)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM numbering_number WHERE value = 2")
    [gap] = queries.gaps(CODE, YEAR)
    assert (gap.value, gap.is_explained) == (2, False)
    assert [tally.missing for tally in queries.tallies()] == [1]


def test_a_number_cannot_be_removed_or_given_twice(writer, at):
    number = reserve(writer, at)
    with pytest.raises(Refused, match="作废"):
        number.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Number.objects.create(code=CODE, year=YEAR, value=1, by=writer, at=at)


def test_what_is_rolled_back_was_never_given_out(writer, at):
    reserve(writer, at)
    with pytest.raises(RuntimeError), transaction.atomic():
        assert reserve(writer, at).value == 2
        raise RuntimeError("the act failed")
    assert reserve(writer, at).value == 2
    assert [gap.value for gap in queries.gaps(CODE, YEAR)] == [1, 2]


def test_a_year_may_begin_where_the_old_system_stopped(writer, at):
    with pytest.raises(Refused, match="依据"):
        actions.start_from(CODE, YEAR, 38, because="", by=writer, at=at)
    actions.start_from(CODE, YEAR, 38, because="承接旧系统第 37 号", by=writer, at=at)
    assert reserve(writer, at).value == 38
    assert [gap.value for gap in queries.gaps(CODE, YEAR)] == [38]
    with pytest.raises(Refused, match="已经发出过编号"):
        actions.start_from(CODE, YEAR, 50, because="想改", by=writer, at=at)


def test_the_tally_counts_each_state(writer, education, at):
    actions.draw(CODE, YEAR, by=writer, at=at, thing=education)
    actions.void(reserve(writer, at), reason="误取", by=writer, at=at)
    reserve(writer, at)
    [tally] = queries.tallies()
    assert (tally.given_out, tally.used, tally.reserved, tally.void, tally.missing) == (3, 1, 1, 1, 0)
    assert [number.value for number in queries.numbers(CODE, YEAR)] == [3, 2, 1]
    assert queries.reserved_before(at).count() == 0


def test_an_empty_code_is_refused(writer, at):
    with pytest.raises(Refused, match="代号"):
        actions.reserve(" ", YEAR, by=writer, at=at)
