"""The rows a second, independent way of counting has found are still what it finds."""

import pytest

from openxian.core.deadlines.tests import walking


@pytest.mark.skipif(not walking.HOLIDAYS.exists(), reason="the shared holiday files are not beside this repository")
def test_the_table_is_what_the_walker_finds():
    assert walking.TABLE.read_text(encoding="utf-8") == walking.table()


def test_the_walker_can_be_trusted_on_the_example_of_the_source():
    """2025-09-01 received: 20 working days are over on 09-28, a Sunday worked."""
    walker = walking.Walker({"2025-09-28": False})
    assert walker.walk(walking.date(2025, 9, 1), 20, "个工作日").isoformat() == "2025-09-28"
