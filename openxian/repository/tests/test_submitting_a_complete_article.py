"""Nothing incomplete goes to the reviewers; what is missing is said all at once."""

from datetime import date

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.repository import actions, queries
from openxian.repository.rules import Manuscript, document_number_warning, missing_before_review
from openxian.repository.tests.conftest import now

FULL = {
    "title": "题",
    "source": "县教体局",
    "has_organisation": True,
    "has_body": True,
    "has_attachment": False,
    "columns": 1,
}
POLICY = FULL | {"is_policy": True, "issuer": "县教体局", "dated_on": date(2026, 3, 2)}
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (FULL, []),
        (FULL | {"title": " "}, ["title"]),
        (FULL | {"source": ""}, ["source"]),
        (FULL | {"has_organisation": False}, ["organisation"]),
        (FULL | {"has_body": False}, ["body"]),
        (FULL | {"has_body": False, "has_attachment": True}, []),
        (FULL | {"columns": 0}, ["columns"]),
        (FULL | {"columns": None}, []),
        (POLICY, []),
        (POLICY | {"issuer": ""}, ["issuer"]),
        (POLICY | {"dated_on": None}, ["dated_on"]),
        (POLICY | {"dated_on": date(2026, 3, 3)}, ["dated_on"]),
    ],
)
def test_what_is_missing(facts, fields):
    assert [lack.field for lack in missing_before_review(Manuscript(**facts), TODAY)] == fields


@pytest.mark.parametrize("number", ["", "青政办发〔2026〕3号", "国发〔2019〕12号"])
def test_numbers_in_form_raise_no_eyebrow(number):
    assert document_number_warning(number) is None


@pytest.mark.parametrize("number", ["青政办发(2026)3号", "青政办发[2026]3号", "2026年3号", "青政办发〔2026〕3"])
def test_numbers_out_of_form_are_warned_about(number):
    assert "请核对" in document_number_warning(number)


def test_the_form_of_numbers_is_the_installations_to_say(policy, settings):
    assert queries.warnings(policy) == []
    settings.OPENXIAN_DOCUMENT_NUMBER_FORM = r"\d+"
    assert "请核对" in queries.warnings(policy)[0]


def test_an_incomplete_article_is_not_submitted(draft, keeper, writer, at):
    keeper.columns = []
    with pytest.raises(Refused, match="至少选择一个栏目") as refusal:
        actions.submit(draft, by=writer, at=at)
    assert refusal.value.field == "columns"
    assert not now(draft).locked


def test_strangers_do_not_submit(draft, stranger, first_reviewer, nobody, at):
    for person in (stranger, first_reviewer, nobody):
        with pytest.raises(Forbidden):
            actions.submit(draft, by=person, at=at)


def test_a_public_article_without_changes_is_not_submitted(public, writer, at):
    with pytest.raises(Forbidden, match="没有新的修改"):
        actions.submit(public, by=writer, at=at)


def test_an_end_before_the_beginning_is_refused(draft, writer, at):
    draft.expire_at = at
    actions.save_draft(draft, by=writer, at=at)
    with pytest.raises(Refused, match="下线时间"):
        actions.submit(draft, by=writer, at=at)
