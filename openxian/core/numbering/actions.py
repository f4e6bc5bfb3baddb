"""Acts on numbers: reserve, use, void. A number is given out once; what is rolled back was never given out.

The row of the counter stays locked until the caller's transaction ends, so that draws for one code and year follow one
another. Draw late in a transaction: others wait.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.numbering.models import Counter, Number


@transaction.atomic
def reserve(code: str, year: int, *, by: Any, at: datetime, thing: Any = None) -> Number:
    """The next number of a code in a year (0: a code that never starts again), kept for ``thing``."""
    number = _draw(code, year, Number.State.RESERVED, thing, by=by, at=at)
    audit.record("numbering.reserve", by=by, at=at, thing=number, sentence=f"预留编号 {number}{_for(number)}。")
    return number


@transaction.atomic
def draw(code: str, year: int, *, by: Any, at: datetime, thing: Any) -> Number:
    """The next number, used at once by ``thing``."""
    number = _draw(code, year, Number.State.USED, thing, by=by, at=at)
    audit.record("numbering.draw", by=by, at=at, thing=number, sentence=f"取用编号 {number}{_for(number)}。")
    return number


@transaction.atomic
def use(number: Number, *, by: Any, at: datetime, thing: Any = None) -> Number:
    """A reserved number is now borne by ``thing`` (by what it was kept for, if none is named)."""
    row = _locked(number)
    if row.state != Number.State.RESERVED:
        raise Refused(f"{row}{row.get_state_display()}，不能再用，请另取一个号。")
    _change(row, Number.State.USED, by=by, at=at, **_thing(thing))
    audit.record("numbering.use", by=by, at=at, thing=row, sentence=f"使用编号 {row}{_for(row)}。")
    return row


@transaction.atomic
def void(number: Number, *, reason: str, by: Any, at: datetime) -> Number:
    """作废: the number stays empty for ever, and the report of gaps says why."""
    row = _locked(number)
    if not reason.strip():
        raise Refused("请写明作废的原因。", field="reason")
    if row.state == Number.State.VOID:
        raise Refused(f"{row}已经作废。")
    _change(row, Number.State.VOID, by=by, at=at, reason=reason.strip())
    audit.record("numbering.void", by=by, at=at, thing=row, sentence=f"作废编号 {row}，原因：{reason.strip()}。")
    return row


@transaction.atomic
def start_from(code: str, year: int, first: int, *, because: str, by: Any, at: datetime) -> Counter:
    """Let a year begin at another number than one, before any was drawn (a system before ours gave out the others)."""
    counter = _counter(code, year)
    if counter.next != counter.first:
        raise Refused("这个代号今年已经发出过编号，不能再改起始号。", field="first")
    if first < 1:
        raise Refused("起始号从 1 开始。", field="first")
    if not because.strip():
        raise Refused("请写明起始号的依据。", field="because")
    counter.first, counter.next, counter.because = first, first, because.strip()
    counter.save()
    sentence = f"{code} {year} 年从 {first} 号起编，依据：{because.strip()}。"
    audit.record("numbering.start_from", by=by, at=at, thing=counter, sentence=sentence)
    return counter


def _draw(code: str, year: int, state: str, thing: Any, *, by: Any, at: datetime) -> Number:
    counter = _counter(code, year)
    number = Number.objects.create(code=code, year=year, value=counter.next, state=state, by=by, at=at, **_thing(thing))
    counter.next += 1
    counter.save(update_fields=["next"])
    return number


def _counter(code: str, year: int) -> Counter:
    """The counter, locked; made when it is not there. Two who make it at once get the same one."""
    if not code.strip():
        raise Refused("编号要有代号。", field="code")
    rows = Counter.objects.select_for_update().filter(code=code, year=year)
    found = rows.first()
    if found is None:
        Counter.objects.bulk_create([Counter(code=code, year=year)], ignore_conflicts=True)
        found = rows.get()
    return found


def _locked(number: Number) -> Number:
    return Number.objects.select_for_update().get(pk=number.pk)


def _change(row: Number, state: str, **facts: Any) -> None:
    for name, value in {"state": state, **facts}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *facts])


def _thing(thing: Any) -> dict[str, str]:
    if thing is None:
        return {}
    return {"thing_type": thing._meta.label_lower, "thing_id": str(thing.pk), "thing_name": str(thing)[:300]}


def _for(number: Number) -> str:
    return f"（{number.thing_name}）" if number.thing_name else ""
