import pytest

from openxian.repository import registry
from openxian.repository.packages.tests.fakes import FakeColumns, bring_in, write_package


@pytest.fixture
def columns(monkeypatch):
    """Two columns, kept by a fake portal."""
    keeper = FakeColumns()
    monkeypatch.setattr(registry, "columns", keeper)
    return keeper


@pytest.fixture
def come_in(tmp_path, county, columns, at):
    """``come_in(row, …)``: the rows as a package into a county that has one body and two columns."""

    def act(*rows, files=None, **options):
        return bring_in(write_package(tmp_path / "old-site", list(rows), files), at, **options)

    return act


@pytest.fixture
def refused(come_in):
    """``refused(row)``: the (field, sentence) pairs that keep a single row out."""

    def act(row, **options):
        totals, refusals = come_in(row, **options)
        assert (totals.refused, totals.created) == (1, 0)
        return [(one.field, one.reason) for one in refusals]

    return act


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Files and reports of a test stay with the test."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    settings.DATA = tmp_path
