"""The pages of the desk, and their addresses."""

from openxian.core.workflow import acting
from openxian.core.workflow.registry import Procedure
from openxian.desk.cases import CasePages
from tests.example import actions, queries
from tests.example.models import SupplyRequest

PAGES = CasePages(
    Procedure("物资领用", SupplyRequest, queries.visible_to, {"submit": actions.submit, "hand_out": actions.hand_out}),
    space="example",
    columns=("number", "amount", "owner"),
    facts=("number", "what", "amount", "purpose", "organisation", "owner", "handed_out"),
    fields=("organisation", "what", "amount", "purpose"),
    search=("what", "number"),
    may_begin=queries.may_begin,
    begin=actions.begin,
    deadline=acting.deadline_of,
    may_attach=lambda case, person, at: person == case.owner and not case.is_ended,
)
app_name, urlpatterns = "example", PAGES.urls()
