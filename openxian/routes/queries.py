"""The door for reading: routes and their versions, who stands behind a step, when it is due, where a run stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from openxian.accounts import queries as accounts
from openxian.core.assignments import holders
from openxian.core.assignments.models import Assignment
from openxian.core.calendar.queries import working_days
from openxian.core.deadlines import Deadline, Term
from openxian.core.errors import Refused
from openxian.organisations import queries as organisations
from openxian.organisations.models import Organisation
from openxian.routes.drawing import Drawing, Mark, Picture
from openxian.routes.models import Route, RouteVersion, Run
from openxian.routes.rules import DRAFT, Definition, Step, begin, following, plan, target_label

FOUND_ON_THE_WAY = {"chief": "起草人所在股室负责人", "chosen": "由上一环节选定"}


def usable(subject: str, organisation: Organisation) -> QuerySet[Route]:
    """The routes a case of this kind can be sent along at a body: in use, and published."""
    published_ones = RouteVersion.objects.filter(published_at__isnull=False).values("route")
    return Route.objects.filter(subject=subject, organisation=organisation, is_active=True, pk__in=published_ones)


def published(route: Route) -> RouteVersion | None:
    """The version new cases follow: the last one published."""
    versions = route.versions.filter(published_at__isnull=False).select_related("route__organisation")
    return versions.order_by("-number").first()


def draft(route: Route) -> RouteVersion | None:
    """The version that is being worked on."""
    return route.versions.filter(published_at__isnull=True).first()


def versions(route: Route) -> list[RouteVersion]:
    """Every version, newest first, with the people who made it; one query."""
    return list(route.versions.select_related("drafted_by", "published_by").order_by("-number"))


def with_versions(routes: QuerySet[Route]) -> QuerySet[Route]:
    """Each with ``newest`` (number of the published version), ``draft_number`` and ``running`` (cases on their way)."""
    of_route = RouteVersion.objects.filter(route=OuterRef("pk")).order_by("-number").values("number")
    running = Run.objects.open().filter(version__route=OuterRef("pk")).order_by().values("version__route")
    return routes.annotate(
        newest=Subquery(of_route.filter(published_at__isnull=False)[:1]),
        draft_number=Subquery(of_route.filter(published_at__isnull=True)[:1]),
        running=Subquery(running.annotate(total=Count("pk")).values("total")),
    ).order_by("organisation__position", "organisation_id", "-is_active", "name")


def bodies(on: date) -> QuerySet[Organisation]:
    """The bodies whose posts and people can stand on a route."""
    return organisations.living(on)


def open_runs(route: Route) -> QuerySet[Run]:
    """Cases on their way along any version of a route."""
    return Run.objects.open().filter(version__route=route)


def run_of(thing: Any) -> Run | None:
    """The newest run of a case."""
    return Run.objects.of(thing).select_related("version__route").first()


def run_of_part(assignment: Assignment) -> Run | None:
    """The open run an assignment belongs to; two queries at most."""
    runs = Run.objects.open().filter(thing_type=assignment.thing_type, thing_id=assignment.thing_id)
    return runs.select_related("version__route__organisation", "drafter").first()


def to_choose(run: Run) -> list[Step]:
    """The coming steps whose holder whoever has the present stage chooses; none while the drafter has the case."""
    if run.stands is None:
        return []
    says = run.version.says
    coming = [says.step(key) for key in following(says, run.stands, run.fields)]
    return [step for step in coming if step.is_chosen]


def to_choose_first(run: Run, fields: Mapping[str, Any]) -> list[Step]:
    """The steps a case with these fields would begin with and whose holder its drafter chooses."""
    says = run.version.says
    coming = [says.step(key) for key in begin(says, fields).opens]
    return [step for step in coming if step.is_chosen]


def ways_back(run: Run) -> list[tuple[str, str]]:
    """(stage, name) of the stages a run has passed and can be sent back to, the nearest first."""
    trail = run.stands.trail[:-1] if run.stands else ()
    return [(key, target_label(run.version.says, key)) for key in reversed(trail)]


def parts(run: Run) -> QuerySet[Assignment]:
    """The open assignments of a run: those of its own steps, whatever else its case may have open."""
    steps = [DRAFT, *(step.key for step in run.version.says.steps())]
    mine = Assignment.objects.open().filter(thing_type=run.thing_type, thing_id=run.thing_id)
    return mine.filter(kind=run.version.route.subject, step__in=steps).order_by("pk")


def history(run: Run) -> QuerySet[Assignment]:
    """Every assignment of a run, oldest first: who did what, when, and what they wrote."""
    rows = Assignment.objects.filter(thing_type=run.thing_type, thing_id=run.thing_id, opened_at__gte=run.started_at)
    return rows.filter(kind=run.version.route.subject).select_related("closed_by", "taken_by").order_by("pk")


def picture_of(run: Run, on: date) -> Picture:
    """The route of a run as a picture (``routes/_drawing.html``): what is done and by whom, what is open now."""
    definition, known = run.version.says, run.version.route.about.known
    marks = {each.step: Mark("skipped", "不用办") for each in plan(definition, run.fields, known) if each.reason}
    for part in history(run):
        if part.is_open:
            marks[part.step] = Mark("now", f"{part.taken_by or part.holder_name}正在办")
        elif part.outcome == Assignment.Outcome.DONE and _still_counts(run, definition, part.step):
            marks[part.step] = Mark("done", f"{part.closed_by or '系统'} {localtime(part.closed_at):%m-%d} 同意")
    start = f"{run.drafter or '系统'}发起"
    return Drawing(definition, name_of=naming(on), known=known, marks=marks, start=start).picture_of()


def _still_counts(run: Run, definition: Definition, step: str) -> bool:
    """Whether what was agreed still holds: the case has not been sent back to before it."""
    position = run.stands
    if position is None or step == DRAFT:
        return run.state == Run.State.PASSED
    stage = definition.stage_of(step).key
    return step in position.passed if stage == position.stage else stage in position.trail


def holders_of(step: Step, *, drafter: Any, chosen: Mapping[str, Sequence[str]], on: date) -> list[str]:
    """The keys a step is asked of on a day; empty for a step whose holder nobody has chosen yet.

    Raises ``Refused`` when it goes to the chief of a drafter who belongs to no unit.
    """
    keys: list[str] = []
    for holder in step.holders:
        if holder.kind == "chief":
            keys.append(_chief(drafter, step, on))
        elif holder.kind == "chosen":
            keys += chosen.get(step.key, ())
        else:
            keys.append(holder.key)
    return list(dict.fromkeys(keys))


def _chief(drafter: Any, step: Step, on: date) -> str:
    post = organisations.chief_post_of(drafter, on) if drafter is not None else None
    if post is None:
        raise Refused(f"找不到起草人所在股室的负责人，“{step.label}”送不出去。请先登记起草人的任职。")
    return f"post:{post.pk}"


def due(step: Step, at: datetime, *, route: Route) -> tuple[datetime | None, str]:
    """Until when a step that opens at ``at`` has to be done, and by what it says so; ``(None, "")`` without limit."""
    if step.limit is None:
        return None, ""
    basis = f"审批路线“{route}”"
    term = Term(step.limit.amount, step.limit.unit, basis)
    return Deadline(at, term, working_days()).due_at, f"{basis}：{term}"


def thing_of(run: Run) -> Any:
    """The case a run belongs to."""
    return Assignment(thing_type=run.thing_type, thing_id=run.thing_id).thing


def name_of(key: str, on: date) -> str:
    """What a holder is called; also those found on the way and those that are no more."""
    if key in FOUND_ON_THE_WAY:
        return FOUND_ON_THE_WAY[key]
    try:
        return holders.name_of(key, on)
    except Refused:
        return "（已不存在的承办）"


def naming(on: date) -> Callable[[str], str]:
    """``name_of`` of a day for a whole page: each holder is looked up once."""
    return cache(lambda key: name_of(key, on))


def names(keys: Iterable[str], on: date) -> str:
    """Several holders in one phrase."""
    return "、".join(name_of(key, on) for key in keys)


def may_be_chosen(organisation: Organisation, on: date) -> dict[str, str]:
    """Key → name of the units and people of a body, from whom a step's holder can be chosen on the way."""
    units = {f"unit:{unit.pk}": str(unit) for unit in organisations.open_units(organisation, on)}
    staff = list(organisations.staff_of(organisation, on))
    names = Counter(str(user) for user in staff)
    return units | {holders.person_key(user): _told_apart(user, names) for user in staff}


