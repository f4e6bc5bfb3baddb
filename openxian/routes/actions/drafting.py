"""Making routes: a draft is changed, then published and frozen; running cases keep the version they set out with."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.organisations.models import Organisation
from openxian.routes import permissions, registry
from openxian.routes.models import Route, RouteVersion
from openxian.routes.rules import Change, Definition, complaints


@transaction.atomic
def create_route(organisation: Organisation, *, subject: str, name: str, by: Any, at: datetime) -> Route:
    """A new route of a body with an empty draft; nothing runs along it before it is published."""
    permissions.must_edit(by, organisation, localdate(at))
    if subject not in [each.key for each in registry.subjects()]:
        raise Refused("没有这类事项，请重新选择。", field="subject")
    if organisation.abolished_on:
        raise Refused(f"{organisation}已撤销，请选承接它的机构。", field="organisation")
    route = Route(organisation=organisation, subject=subject, name=name.strip())
    _save_checked(route)
    RouteVersion.objects.create(route=route, number=1, definition=_stored(Definition()), drafted_by=by, drafted_at=at)
    sentence = f"为{organisation}新建审批路线“{route}”（{route.about.label}）。"
    audit.record("routes.create_route", by=by, at=at, thing=route, sentence=sentence)
    return route


@transaction.atomic
def save_draft(route: Route, change: Change, *, by: Any, at: datetime) -> RouteVersion:
    """Apply a change (``rules.editing``) to the draft; the first change after a publication begins the next version."""
    route = _locked(route)
    _must_edit(route, by, at)
    draft = route.versions.filter(published_at__isnull=True).first()
    if draft is None:
        newest = route.versions.order_by("-number")[0]
        draft = RouteVersion(route=route, number=newest.number + 1, definition=newest.definition)
    try:
        changed = change(draft.says)
    except KeyError as error:
        raise Refused("这个环节已经被别人删去，请刷新页面。") from error
    draft.definition = _stored(changed)
    draft.drafted_by, draft.drafted_at = by, at
    draft.save()
    sentence = f"修改“{route}”第{draft.number}版草稿，现有{len(list(changed.steps()))}个环节。"
    audit.record("routes.save_draft", by=by, at=at, thing=route, sentence=sentence, definition=draft.definition)
    return draft


@transaction.atomic
def discard_draft(route: Route, *, by: Any, at: datetime) -> None:
    """Throw the draft away; what is published stays as it is."""
    route = _locked(route)
    _must_edit(route, by, at)
    draft = _draft_of(route)
    if draft.number == 1:
        raise Refused("这条路线还没有发布过，不要它请直接停用。")
    number = draft.number
    draft.delete()
    audit.record("routes.discard_draft", by=by, at=at, thing=route, sentence=f"放弃“{route}”第{number}版草稿。")


@transaction.atomic
def publish_version(route: Route, *, note: str = "", by: Any, at: datetime) -> RouteVersion:
    """Freeze the draft: cases that set out from now on follow it. Refused while something is wrong with it."""
    route = _locked(route)
    _must_edit(route, by, at)
    draft = _draft_of(route)
    wrong = [each.sentence for each in complaints(draft.says, route.about.known) if each.blocks]
    if wrong:
        raise Refused(f"还不能发布：{wrong[0]}")
    draft.note, draft.published_by, draft.published_at = note.strip(), by, at
    draft.save()
    sentence = f"发布“{route}”第{draft.number}版{f'：{draft.note}' if draft.note else ''}。"
    audit.record("routes.publish_version", by=by, at=at, thing=route, sentence=sentence, version=draft.number)
    return draft


@transaction.atomic
def retire_route(route: Route, *, reason: str, by: Any, at: datetime) -> Route:
    """No case sets out along it any more; those on their way go on to the end."""
    route = _locked(route)
    _must_edit(route, by, at)
    if not reason.strip():
        raise Refused("请写明停用的理由。", field="reason")
    route.is_active = False
    route.save(update_fields=["is_active"])
    audit.record("routes.retire_route", by=by, at=at, thing=route, sentence=f"停用“{route}”：{reason.strip()}。")
    return route


def _locked(route: Route) -> Route:
    return Route.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=route.pk)


def _must_edit(route: Route, by: Any, at: datetime) -> None:
    permissions.must_edit(by, route.organisation, localdate(at))
    if not route.is_active:
        raise Refused("这条路线已停用，请新建一条。")


def _draft_of(route: Route) -> RouteVersion:
    draft = route.versions.filter(published_at__isnull=True).first()
    if draft is None:
        raise Refused("没有未发布的修改。")
    return draft


def _stored(definition: Definition) -> dict[str, Any]:
    return definition.model_dump(mode="json", exclude_defaults=True)


def _save_checked(route: Route) -> None:
    try:
        route.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field="name" if field == "__all__" else field) from error
    route.save()
