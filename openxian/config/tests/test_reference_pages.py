"""The pages under ``docs/reference`` say what the program says."""

from openxian.config import reference
from openxian.config.variables import VARIABLES


def test_the_pages_are_what_the_program_says_now():
    assert reference.stale() == [], "run: openxian reference --write"


def test_every_setting_has_its_line():
    page = reference.pages()["settings.md"]

    assert [one.name for one in VARIABLES if f"| `{one.name}` |" not in page] == []


def test_every_step_of_the_three_reviews_names_what_asks_for_it():
    page = reference.pages()["workflows.md"]

    assert "| 送审 | `submit` |" in page
    assert "《政府网站发展指引》" in page


def test_a_rule_is_listed_with_its_source():
    line = next(line for line in reference.pages()["rules.md"].splitlines() if "`credit_code_complaint`" in line)

    assert "GB 32100" in line


def test_a_page_that_is_no_longer_made_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    reference.write()
    (tmp_path / "yesterday.md").write_text("旧", encoding="utf-8")

    assert reference.stale() == ["yesterday.md"]

    reference.write()
    assert not (tmp_path / "yesterday.md").exists()


def test_every_variable_says_what_it_is_for():
    assert [one.name for one in VARIABLES if not one.help.endswith("。")] == []
