"""Real records of a State Council site: fields read from the page equal the source's own, and no table cell is lost."""

import gzip
import importlib.util
import json
from pathlib import Path

import pytest
from lxml import html

from openxian.core.html import clean
from openxian.repository.models import PolicyDocument
from openxian.repository.packages.government_page import read_page
from openxian.repository.packages.tests.fakes import bring_in, write_package

ROOT = Path(__file__).parents[4]
DATA = ROOT.parent / "shared" / "data"
SOURCE = DATA / "gov_docs" / "state_council_docs.jsonl.gz"
FIELDS = {
    "title": "title",
    "doc_no": "document_number",
    "issuer": "issuer",
    "index_no": "index_number",
    "topic": "subject",
    "written_date": "dated_on",
    "publish_date": "published_on",
}
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the real records are not beside the repository")


@pytest.fixture(scope="module")
def documents() -> list[dict]:
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def conversion():
    spec = importlib.util.spec_from_file_location("real_data", ROOT / "scripts" / "real_data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_field_of_every_page_equals_the_source(documents):
    assert len(documents) == 43
    for document in documents:
        facts = read_page(document["html"]).facts
        assert {name: facts.get(ours) for name, ours in FIELDS.items()} == {name: document[name] for name in FIELDS}


def cells(markup: str) -> tuple[int, int, str]:
    """Tables, cells, and the words of the cells."""
    tree = html.fromstring(f"<div>{markup}</div>")
    found = tree.xpath(".//td|.//th")
    return len(tree.xpath(".//table")), len(found), "".join("".join(cell.text_content().split()) for cell in found)


def test_no_table_and_no_cell_is_lost(documents):
    bodies = [read_page(document["html"]).body for document in documents]
    tables = [(cells(body), cells(clean(body))) for body in bodies if "<table" in body]
    assert sum(before[0] for before, _after in tables) == 9
    for before, after in tables:
        assert after == before


def test_all_of_them_come_in_with_the_right_metadata(documents, conversion, tmp_path, county, columns, at):
    totals, refusals = bring_in(write_package(tmp_path / "p", list(conversion.state_council(DATA))), at)
    assert (totals.created, refusals) == (43, [])
    for document in documents:
        policy = PolicyDocument.objects.get(index_number=document["index_no"])
        assert policy.document_number == document["doc_no"]
        assert (policy.title, policy.issuer, str(policy.subject)) == (
            document["title"],
            document["issuer"],
            document["topic"],
        )
        assert policy.dated_on.isoformat() == document["written_date"]
        assert policy.addressed_on.isoformat() == document["publish_date"]


@pytest.mark.slow
def test_every_record_of_every_collection_comes_in_or_is_refused(conversion, tmp_path, county, columns, at):
    expected = {"laws": (2922, 53), "hebei": (1103, 0), "hebei-titles": (822, 822)}
    for name, (rows, refused) in expected.items():
        make, title, origin = conversion.COLLECTIONS[name]
        assert conversion.write_package(tmp_path / name, make(DATA), title, origin) == rows
        totals, refusals = bring_in(tmp_path / name, at)
        assert (totals.read, totals.refused) == (rows, refused)
        assert {one.external_id for one in refusals} and refused or not refusals
