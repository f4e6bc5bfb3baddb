"""What one does with a request, beyond moving it."""

from django.db import transaction
from django.utils.timezone import localdate

from openxian.core.errors import Forbidden
from openxian.core.notifications.actions import notify
from openxian.core.numbering.actions import draw
from openxian.core.numbering.rules import format_number
from openxian.core.workflow import moving
from openxian.organisations.queries import holds


def begin(case, *, by, at):
    """Whoever writes for the body may ask for things in its name."""
    if not holds(by, "writer", localdate(at), case.organisation):
        raise Forbidden(f"只有{case.organisation}的信息员能替它申请物资。")
    return moving.begin(case, by=by, at=at)


@transaction.atomic
def submit(case, *, by, at, **given):
    """Hand it in; the first time it gets its number."""
    if not case.number:
        year = localdate(at).year
        value = draw("supplies", year, by=by, at=at, thing=case).value
        case.number = format_number("物领〔{year}〕{value}号", year=year, value=value)
        case.save(update_fields=["number"])
    return moving.move(case, "submit", by=by, at=at, **given)


@transaction.atomic
def hand_out(case, *, by, at, **given):
    """Give the things out and tell whoever asked for them."""
    done = moving.move(case, "hand_out", by=by, at=at, **given)
    notify([done.owner], kind="supplies.done", title=f"{done}已发放{done.handed_out}", thing=done, by=by, at=at)
    return done
