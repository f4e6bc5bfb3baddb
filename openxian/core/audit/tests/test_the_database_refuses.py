"""Whoever comes past the program, with any tool, is refused by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from openxian.core.models import AuditCheck, AuditLine, AuditLink

TABLES = ("core_auditline", "core_auditlink", "core_auditcheck")


@pytest.fixture
def filled(trail, at):
    AuditCheck.objects.create(at=at, actor_name="系统", first_seq=1, last_seq=5, hash="0" * 64, faults=0)
    return [list(model.objects.values_list()) for model in (AuditLine, AuditLink, AuditCheck)]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_no_row_is_changed_or_removed(filled, table, statement):
    key = "seq" if table == "core_auditlink" else "id"
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, key, key))
    assert [list(model.objects.values_list()) for model in (AuditLine, AuditLink, AuditCheck)] == filled


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied_at_once(filled, table, on_sqlite):
    if on_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def test_no_row_is_replaced(filled, on_sqlite):
    if not on_sqlite:
        pytest.skip("only SQLite has INSERT OR REPLACE")
    first = AuditLine.objects.order_by("pk").values().first() | {"sentence": "没做过。"}
    names, places = ", ".join(first), ", ".join(["%s"] * len(first))
    values = [str(value) if value is not None else None for value in first.values()]
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO core_auditline ({names}) VALUES ({places})", values)


def test_not_even_where_triggers_of_replication_sleep(filled, on_sqlite):
    if on_sqlite:
        pytest.skip("session_replication_role is PostgreSQL's")
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM core_auditline")


def test_a_line_written_past_the_program_waits_for_its_seal(db):
    columns = "at, act, actor_name, thing_type, thing_id, thing_name, sentence, succeeded, detail, digest"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO core_auditline ({columns}) VALUES ('2026-03-02', 'a.b', '', '', '', '', '', true, '{{}}', '')"
        )
        cursor.execute("SELECT count(*) FROM core_auditpending")
        assert cursor.fetchone() == (1,)
