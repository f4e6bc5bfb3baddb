"""The door for reading: what waits, what runs, what stopped and why. Payloads are never shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncHour

from openxian.core.outbox import registry
from openxian.core.outbox.models import Job, Schedule, Worker

State = Job.State


@dataclass(frozen=True)
class Figures:
    """How the outbox is just now; ``oldest`` is how long the longest overdue job waits, ``None`` when none does."""

    waiting: int
    overdue: int
    running: int
    failed: int
    done_last_hour: int
    oldest: timedelta | None


def figures(at: datetime) -> Figures:
    """The figures at the head of the screen, in one query."""
    overdue = Q(state=State.WAITING, due_at__lte=at)
    open_or_recent = Q(state__in=[State.WAITING, State.RUNNING, State.FAILED]) | Q(finished_at__gt=_hour_before(at))
    row = Job.objects.filter(open_or_recent).aggregate(
        waiting=Count("pk", Q(state=State.WAITING)),
        overdue=Count("pk", overdue),
        running=Count("pk", Q(state=State.RUNNING)),
        failed=Count("pk", Q(state=State.FAILED)),
        done_last_hour=Count("pk", Q(state=State.DONE, finished_at__gt=_hour_before(at))),
        first=Min("due_at", filter=overdue),
    )
    first = row.pop("first")
    return Figures(**row, oldest=at - first if first else None)


def _hour_before(at: datetime) -> datetime:
    return at - timedelta(hours=1)


def jobs(state: str, topic: str = "") -> QuerySet[Job]:
    """Jobs in a state, of one topic or of all, without their payload; see ``order_of``."""
    found = Job.objects.filter(state=state).defer("payload").select_related("worker")
    return found.filter(topic=topic) if topic else found


def order_of(state: str) -> tuple[str, ...]:
    """The keys by which jobs in a state are listed: those that wait as they will come, the others newest first."""
    orders = {State.WAITING: ("priority", "due_at", "id"), State.RUNNING: ("started_at", "id")}
    return orders.get(State(state), ("-finished_at", "-id"))


def job(number: int) -> Job | None:
    """One job without its payload."""
    return Job.objects.defer("payload").select_related("worker").filter(pk=number).first()


def failed_by_topic() -> list[tuple[str, str, int]]:
    """(topic, label, how many) of the dead letters, most first."""
    rows = Job.objects.filter(state=State.FAILED).values("topic").annotate(count=Count("pk")).order_by("-count")
    return [(row["topic"], registry.label_of(row["topic"]), row["count"]) for row in rows]


def schedules() -> list[tuple[registry.ScheduleSpec, Schedule | None]]:
    """Every declared schedule with its row; no row before the first worker has started."""
    rows = {row.name: row for row in Schedule.objects.all()}
    return [(spec, rows.get(name)) for name, spec in sorted(registry.schedules().items())]


def workers() -> list[Worker]:
    """Every worker that has not taken leave, the one seen last first."""
    return list(Worker.objects.annotate(hands=Count("jobs", Q(jobs__state=State.RUNNING))).order_by("-seen_at"))


def done_by_hour(at: datetime, hours: int = 24) -> list[tuple[datetime, int, int]]:
    """(hour, done, stopped) of each of the last hours, oldest first, empty ones included."""
    last = at.replace(minute=0, second=0, microsecond=0)
    first = last - timedelta(hours=hours - 1)
    rows = (
        Job.objects.filter(finished_at__gte=first)
        .annotate(hour=TruncHour("finished_at", tzinfo=at.tzinfo))
        .values_list("hour")
        .annotate(done=Count("pk", Q(state=State.DONE)), stopped=Count("pk", Q(state=State.FAILED)))
        .order_by("hour")
    )
    found = {hour: (done, stopped) for hour, done, stopped in rows}
    beats = [first + timedelta(hours=number) for number in range(hours)]
    return [(hour, *found.get(hour, (0, 0))) for hour in beats]
