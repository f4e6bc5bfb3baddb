"""The tree of bodies, and one body with everything that hangs on it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from openxian.core.screens import ActScreen, ShowScreen
from openxian.organisations import actions, permissions, queries
from openxian.organisations.forms import FactsForm
from openxian.organisations.models import Organisation


class Tree(ShowScreen):
    """All bodies as they stood on a day, today if none is asked for."""

    title, icon, template_name = "机构", "site", "organisations/tree.html"

    def may(self, person):
        return permissions.may_see(person)

    def get_context_data(self, **context):
        today = timezone.localdate()
        on = _day(self.request.GET.get("on", "")) or today
        bodies = queries.as_of(on)
        return super().get_context_data(**context) | {
            "on": on,
            "is_today": on == today,
            "count": len(bodies),
            "rows": nested(bodies),
            "may_reform": permissions.may_reform(self.request.user),
        }


class AboutBody:
    """What all pages on one body share."""

    icon = "site"

    def find(self):
        return get_object_or_404(Organisation.objects.select_related("parent"), pk=self.kwargs["pk"])

    def get_back(self):
        return reverse("organisations:body", args=[self.thing.pk])


class Body(AboutBody, ShowScreen):
    """One body: facts, units, posts and who holds them, duties, history."""

    template_name = "organisations/body.html"

    def may(self, person):
        return permissions.may_see(person)

    def get_title(self):
        return self.thing.name

    def get_context_data(self, **context):
        body, person, today = self.thing, self.request.user, timezone.localdate()
        alive = not body.abolished_on
        grants = permissions.may_grant_duties(person)
        return super().get_context_data(**context) | {
            "units": body.units.filter(closed_on__isnull=True),
            "posts": queries.posts_with_holders(body, today),
            "duties": queries.duties_at(body, today) if grants else [],
            "history": queries.history(body),
            "reforms": queries.reforms_of(body),
            "may_reform": alive and permissions.may_reform(person),
            "may_keep": alive and permissions.may_keep(person, body, today),
            "may_grant": alive and grants,
        }


class Facts(AboutBody, ActScreen):
    title, form_class, success = "职责和联系方式", FactsForm, "已保存。"

    def may(self, person):
        return permissions.may_keep(person, self.thing, timezone.localdate())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.change_facts(self.thing, **values)


def nested(bodies: list[queries.BodyOnDay]) -> list[dict]:
    """The bodies as a tree of ``{"body", "below"}``; one whose upper body is gone stands at the root."""
    nodes = {body.organisation_id: {"body": body, "below": []} for body in bodies}
    roots = []
    for body in bodies:
        above = nodes.get(body.parent_id)
        (above["below"] if above else roots).append(nodes[body.organisation_id])
    return roots


def _day(text: str):
    """The day a person typed, if it is one."""
    try:
        return parse_date(text)
    except ValueError:
        return None
