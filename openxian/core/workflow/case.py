"""What a row must offer to be moved along a table of steps."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from openxian.core.calendar.queries import working_days
from openxian.core.deadlines import Deadline
from openxian.core.workflow import rules
from openxian.core.workflow.table import Workflow


class Case(models.Model):
    """A row that follows a procedure. A room gives the ``workflow`` and says who plays each role.

    Of its own it may also have ``owner`` (who began it and follows it), ``number`` and ``urgency``: what the list of
    things to do shows. ``str(case)`` is its title there.
    """

    workflow: ClassVar[Workflow]

    state = models.CharField("状态", max_length=40, editable=False)

    class Meta:
        abstract = True

    def holders_for(self, who: str) -> list[str]:
        """Who plays a role of the table in this case: holders as ``core.assignments.holders`` knows them."""
        raise NotImplementedError

    def limit(self, state: str, at: datetime) -> Deadline | None:
        """Until when the case should leave a state it reached at ``at``: the tightest limit of the steps asked there.

        A room whose law counts otherwise (from the day of receipt, with pauses) says so here.
        """
        terms = [step.limit for step in rules.asked(self.workflow, state) if step.limit]
        if not terms:
            return None
        calendar = working_days()
        return min((Deadline(at, term, calendar) for term in terms), key=lambda one: one.due_at or at)

    @classmethod
    def kind(cls) -> str:
        """The key of its kind among assignments and procedures."""
        return cls._meta.label_lower

    @property
    def state_label(self) -> str:
        """What people call the state it is in."""
        return self.workflow.label(self.state)

    @property
    def is_ended(self) -> bool:
        return self.state in self.workflow.ends

    def own(self, name: str, default: Any = None) -> Any:
        """A fact this kind of case may or may not have."""
        return getattr(self, name, default)
