"""Each room's migrations are one line, and the models need no further one."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import ROOMS

WITH_TABLES = [room for room in ROOMS if any(True for _ in apps.get_app_config(room).get_models())]


@pytest.mark.parametrize("room", WITH_TABLES)
def test_the_migrations_of_a_room_are_one_line(room):
    loader = MigrationLoader(None, ignore_no_migrations=True)
    forks = [
        name
        for (app, name), node in loader.graph.node_map.items()
        if app == room and len([child for child in node.children if child.key[0] == room]) > 1
    ]
    assert forks == []
    assert len(loader.graph.leaf_nodes(room)) == 1


def test_the_models_need_no_further_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
