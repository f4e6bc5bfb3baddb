from datetime import date

from openxian.core.models import AuditLine
from openxian.organisations.signals import organisation_succeeded
from openxian.repository import permissions
from openxian.repository.tests.conftest import now

TODAY = date(2026, 3, 2)


def _reform(predecessor, heirs, at, *, ended=TODAY):
    predecessor.abolished_on = ended
    predecessor.save()
    organisation_succeeded.send(
        type(predecessor), predecessor=predecessor, successors=heirs, effective_on=TODAY, by=None, at=at
    )


def test_the_heir_looks_after_what_the_ended_body_wrote(public, education, forestry, stranger, at):
    _reform(education, [forestry], at)
    assert now(public).organisation == forestry
    assert permissions.may_edit(stranger, now(public), TODAY)
    assert "1篇稿件转由县林业局管理" in AuditLine.objects.get(act="repository.hand_over").sentence


def test_a_next_version_in_the_making_follows(public, education, forestry, writer, at):
    from openxian.repository import actions

    version = now(public)
    version.title = "新题"
    actions.save_draft(version, by=writer, at=at)
    _reform(education, [forestry], at)
    assert now(public).get_latest_revision_as_object().organisation == forestry


def test_without_an_heir_or_while_the_body_lives_nothing_moves(public, education, forestry, at):
    _reform(education, [], at)
    assert now(public).organisation == education
    _reform(education, [forestry], at, ended=None)
    assert now(public).organisation == education
