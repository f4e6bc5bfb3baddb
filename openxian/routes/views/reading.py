"""Routes to be read: the list, one route with its versions, one version, and two beside each other."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from openxian.desk.screens import ActScreen, ShowScreen
from openxian.routes import actions, permissions, queries, registry
from openxian.routes.drawing import NO_MARKS, Drawing
from openxian.routes.forms import NewRouteForm, ReasonForm
from openxian.routes.models import Route, RouteVersion
from openxian.routes.rules import changes


class About:
    """What every page about one route asks."""

    def find(self):
        return get_object_or_404(Route.objects.select_related("organisation"), pk=self.kwargs["pk"])

    def may(self, person) -> bool:
        return permissions.may_read(person, self.thing, timezone.localdate())

    def may_edit(self) -> bool:
        return permissions.may_edit(self.request.user, self.thing.organisation, timezone.localdate())

    def get_back(self) -> str:
        return reverse("routes:route", args=[self.thing.pk])

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"route": self.thing, "back": self.get_back()}


class Edited(About):
    """What every page that changes a route asks."""

    def may(self, person) -> bool:
        return self.may_edit()


def drawn(version: RouteVersion, marks=NO_MARKS, start="发起", name_of=None):
    """The picture of a version, holders by their names today."""
    name_of = name_of or queries.naming(timezone.localdate())
    known = version.route.about.known
    return Drawing(version.says, name_of=name_of, known=known, marks=marks, start=start).picture_of()


class Routes(ShowScreen):
    """审批路线: those of the bodies a person belongs to."""

    title = "审批路线"
    template_name = "routes/list.html"

    def may(self, person) -> bool:
        return person.is_active

    def get_context_data(self, **context):
        today = timezone.localdate()
        rows = permissions.visible_to(self.request.user, today).select_related("organisation")
        rows = queries.with_versions(rows)
        bodies = [(body, list(routes)) for body, routes in groupby(rows, key=lambda route: route.organisation)]
        may_create = permissions.may_edit_any(self.request.user, today) and bool(registry.subjects())
        return super().get_context_data(**context) | {"bodies": bodies, "may_create": may_create}


class NewRoute(ActScreen):
    """A new route of a body."""

    title = "新建审批路线"
    form_class = NewRouteForm
    submit = "建立，接着加环节"
    success = "已建立。现在加环节，加好后发布。"

    def may(self, person) -> bool:
        return permissions.may_edit_any(person, timezone.localdate())

    def get_back(self) -> str:
        return reverse("routes:list")

    def get_form_kwargs(self):
        organisations = permissions.kept_by(self.request.user, timezone.localdate())
        return super().get_form_kwargs() | {"organisations": organisations, "subjects": registry.subjects()}

    def act(self, organisation, subject, name, by, at):
        self.made = actions.create_route(organisation, subject=subject, name=name, by=by, at=at)

    def finish(self, done):
        self.get_back = lambda: reverse("routes:build", args=[self.made.pk])
        return super().finish(done)


class RoutePage(About, ShowScreen):
    """One route: what holds now, and its versions."""

    template_name = "routes/route.html"

    def get_title(self) -> str:
        return str(self.thing)

    def get_back(self) -> str:
        return reverse("routes:list")

    def get_context_data(self, **context):
        version = queries.published(self.thing)
        shown = {
            "version": version,
            "picture": drawn(version) if version else None,
            "draft": queries.draft(self.thing),
            "versions": queries.versions(self.thing),
            "running": queries.open_runs(self.thing).count(),
            "may_edit": self.may_edit() and self.thing.is_active,
        }
        return super().get_context_data(**context) | shown


class VersionPage(About, ShowScreen):
    """One version as it was published, and what it changed."""

    template_name = "routes/version.html"

    def get_title(self) -> str:
        return f"{self.thing} 第{self.kwargs['number']}版"

    def get_context_data(self, **context):
        version = version_of(self.thing, self.kwargs["number"])
        before = self.thing.versions.filter(number__lt=version.number).order_by("-number").first()
        shown = {"version": version, "picture": drawn(version), "before": before}
        shown["changes"] = changed(before, version) if before else []
        return super().get_context_data(**context) | shown


class Compare(About, ShowScreen):
    """Two versions beside each other, and what is different in sentences."""

    template_name = "routes/compare.html"

    def get_title(self) -> str:
        return f"{self.thing} 版本比较"

    def get_context_data(self, **context):
        versions = queries.versions(self.thing)
        new = version_of(self.thing, self.request.GET.get("new") or versions[0].number)
        old = version_of(self.thing, self.request.GET.get("old") or max(1, new.number - 1))
        shown = {"versions": versions, "old": old, "new": new, "changes": changed(old, new)}
        return super().get_context_data(**context) | shown | {"pictures": [(old, drawn(old)), (new, drawn(new))]}


class Retire(Edited, ActScreen):
    """No new case along this route."""

    form_class = ReasonForm
    submit = "停用"
    success = "已停用。已经在路上的事项会走完。"
    dangerous = True

    def get_title(self) -> str:
        return f"停用“{self.thing}”"

    @property
    def warning(self) -> str:
        return (
            f"停用以后不能再用它发起新的审批；现在还有 {queries.open_runs(self.thing).count()} 件在路上，会照旧走完。"
        )

    def act(self, reason, by, at):
        actions.retire_route(self.thing, reason=reason, by=by, at=at)


def version_of(route: Route, number) -> RouteVersion:
    """A version by its number; raises ``Http404``."""
    if not str(number).isdecimal():
        raise Http404
    return get_object_or_404(route.versions.select_related("route__organisation", "published_by"), number=number)


def changed(old: RouteVersion, new: RouteVersion) -> list[str]:
    """What is different, in sentences."""
    return changes(old.says, new.says, new.route.about.known, queries.naming(timezone.localdate()))
