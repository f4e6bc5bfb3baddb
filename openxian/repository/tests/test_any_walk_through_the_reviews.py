"""Whatever people try in whatever order: nothing is stuck, nobody has two hands in it, nothing slips through."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.core.errors import Refused
from openxian.repository import actions, permissions, queries, workflow
from openxian.repository.models import Opinion, Review, Stage
from openxian.repository.tests.conftest import now
from openxian.repository.workflow import AFTERWARDS, THREE_REVIEWS
from tests.cast import grant

PEOPLE = ("writer", "second_writer", "first_reviewer", "second_reviewer", "final_reviewer", "deputy", "stranger")
STEPS = ("save", "submit", "pass", "pass", "pass", "return", "recall", "urgent", "withdraw", "due", "expire")
walks = st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE)), min_size=5, max_size=25)


class Undone(Exception):  # noqa: N818 - nothing went wrong
    """Rolls one walk back, so that the next begins anew."""


@pytest.fixture
def people(writer, second_writer, first_reviewer, second_reviewer, final_reviewer, nobody, stranger, education):
    """A small office: several hold more than one duty."""
    for role in ("first_reviewer", "second_reviewer", "final_reviewer"):
        grant(nobody, role, education)
    grant(second_writer, "first_reviewer", education)
    grant(first_reviewer, "final_reviewer", education)
    people = (writer, second_writer, first_reviewer, second_reviewer, final_reviewer, nobody, stranger)
    return dict(zip(PEOPLE, people, strict=True))


@given(levels=st.integers(1, 3), walk=walks)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk(levels, walk, people, new_article, keeper, at):
    keeper.levels = levels
    with pytest.raises(Undone), transaction.atomic():
        article = actions.save_draft(new_article(), by=people["writer"], at=at)
        for step, who in walk:
            _try(step, article, people[who], at)
            _nothing_slipped_through(article, levels)
        _nothing_is_stuck(article, people, at)
        raise Undone


def _try(step, article, person, at):  # noqa: C901 - one line per act
    review = queries.open_review(article) or Review.objects.filter(article=article).last()
    try:
        if step == "save":
            version = now(article).get_latest_revision_as_object()
            version.subtitle += "改"
            actions.save_draft(version, by=person, at=at)
        elif step == "submit":
            actions.submit(article, by=person, at=at)
        elif step == "urgent":
            actions.publish_urgently(article, by=person, at=at, reason="紧急情况")
        elif step == "withdraw":
            actions.withdraw(article, by=person, at=at, reason="有误")
        elif step == "due":
            actions.publish_due(at=at)
        elif step == "expire":
            actions.expire_due(at=at)
        elif review and step == "pass":
            actions.pass_review(review, by=person, at=at)
        elif review and step == "return":
            actions.return_for_changes(review, by=person, at=at, comment="请改")
        elif review and step == "recall":
            actions.recall(review, by=person, at=at)
    except Refused:
        return


def _nothing_slipped_through(article, levels):
    article = now(article)
    for review in article.reviews.all():
        hands = list(review.opinions.filter(step__in=workflow.PASSING).values_list("by", flat=True))
        others = set(review.opinions.filter(step__in=("write", "submit")).values_list("by", flat=True))
        assert len(hands) == len(set(hands)) and not set(hands) & others
    if article.live:
        review = article.reviews.filter(revision=article.live_revision_id).latest("pk")
        passed = Opinion.objects.filter(review=review, step__in=workflow.PASSING).count()
        later = review.emergency and review.is_open
        assert passed == review.levels == levels or (later and passed >= 1)
        assert queries.levels_passed(article) == (1 if later else levels)
    assert article.locked == bool(queries.open_review(article))


def _nothing_is_stuck(article, people, at):
    """From wherever the walk led there is a next step for somebody."""
    row, on = now(article), at.date()
    review = queries.open_review(row)
    ways = [permissions.may_edit(person, row, on) for person in people.values()]
    if review:
        ways += [permissions.may_review(person, review, on) for person in people.values()]
        ways += [permissions.may_recall(person, review, on) for person in people.values()]
        ways += [permissions.may_withdraw(person, row, on) for person in people.values()]
    assert any(ways)


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_the_tables_lead_somewhere_from_everywhere(levels):
    table = THREE_REVIEWS[levels]
    assert table.states <= set(Stage)
    assert all(table.available(state) for state in table.states)
    if levels > 1:
        ends = {"passed", "returned"}
        assert AFTERWARDS[levels].states - ends == {
            state for state in AFTERWARDS[levels].states if AFTERWARDS[levels].available(state)
        }
    assert all(step.basis and step.label and step.who for step in table)
