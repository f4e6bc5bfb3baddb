"""kill -9 in the middle, then the same command again: the same articles as if nothing had happened, each once.

The runs are processes of their own on a database of their own, so that nothing of the suite is in their way.
"""

import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from openxian.repository.packages.tests.fakes import MANIFEST, make_policy, make_row
from tests.database import migrated

ROWS = 900
ROOT = Path(__file__).parents[4]
OPTIONS = ["--organisation", "county", "--column", "news", "--batch-size", "20", "--json"]
COUNTY = """
from datetime import date
from wagtail.models import Page, Site
from openxian.organisations.models import Organisation
from openxian.portal.models import ColumnPage, HomePage
facts = {"kind": "county_government", "name": "青岚县人民政府", "short_name": "县政府"}
Organisation.objects.create(slug="county", established_on=date(1949, 10, 1), **facts)
words = {"description": "测试", "keywords": "测试"}
home = Page.get_first_root_node().add_child(instance=HomePage(title="首页", slug="killed", **words))
Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
home.add_child(instance=ColumnPage(title="新闻", slug="news", **words))
"""
STATE = (
    "SELECT external_id, title, body, published_at, addressed_on, external_digest, kind, stage, live"
    " FROM repository_article ORDER BY external_id",
    "SELECT external_id, index_number, issuer FROM repository_policydocument"
    " JOIN repository_article ON id = article_ptr_id ORDER BY external_id",
    "SELECT external_id, column_id, is_home, shown FROM portal_placement"
    " JOIN repository_article a ON a.id = article_id ORDER BY external_id",
    "SELECT p.external_id, e.external_id FROM repository_explanation"
    " JOIN repository_article p ON p.id = policy_id JOIN repository_article e ON e.id = explainer_id",
    "SELECT sentence FROM core_auditline WHERE act = 'repository.import' AND id > {line} ORDER BY sentence",
)
TABLES = ("portal_placement", "repository_explanation", "repository_policydocument", "repository_article")


class Installation:
    """A county of its own: run commands on it, look into its database."""

    def __init__(self, folder: Path, address: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
        self.address, self.file = address, folder / "openxian.sqlite3"
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "openxian.config.settings.base",
            "OPENXIAN_MODE": "demo",
            "OPENXIAN_LOG_LEVEL": "ERROR",
            "OPENXIAN_DATA": str(folder),
            "DATABASE_URL": address,
        }

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "openxian.config.cli", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        answer, said = process.communicate()
        assert process.returncode == 0, said
        return answer

    def ask(self, sql: str) -> list[tuple]:
        with closing(psycopg.connect(self.address) if self.address else sqlite3.connect(self.file)) as connection:
            cursor = connection.execute(sql)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
            return rows

    def articles(self) -> int:
        return self.ask("SELECT count(*) FROM repository_article")[0][0]

    def last_line(self) -> int:
        """The audit trail only grows: what is compared begins after this line."""
        return self.ask("SELECT coalesce(max(id), 0) FROM core_auditline")[0][0]

    def state(self, after: int) -> list[list[str]]:
        return [[str(row) for row in self.ask(sql.format(line=after))] for sql in STATE]


@pytest.fixture
def installation(tmp_path, on_sqlite):
    folder = tmp_path / "data"
    folder.mkdir()
    if on_sqlite:
        shutil.copy(migrated(), folder / "openxian.sqlite3")
        yield Installation(folder, "")
        return
    address = os.environ["DATABASE_URL"]
    own = address.rsplit("/", 1)[0] + "/openxian_killed"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CREATE DATABASE openxian_killed")
        try:
            place = Installation(folder, own)
            place.run("migrate", "--verbosity=0")
            yield place
        finally:
            server.execute("DROP DATABASE openxian_killed WITH (FORCE)")


@pytest.fixture
def package(tmp_path) -> str:
    rows = [make_policy("p-0")]
    rows += [make_row(f"a-{n}", body={"format": "html", "text": f"<p>第{n}篇。</p>" * 40}) for n in range(ROWS - 2)]
    rows += [make_row("e-1", kind="explainer", explains=["p-0"])]
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps(MANIFEST))
    with gzip.open(folder / "articles.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return str(folder)


@pytest.mark.slow
def test_killed_and_run_again_it_ends_in_the_same_state(installation, package):
    installation.run("shell", "--verbosity=0", "-c", COUNTY)
    first = installation.start("import", package, *OPTIONS)
    deadline = time.monotonic() + 60
    while not installation.articles() and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    first.send_signal(signal.SIGKILL)
    _answer, said = first.communicate()
    came_in = installation.articles()
    assert 0 < came_in < ROWS, f"the run was to be killed in the middle: {said}"

    totals = json.loads(installation.run("import", package, *OPTIONS))
    assert (totals["unchanged"], totals["created"], totals["refused"]) == (came_in, ROWS - came_in, 0)
    interrupted = installation.state(0)

    before = installation.last_line()
    for table in TABLES:
        installation.ask(f"DELETE FROM {table}")
    installation.run("import", package, *OPTIONS)
    assert [len(rows) for rows in interrupted] == [ROWS, 1, ROWS, 1, ROWS]
    assert installation.state(before) == interrupted
