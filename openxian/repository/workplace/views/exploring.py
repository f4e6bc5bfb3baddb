"""The explorer 稿件 and 政策文件."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.widgets.button import HeaderButton

from openxian.organisations.queries import organisations_in_any
from openxian.repository import permissions, registry
from openxian.repository.workplace.explorer import ExplorerForm, column_choices, listing, of_bodies
from openxian.repository.workplace.roles import batch_acts, writes
from openxian.repository.workplace.views.loading import page, today


def articles(request):
    """Every article one may see, newest first."""
    return _explorer(request, policies=False)


def policies(request):
    """The policy documents among them."""
    return _explorer(request, policies=True)


def _explorer(request, *, policies: bool):
    person, on = request.user, today()
    units = unit_choices(person, on)
    form = ExplorerForm(request.GET, units=units, columns=column_choices(person))
    asked = form.asked
    # the same rows visible_to() would give, its organisations asked for only once
    seen = of_bodies(number for number, _ in units)
    found = listing(seen, person, asked=asked, after=request.GET.get("after", ""), policies=policies)
    name = "policies" if policies else "articles"
    return page(
        request,
        "explorer.html",
        "政策文件" if policies else "稿件",
        icon="doc-full-inverse" if policies else "doc-full",
        buttons=_add_buttons(person, policies),
        form=form,
        listing=found,
        homes=registry.columns.homes(found.rows) if registry.columns and found.rows else {},
        policies=policies,
        asked=asked,
        here=reverse(f"repository:{name}"),
        first_page=not request.GET.get("after"),
        next_query=_query(request, found.after) if found.after else "",
        first_query=_query(request, None),
        work_url=reverse("repository:articles"),
        acts=batch_acts(person),
    )


def unit_choices(person, on) -> list[tuple[int, str]]:
    """The bodies whose articles ``person`` sees, as choices; one query."""
    bodies = organisations_in_any(person, permissions.READERS, on).order_by("position", "pk")
    return [(pk, short or name) for pk, short, name in bodies.values_list("pk", "short_name", "name")]


def _add_buttons(person, policies):
    if not writes(person):
        return []
    name, label = ("policy_add", "新建政策文件") if policies else ("article_add", "新建稿件")
    return [HeaderButton(label, url=reverse(f"repository:{name}"), icon_name="plus")]


def _query(request, after: str | None) -> str:
    kept = {name: value for name, value in request.GET.items() if value and name != "after"}
    return urlencode(kept | ({"after": after} if after else {}))
