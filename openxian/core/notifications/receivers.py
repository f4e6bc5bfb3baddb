"""What this package hears: an assignment was opened, so the people behind its holder are told, until it is closed."""

from django.utils import timezone

from openxian.core.assignments import holders, registry
from openxian.core.notifications import actions

KIND = "assignments.opened"


def hear_of_assignment(sender, assignment, by, at, **kwargs):
    """Tell everybody behind the holder, each once, and not the one who opened it."""
    people = holders.people_of(assignment.holder, timezone.localdate(at))
    others = [person for person in people if by is None or person.pk != by.pk]
    if not others:
        return
    title = f"{assignment.label}：{assignment.title}"
    due = f"请在 {timezone.localtime(assignment.due_at):%Y-%m-%d %H:%M} 前办理。" if assignment.due_at else ""
    message = actions.Message(
        KIND,
        title,
        body=" ".join(part for part in (assignment.note, due) if part),
        link=_link(assignment),
        thing_type=assignment.thing_type,
        thing_id=assignment.thing_id,
        urgent=assignment.urgency == assignment.Urgency.EXTRA_URGENT,
        occasion=_occasion(assignment),
    )
    actions.tell(others, message, by=by, at=at)


def hear_of_end(sender, assignment, at, **kwargs):
    """Nobody needs to read any more that it was waiting."""
    actions.settle(_occasion(assignment), at=at)


def _occasion(assignment) -> str:
    return f"assignment:{assignment.pk}"


def _link(assignment) -> str:
    try:
        return registry.kind_of(assignment).address(assignment)
    except KeyError:
        return ""  # the room of this kind is not installed
