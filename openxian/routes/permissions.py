"""Who may read, change and use routes.

The acts of this room take ``by=None`` for the system itself (demonstration, import).
"""

from datetime import date

from django.db.models import Q, QuerySet

from openxian.accounts.roles import ROLES
from openxian.core.assignments import queries as assignments
from openxian.core.errors import Forbidden
from openxian.organisations import queries as organisations
from openxian.organisations.models import Organisation
from openxian.routes.models import Route, Run

KEEPER = "office_manager"
EVERY_ROLE = tuple(role.key for role in ROLES)


def may_edit(person, organisation, on: date) -> bool:
    """Make and change a body's routes: the office manager of the body or of one above, by their duty."""
    return organisations.holds(person, KEEPER, on, organisation)


def may_edit_any(person, on: date) -> bool:
    """Make and change the routes of at least one body."""
    return organisations.holds(person, KEEPER, on)


def kept_by(person, on: date) -> QuerySet[Organisation]:
    """The bodies whose routes a person keeps; the rule of ``may_edit`` for all."""
    return organisations.organisations_of(person, KEEPER, on).filter(abolished_on__isnull=True)


def may_read(person, route: Route, on: date) -> bool:
    """Read a route: whoever has a duty or a post at its body; the rule of ``visible_to`` for one."""
    return visible_to(person, on).filter(pk=route.pk).exists()


def visible_to(person, on: date) -> QuerySet[Route]:
    """The routes a person may read: those of the bodies of their duties and of their posts."""
    duties = organisations.organisations_in_any(person, EVERY_ROLE, on)
    posts = organisations.bodies_of_posts(person, on)
    return Route.objects.filter(Q(organisation__in=duties.values("pk")) | Q(organisation__in=posts.values("pk")))


def may_decide(person, assignment, at) -> bool:
    """Decide a step: whoever may act on its assignment now."""
    return assignments.may_act(assignment, person, at)


def may_recall(person, run: Run) -> bool:
    """Recall a run: its drafter, as long as it has not ended."""
    return person is not None and run.is_open and run.drafter_id == person.pk


def must_edit(person, organisation, on: date) -> None:
    """Raise ``Forbidden`` unless ``may_edit``; the system itself may."""
    if person is not None and not may_edit(person, organisation, on):
        raise Forbidden("只有本机构的办公室负责人能改审批路线。请找安全管理员授予这项职责。")


def must_recall(person, run: Run) -> None:
    """Raise ``Forbidden`` unless ``may_recall``; the system itself may."""
    if person is not None and not may_recall(person, run):
        raise Forbidden("只有发起人能撤回，而且要在审批结束以前。")
