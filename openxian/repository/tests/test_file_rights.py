"""Pictures and attachments: editors choose all of them, add new ones and change only their own."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as pictures

from openxian.repository.workplace.rights import sync_collection_rights


@pytest.fixture
def picture(writer):
    return get_image_model()(title="校园", uploaded_by_user=writer, collection_id=1)


@pytest.mark.parametrize("who", ("writer", "first_reviewer", "final_reviewer", "site_manager"))
def test_editors_choose_and_add(who, request):
    person = request.getfixturevalue(who)
    assert pictures.user_has_permission(person, "choose")
    assert pictures.user_has_permission(person, "add")


def test_one_changes_ones_own(writer, second_writer, picture):
    assert pictures.user_has_permission_for_instance(writer, "change", picture)
    assert not pictures.user_has_permission_for_instance(second_writer, "change", picture)


def test_site_managers_change_everybodys(site_manager, picture):
    assert pictures.user_has_permission_for_instance(site_manager, "change", picture)


@pytest.mark.parametrize("who", ("nobody", "system_administrator", "security_administrator", "audit_administrator"))
def test_others_have_no_rights_over_files(who, request):
    assert not pictures.user_has_any_permission(request.getfixturevalue(who), ["add", "change", "delete", "choose"])


def test_giving_the_rights_twice_is_once(db):
    from wagtail.models import GroupCollectionPermission

    before = GroupCollectionPermission.objects.count()
    sync_collection_rights()
    assert GroupCollectionPermission.objects.count() == before
