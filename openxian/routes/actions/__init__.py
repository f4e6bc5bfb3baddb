"""The door for change: making routes, and taking cases along them."""

from openxian.routes.actions.deciding import decide, send_back
from openxian.routes.actions.drafting import create_route, discard_draft, publish_version, retire_route, save_draft
from openxian.routes.actions.running import choose_next, recall_run, resubmit, start_run

__all__ = [
    "choose_next",
    "create_route",
    "decide",
    "discard_draft",
    "publish_version",
    "recall_run",
    "resubmit",
    "retire_route",
    "save_draft",
    "send_back",
    "start_run",
]
