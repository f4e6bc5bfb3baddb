"""Making routes: create_route, save_draft, discard_draft, publish_version, retire_route."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.routes import actions, queries
from openxian.routes.models import Route, RouteVersion
from openxian.routes.rules import Definition, add_step, remove_step
from openxian.routes.tests.conftest import CAR, route_of, stage, step


@pytest.fixture
def made(education, office_manager, at):
    """A new route without any step."""
    return actions.create_route(education, subject=CAR.key, name="用车审批", by=office_manager, at=at)


def test_a_new_route_has_an_empty_draft(made, education):
    assert queries.draft(made).number == 1
    assert queries.published(made) is None
    assert list(queries.usable(CAR.key, education)) == []


def test_only_the_office_manager_of_the_body_makes_routes(education, forestry, writer, office_manager, at):
    for person, body in ((writer, education), (office_manager, forestry)):
        with pytest.raises(Forbidden, match="办公室负责人"):
            actions.create_route(body, subject=CAR.key, name="用车审批", by=person, at=at)
    assert not Route.objects.exists()


def test_two_routes_of_a_body_do_not_share_a_name(made, education, office_manager, at):
    with pytest.raises(Refused) as refused:
        actions.create_route(education, subject=CAR.key, name="用车审批", by=office_manager, at=at)
    assert refused.value.field == "name"


def test_an_unknown_subject_is_refused(education, office_manager, at):
    with pytest.raises(Refused, match="没有这类事项"):
        actions.create_route(education, subject="nothing", name="x", by=office_manager, at=at)


def test_each_change_is_applied_to_the_draft_and_told(made, office_manager, at):
    actions.save_draft(made, add_step("审核"), by=office_manager, at=at)
    actions.save_draft(made, add_step("审批"), by=office_manager, at=at)
    assert [each.label for each in queries.draft(made).says.steps()] == ["审核", "审批"]
    assert (
        AuditLine.objects.filter(act="routes.save_draft").latest("pk").sentence
        == "修改“用车审批”第1版草稿，现有2个环节。"
    )


def test_a_step_somebody_else_removed_cannot_be_changed(made, office_manager, at):
    with pytest.raises(Refused, match="被别人删去"):
        actions.save_draft(made, remove_step("s1"), by=office_manager, at=at)


def test_a_stranger_changes_nothing(made, stranger, at):
    with pytest.raises(Forbidden):
        actions.save_draft(made, add_step("审核"), by=stranger, at=at)
    with pytest.raises(Forbidden):
        actions.publish_version(made, by=stranger, at=at)
    with pytest.raises(Forbidden):
        actions.retire_route(made, reason="x", by=stranger, at=at)


def test_a_route_with_something_wrong_is_not_published(made, office_manager, at):
    actions.save_draft(made, add_step("审核"), by=office_manager, at=at)
    with pytest.raises(Refused, match="“审核”没有承办"):
        actions.publish_version(made, by=office_manager, at=at)
    assert queries.published(made) is None


def test_publishing_freezes_the_draft_with_who_and_when(made, writer, office_manager, at):
    definition = Definition(stages=(stage(step("s1", writer)),), serial=1)
    actions.save_draft(made, lambda _: definition, by=office_manager, at=at)
    version = actions.publish_version(made, note=" 第一版 ", by=office_manager, at=at)
    assert (version.published_by, version.published_at, version.note) == (office_manager, at, "第一版")
    assert queries.published(made).says == definition
    assert queries.draft(made) is None


def test_a_change_after_publishing_begins_the_next_version(education, office_manager, writer, at):
    route = route_of(education, stage(step("s1", writer)), at=at)
    actions.save_draft(route, add_step("审批"), by=office_manager, at=at)
    assert (queries.draft(route).number, queries.published(route).number) == (2, 1)
    assert [each.key for each in queries.draft(route).says.steps()] == ["s1", "s101"]


def test_without_a_draft_there_is_nothing_to_publish_or_to_throw_away(education, office_manager, writer, at):
    route = route_of(education, stage(step("s1", writer)), at=at)
    with pytest.raises(Refused, match="没有未发布的修改"):
        actions.publish_version(route, by=office_manager, at=at)
    with pytest.raises(Refused, match="没有未发布的修改"):
        actions.discard_draft(route, by=office_manager, at=at)


def test_discard_draft_leaves_what_is_published(education, office_manager, writer, at):
    route = route_of(education, stage(step("s1", writer)), at=at)
    actions.save_draft(route, add_step("审批"), by=office_manager, at=at)
    actions.discard_draft(route, by=office_manager, at=at)
    assert [version.number for version in queries.versions(route)] == [1]


def test_the_first_draft_is_not_thrown_away(made, office_manager, at):
    with pytest.raises(Refused, match="停用"):
        actions.discard_draft(made, by=office_manager, at=at)
    assert RouteVersion.objects.count() == 1


def test_a_retired_route_is_not_changed_nor_offered(education, office_manager, writer, at):
    route = route_of(education, stage(step("s1", writer)), at=at)
    assert list(queries.usable(CAR.key, education)) == [route]
    with pytest.raises(Refused, match="理由"):
        actions.retire_route(route, reason=" ", by=office_manager, at=at)
    actions.retire_route(route, reason="改用新办法", by=office_manager, at=at)
    assert list(queries.usable(CAR.key, education)) == []
    with pytest.raises(Refused, match="已停用"):
        actions.save_draft(route, add_step("审批"), by=office_manager, at=at)
    actions.create_route(education, subject=CAR.key, name=route.name, by=office_manager, at=at)
