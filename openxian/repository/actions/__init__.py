"""The door for change: one verb, one function; ``by`` a user (``None``: the system itself), ``at`` an aware time."""

from openxian.repository.actions.batches import run_batch, start_batch
from openxian.repository.actions.drafting import delete_draft, save_draft
from openxian.repository.actions.publishing import expire_due, publish_due, withdraw
from openxian.repository.actions.relating import relate_explainer, set_validity, unrelate_explainer
from openxian.repository.actions.reviewing import pass_review, recall, return_for_changes, submit
from openxian.repository.actions.urgent import publish_urgently

__all__ = [
    "delete_draft",
    "expire_due",
    "pass_review",
    "publish_due",
    "publish_urgently",
    "recall",
    "relate_explainer",
    "return_for_changes",
    "run_batch",
    "save_draft",
    "set_validity",
    "start_batch",
    "submit",
    "unrelate_explainer",
    "withdraw",
]
