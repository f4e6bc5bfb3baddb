"""What the desk asks: how much waits for a person."""

from datetime import datetime
from typing import Any

from openxian.core.assignments import holders
from openxian.core.assignments.models import Assignment
from openxian.desk import rules


def counts(person: Any, at: datetime) -> dict[str, str]:
    """The numbers of the frame, “99+” at most."""
    mine = Assignment.objects.open().filter(holder__in=holders.keys_of(person, at.date()))
    return {"todos": rules.bounded(at_most(mine))}


def at_most(rows) -> int:
    """How many rows there are, counting no further than the desk says aloud."""
    return rows.order_by()[: rules.MOST_COUNTED].count()
