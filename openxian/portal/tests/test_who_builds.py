"""Sites and columns in the page explorer: site managers build them, nobody else touches a page."""

import pytest
from wagtail.permissions import page_permission_policy as pages


def test_site_managers_add_change_and_publish(site_manager):
    assert all(pages.user_has_permission(site_manager, act) for act in ("add", "change", "publish"))


@pytest.mark.parametrize(
    "who",
    (
        "writer",
        "first_reviewer",
        "second_reviewer",
        "final_reviewer",
        "nobody",
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    ),
)
def test_nobody_else_has_a_right_over_pages(who, request):
    person = request.getfixturevalue(who)
    assert not pages.user_has_any_permission(person, ["add", "change", "publish", "bulk_delete", "lock", "unlock"])
