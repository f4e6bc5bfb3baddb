"""Hundreds of thousands of rows in seconds: one row saved by the ORM, the others copied from it inside the database."""

from django.db import connection, models

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def copy(row: models.Model, source: str, **columns: str) -> None:
    """Copies of a saved ``row`` in one statement: one for each ``n`` that the query ``source`` gives.

    ``columns`` says in SQL, over ``n``, where the copies differ; keys are given anew unless it names them.
    """
    meta = row._meta
    kept = [field for field in meta.local_concrete_fields if field.column in columns or not field.primary_key]
    names = [str(field.column) for field in kept]
    values = ", ".join(columns.get(name, f'row."{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({quoted}) SELECT {values} "
            f"FROM ({source}) numbers, {meta.db_table} row WHERE row.{meta.pk.column} = %s ORDER BY n",
            [row.pk],
        )


def numbers(first: int, last: int) -> str:
    """A query that gives ``n`` from ``first`` to ``last``."""
    return (
        f"WITH RECURSIVE counted(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM counted WHERE n < {last}) "
        f"SELECT n FROM counted"
    )


def others(row: models.Model) -> str:
    """A query that gives the keys of all rows of a table but this one."""
    return f"SELECT id AS n FROM {row._meta.db_table} WHERE id <> {row.pk}"


def text(before: str, after: str = "") -> str:
    """The SQL of a text with ``n`` inside."""
    return f"'{before}' || n || '{after}'"


def later(column: str) -> str:
    """The SQL of a moment ``n`` seconds after the one of the copied row."""
    if connection.vendor == "sqlite":
        return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f000', row.{column}, '+' || n || ' seconds')"
    return f"row.{column} + n * interval '1 second'"


def unique_key() -> str:
    """The SQL of a UUID of its own for each ``n``."""
    return "printf('%%032d', n)" if connection.vendor == "sqlite" else "CAST(lpad(n::text, 32, '0') AS uuid)"


def tree_path(above: str) -> str:
    """The SQL of the ``n``-th place below a page: four digits to the base 36."""
    return f"'{above}' || " + " || ".join(f"substr('{DIGITS}', n / {36**place} %% 36 + 1, 1)" for place in (3, 2, 1, 0))
