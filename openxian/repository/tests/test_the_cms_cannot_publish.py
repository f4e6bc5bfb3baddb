"""Whatever screen or command of the CMS asks, only the reviews publish."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from openxian.repository import actions
from openxian.repository.models import Stage
from openxian.repository.tests.conftest import now


def test_its_publish_and_unpublish_are_closed(draft, public, final_reviewer):
    with pytest.raises(PermissionDenied, match="三审三校"):
        draft.latest_revision.publish(user=final_reviewer, skip_permission_checks=True)
    with pytest.raises(PermissionDenied, match="撤稿"):
        public.unpublish(user=final_reviewer)


def test_its_scheduler_is_closed(draft, publish, writer, at):
    draft.go_live_at = at.replace(hour=10)
    actions.save_draft(draft, by=writer, at=at)
    publish(draft)
    with pytest.raises(PermissionDenied):
        call_command("publish_scheduled")
    assert now(draft).stage == Stage.SCHEDULED
