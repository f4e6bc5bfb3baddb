"""The gate: which role may come near which address at all; what the table does not name is refused.

The rooms decide over the single thing (``may_x``); the gate decides over the door, so that a view
of a library that nobody thought of stays shut. First matching row wins.
"""

from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from openxian.accounts.queries import role_keys

ANYONE = "anyone"
STAFF = "staff"
NOBODY: tuple[str, ...] = ()
BUILDERS = ("site_manager",)
EDITORS = ("writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager")

Who = str | tuple[str, ...]

TABLE: tuple[tuple[str, Who], ...] = (
    ("healthz", ANYONE),
    ("readyz", ANYONE),
    ("favicon", ANYONE),
    ("portal:*", ANYONE),
    ("wagtail_serve", ANYONE),
    ("wagtaildocs_serve", ANYONE),
    ("accounts:login", ANYONE),
    ("wagtailadmin_login", ANYONE),
    ("accounts:*", STAFF),
    ("organisations:*", STAFF),
    ("desk:*", STAFF),
    ("routes:*", STAFF),
    ("repository:*", STAFF),
    ("workplace:*", STAFF),
    ("wagtailadmin_home", STAFF),
    ("wagtailadmin_logout", STAFF),
    ("wagtailadmin_sprite", ANYONE),
    ("wagtailadmin_javascript_catalog", ANYONE),
    ("wagtailadmin_dismissibles", STAFF),
    ("wagtailadmin_editing_sessions:*", EDITORS),
    ("wagtailadmin_block_preview", EDITORS),
    ("wagtailadmin_tag_*", EDITORS),
    ("wagtaildocs*", EDITORS),
    ("wagtailimages*", EDITORS),
    ("wagtailsnippet*", EDITORS),
    ("wagtailadmin_pages:workflow_*", NOBODY),
    ("wagtailadmin_choose_page_*_link", NOBODY),
    ("wagtailadmin_api:pages:action", NOBODY),
    ("wagtailadmin_pages:*", BUILDERS),
    ("wagtailadmin_explore*", BUILDERS),
    ("wagtailadmin_choose_*", BUILDERS),
    ("wagtailadmin_api:*", BUILDERS),
    ("wagtail_bulk_action", BUILDERS),
    ("wagtailadmin_collections:*", BUILDERS),
    ("wagtailsettings:*", BUILDERS),
    ("wagtailsites:*", BUILDERS),
)


def allowed(view_name: str) -> Who:
    """Who may come to the view of this name: ``ANYONE``, ``STAFF`` or role keys (none: nobody)."""
    return next((who for pattern, who in TABLE if fnmatchcase(view_name, pattern)), NOBODY)


def admits(who: Who, person: Any, keys: Collection[str]) -> bool:
    """Whether a person with these roles is admitted."""
    if who == ANYONE:
        return True
    if not (person.is_authenticated and person.is_active):
        return False
    return who == STAFF or any(key in who for key in keys)


class GateMiddleware:
    """Turns people away before a view runs; strangers go to the login, an unnamed door does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        who = allowed(request.resolver_match.view_name)
        if who == ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not who:
            raise Http404
        if not admits(who, request.user, role_keys(request.user)):
            raise PermissionDenied
        return None
