"""The settings page of the documentation is the one the table of variables makes."""

from openxian.config.settings_page import PAGE, page
from openxian.config.variables import VARIABLES


def test_the_page_in_the_docs_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: openxian settings --write"


def test_every_variable_says_what_it_is_for():
    assert [one.name for one in VARIABLES if not one.help.endswith("。")] == []
