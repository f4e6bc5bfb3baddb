"""The door for reading: what was given out, and every gap with its reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from openxian.core.numbering import rules
from openxian.core.numbering.models import Counter, Number

UNEXPLAINED = "没有记录，请核查数据库"


@dataclass(frozen=True)
class Gap:
    """A number below the next one that no thing bears, and why."""

    value: int
    kind: Literal["reserved", "void", "missing"]
    reason: str
    number: Number | None = None

    @property
    def is_explained(self) -> bool:
        return self.kind != "missing"


@dataclass(frozen=True)
class Tally:
    """How a code stands in a year."""

    counter: Counter
    used: int
    reserved: int
    void: int

    @property
    def given_out(self) -> int:
        return self.counter.next - self.counter.first

    @property
    def missing(self) -> int:
        """Numbers of which there is no row: never, unless somebody went past the program."""
        return self.given_out - self.used - self.reserved - self.void


def gaps(code: str, year: int) -> list[Gap]:
    """Every number of a code in a year that was given out and is not used, in order, each with its reason."""
    counter = Counter.objects.filter(code=code, year=year).first()
    if counter is None:
        return []
    given = Number.objects.filter(code=code, year=year)
    found = [_gap(number) for number in given.exclude(state=Number.State.USED).select_related("by").order_by("value")]
    if given.count() < counter.next - counter.first:
        lost = rules.missing(counter.first, counter.next, given.values_list("value", flat=True))
        found += [Gap(value, "missing", UNEXPLAINED) for value in lost]
    return sorted(found, key=lambda gap: gap.value)


def tallies() -> list[Tally]:
    """Every code and year, newest year first; two queries."""
    counted: dict[tuple[str, int], Any] = {
        (row["code"], row["year"]): row
        for row in Number.objects.order_by()
        .values("code", "year")
        .annotate(**{state: Count("pk", filter=Q(state=state)) for state in Number.State.values})
    }
    empty = dict.fromkeys(Number.State.values, 0)
    rows = [(counter, counted.get((counter.code, counter.year), empty)) for counter in Counter.objects.all()]
    return [Tally(counter, row["used"], row["reserved"], row["void"]) for counter, row in rows]


def numbers(code: str, year: int) -> QuerySet[Number]:
    """The numbers of a code in a year, newest first."""
    return Number.objects.filter(code=code, year=year).select_related("by").order_by("-value")


def of(thing: Any) -> QuerySet[Number]:
    """The numbers a thing bears or bore, oldest first."""
    return Number.objects.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("pk")


def reserved_before(at: datetime) -> QuerySet[Number]:
    """Numbers that were reserved before a moment and are still not used: somebody has forgotten them."""
    return Number.objects.filter(state=Number.State.RESERVED, at__lt=at).order_by("at", "pk")


def _gap(number: Number) -> Gap:
    if number.state == Number.State.VOID:
        return Gap(number.value, "void", f"已作废：{number.reason}", number)
    kept = f"为“{number.thing_name}”预留" if number.thing_name else "已预留"
    return Gap(number.value, "reserved", f"{kept}，自{localdate(number.at)}起", number)
