"""What becomes of the open assignments of a body that ended: its heir's people do them."""

from datetime import date
from typing import Any

from openxian.core.assignments import actions, queries
from openxian.organisations.models import Organisation, Post, Unit


def follow(
    sender, *, predecessor: Organisation, successors: list[Organisation], effective_on: date, by, at, **kwargs
) -> None:
    """Receiver of ``organisation_succeeded``, within the act of reform.

    A body that lives on keeps what it has (its people hand over what is no longer theirs); without an heir the
    assignments stay and are listed by ``core.assignments.queries.without_people``. With several heirs the first
    gets them and hands over.
    """
    if predecessor.abolished_on is None or not successors:
        return
    heir = successors[0]
    reason = f"{predecessor}自 {effective_on} 起由{heir}承接"
    for holder in queries.open_holders():
        to = _heir_of(holder, predecessor, heir)
        if to:
            actions.pass_on(holder, to=to, reason=reason, by=by, at=at)


def _heir_of(holder: str, body: Organisation, heir: Organisation) -> str:
    """Who takes over from a holder of ``body``; empty when it is none of that body's."""
    kind, _, rest = holder.partition(":")
    if kind == "duty":
        role, _, number = rest.rpartition(":")
        return f"duty:{role}:{heir.pk}" if number == str(body.pk) else ""
    if kind == "leaders":
        return f"leaders:{heir.pk}" if rest == str(body.pk) else ""
    if kind == "unit":
        return _same(Unit.objects.filter(closed_on__isnull=True), body, heir, rest, "name")
    return _same(Post.objects, body, heir, rest, "title") if kind == "post" else ""


def _same(rows: Any, body: Organisation, heir: Organisation, rest: str, name: str) -> str:
    """The heir's unit or post of the same name, else its leaders."""
    old = rows.model.objects.filter(pk=rest, organisation=body).first()
    if old is None:
        return ""
    same = rows.filter(organisation=heir, **{name: getattr(old, name)}).first()
    return f"{rows.model._meta.model_name}:{same.pk}" if same else f"leaders:{heir.pk}"
