"""What the portal adds to the Wagtail admin: the tree of sites and columns in this house's words."""

from wagtail import hooks


@hooks.register("construct_page_action_menu")
def no_workflow(items, request, context):
    """Columns have no workflow of their own; articles have three reviews, and those are not pages."""
    items[:] = [item for item in items if item.name not in {"action-submit", "action-restart-workflow"}]
