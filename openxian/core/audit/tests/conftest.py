"""A short trail, and somebody who owns the database and covers his tracks."""

from importlib import import_module

import pytest
from django.db import connection

from openxian.core import audit
from openxian.core.audit import sealing

MIGRATION = import_module("openxian.core.migrations.0002_append_only")


class Editor:
    """As much of a schema editor as the migration needs, inside a transaction too."""

    connection = connection

    def execute(self, sql, params=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


@pytest.fixture
def attack(db):
    """Run a statement on the trail with its triggers taken away, and lay them again afterwards."""

    def change(*statements):
        MIGRATION.allow_changes(Editor())
        for statement in statements:
            Editor().execute(statement, None)
        MIGRATION.refuse_changes(Editor())

    return change


@pytest.fixture
def trail(db, writer, education, at):
    """Five sealed lines."""
    with audit.acting_from("10.1.2.3"):
        lines = [
            audit.record("test.act", by=writer, at=at, thing=education, sentence=f"做了第{n}件事。", number=n)
            for n in range(5)
        ]
    sealing.seal_all()
    return lines
