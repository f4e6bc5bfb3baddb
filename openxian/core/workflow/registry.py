"""The kinds of case that follow a table, as desks and pages see them; filled by the rooms in ``AppConfig.ready``."""

from openxian.core.assignments import registry as assignments
from openxian.core.workflow import acting
from openxian.core.workflow.procedures import Procedure, known, procedure, procedures

__all__ = ["Procedure", "procedure", "procedures", "register"]


def register(procedure: Procedure) -> None:
    """Declare a kind of case, and with it a kind of assignment; called once by a room's ``AppConfig.ready``."""
    known[procedure.key] = procedure
    assignments.register(
        assignments.Kind(
            key=procedure.key,
            label=procedure.label,
            address=lambda assignment: procedure.address(assignment.thing_id),
            acts=acting.acts_of_row,
            expects=acting.expects,
        )
    )
