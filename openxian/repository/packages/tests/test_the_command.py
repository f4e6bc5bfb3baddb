"""``openxian import``: exit codes for programs, a report for people."""

import json

import pytest
from django.core.management import call_command

from openxian.repository.models import Article
from openxian.repository.packages.tests.fakes import make_row, write_package


@pytest.fixture
def run(tmp_path, county, columns, capsys):
    """``run(row, …)``: exit code, the JSON answer, what stood on the screen."""

    def act(*rows, package=None, options=()):
        path = package or write_package(tmp_path / "old-site", list(rows))
        with pytest.raises(SystemExit) as end:
            call_command("import", str(path), "--json", "--organisation=county", "--column=news", *options)
        shown = capsys.readouterr()
        return end.value.code, json.loads(shown.out), shown.err

    return act


def test_all_in_is_zero(run):
    code, answer, _screen = run(make_row("a-1"), make_row("a-2"))
    assert code == 0
    assert (answer["read"], answer["created"], answer["refused"], answer["report"]) == (2, 2, 0, "")


def test_some_refused_is_one_and_every_reason_is_in_the_report(run, tmp_path):
    code, answer, screen = run(make_row("a-1"), *[make_row(f"b-{n}", title="") for n in range(30)])
    assert (code, answer["refused"]) == (1, 30)
    with open(answer["report"], encoding="utf-8") as report:
        lines = [json.loads(line) for line in report]
    assert len(lines) == 30
    assert lines[0] == {"line": 2, "external_id": "b-0", "field": "title", "reason": "不能为空，请填写"}
    assert "第 2 行（b-0，title）：不能为空，请填写" in screen
    assert "其余见报告文件" in screen


def test_an_unreadable_package_is_two(run, tmp_path):
    code, answer, screen = run(package=tmp_path / "none.zip")
    assert code == 2
    assert "没有这个文件或文件夹" in answer["fault"] and "没有导完" in screen


def test_a_dry_run_writes_nothing(run):
    code, answer, _screen = run(make_row(), options=["--dry-run"])
    assert (code, answer["created"], Article.objects.count()) == (0, 1, 0)


def test_people_import_on_the_command_line_only(tmp_path, county, columns, at, site_manager):
    from openxian.core.errors import Forbidden
    from openxian.repository.packages.actions import import_package
    from openxian.repository.packages.package import opened

    with opened(write_package(tmp_path / "p", [make_row()])) as package, pytest.raises(Forbidden, match="命令行"):
        import_package(package, by=site_manager, at=at)
