"""How a route of approval runs: plain values in, plain values out; no database, no clock, no code inside a route.

A route is a list of stages. A stage holds one step, or several that run beside each other; when the stage is done the
first branch whose condition holds says where it goes on, otherwise the next stage. Branches lead forward only: that is
why every run ends.
"""

from openxian.routes.rules.checking import Complaint, complaints, condition_complaint
from openxian.routes.rules.comparing import branch_text, changes, target_label
from openxian.routes.rules.conditions import OPERATORS, Condition, Field, holds, operators_for, typed
from openxian.routes.rules.definition import DRAFT, END, Branch, Definition, Holder, Limit, Stage, Step
from openxian.routes.rules.editing import (
    Change,
    add_beside,
    add_step,
    move_stage,
    remove_step,
    replace_step,
    replace_ways,
)
from openxian.routes.rules.planning import Planned, plan, stages_visited
from openxian.routes.rules.walking import Move, Position, Skipped, begin, following, next_steps, send_back
from openxian.routes.rules.wording import condition_text, conditions_text, limit_text

__all__ = [
    "END",
    "DRAFT",
    "OPERATORS",
    "Branch",
    "Change",
    "Complaint",
    "Condition",
    "Definition",
    "Field",
    "Holder",
    "Limit",
    "Move",
    "Planned",
    "Position",
    "Skipped",
    "Stage",
    "Step",
    "add_beside",
    "add_step",
    "begin",
    "branch_text",
    "changes",
    "complaints",
    "condition_complaint",
    "condition_text",
    "conditions_text",
    "following",
    "holds",
    "limit_text",
    "move_stage",
    "next_steps",
    "operators_for",
    "plan",
    "remove_step",
    "replace_step",
    "replace_ways",
    "send_back",
    "stages_visited",
    "target_label",
    "typed",
]
