"""The schema in the documentation is the schema of the code."""

from pathlib import Path

import pytest

from openxian.repository.management.commands.content_package_schema import texts

FOLDER = Path(__file__).parents[4] / "docs" / "schema"


@pytest.mark.parametrize("name", sorted(texts()))
def test_the_published_schema_is_up_to_date(name):
    published = (FOLDER / name).read_text(encoding="utf-8")
    assert published == texts()[name], "run: openxian content-package-schema"


def test_unknown_fields_are_refused_by_the_schema_too():
    assert '"additionalProperties": false' in texts()["content-package-1.json"]
