from datetime import timedelta

import pytest

from openxian.core.errors import Forbidden
from openxian.repository import actions
from openxian.repository.models import Stage
from openxian.repository.tests.conftest import now

HOUR = timedelta(hours=1)


@pytest.fixture
def scheduled(draft, publish, writer, at):
    draft.go_live_at = at + HOUR
    actions.save_draft(draft, by=writer, at=at)
    return publish(draft)


def test_a_passed_article_waits_for_its_hour(scheduled, at):
    assert (scheduled.live, scheduled.stage) == (False, Stage.SCHEDULED)
    assert actions.publish_due(at=at) == 0
    assert actions.publish_due(at=at + HOUR) == 1
    article = now(scheduled)
    assert (article.live, article.stage, article.published_at) == (True, Stage.PUBLISHED, at + HOUR)
    assert actions.publish_due(at=at + HOUR) == 0


def test_while_it_waits_nobody_edits_it_but_it_may_be_withdrawn(scheduled, writer, final_reviewer, at):
    with pytest.raises(Forbidden):
        actions.save_draft(scheduled, by=writer, at=at)
    actions.withdraw(scheduled, by=final_reviewer, at=at, reason="改期")
    assert actions.publish_due(at=at + HOUR) == 0
    assert now(scheduled).stage == Stage.WITHDRAWN


def test_the_next_version_of_a_public_article_waits_while_the_first_stays(public, writer, publish, at):
    version = now(public).get_latest_revision_as_object()
    version.title, version.go_live_at = "新题", at + HOUR
    actions.save_draft(version, by=writer, at=at)
    article = publish(version)
    assert (article.live, article.title, article.stage) == (True, public.title, Stage.SCHEDULED)
    actions.publish_due(at=at + HOUR)
    assert (now(public).title, now(public).published_at) == ("新题", public.published_at)


def test_what_was_to_be_public_until_now_goes_off_line(draft, writer, publish, at):
    draft.expire_at = at + HOUR
    actions.save_draft(draft, by=writer, at=at)
    article = publish(draft)
    assert actions.expire_due(at=at) == 0 and now(article).live
    assert actions.expire_due(at=at + HOUR) == 1
    article = now(article)
    assert (article.live, article.expired, article.stage) == (False, True, Stage.WITHDRAWN)