def _told_apart(user: Any, names: Counter[str]) -> str:
    """The name; with the login name when another has the same."""
    return str(user) if names[str(user)] == 1 else f"{user}（{user.username}）"


def offered(organisation: Organisation, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a builder can choose a step's holders from at one body: groups of (key, name)."""
    posts = [(f"post:{post.pk}", _post_name(post, on)) for post in organisations.posts_with_holders(organisation, on)]
    roles = [(f"duty:{role.key}:{organisation.pk}", role.name) for role in accounts.roles_of_bodies()]
    chosen = list(may_be_chosen(organisation, on).items())
    groups = (
        ("职务", [(f"leaders:{organisation.pk}", "全体负责人"), *posts]),
        ("股室", [pair for pair in chosen if pair[0].startswith("unit:")]),
        ("岗位职责", roles),
        ("人员", [pair for pair in chosen if pair[0].startswith("person:")]),
    )
    return [(f"{organisation}：{label}", pairs) for label, pairs in groups if pairs]


def _post_name(post: Any, on: date) -> str:
    inner = f"{post.unit} " if post.unit else ""
    held = "、".join(str(one.person) for one in post.holders if one.from_on <= on) or "空缺"
    return f"{inner}{post.title}（{held}）"


def drafters(organisation: Organisation, on: date) -> QuerySet[Any]:
    """The people a dry run can let a case begin with."""
    return organisations.staff_of(organisation, on)
