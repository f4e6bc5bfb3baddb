"""三审三校 as procedures: every state is reached, left, named, and asked of somebody."""

import pytest

from openxian.core.workflow import drawing
from openxian.core.workflow.checking import complaints
from openxian.repository.workflow import AFTERWARDS, THREE_REVIEWS


@pytest.mark.parametrize("table", [*THREE_REVIEWS.values(), *AFTERWARDS.values()])
def test_nothing_in_the_reviews_leaves_an_article_stuck(table):
    assert complaints(table) == []


def test_the_picture_goes_down_from_the_draft_to_the_public():
    assert drawing.order_of(THREE_REVIEWS[3])[:5] == (
        "draft", "first_review", "second_review", "final_review", "published",
    )  # fmt: skip
