"""The door for acting: days set here, and the yearly notice. Who may is decided by the screens above.

Every act leaves a line, draws a new token so that all processes see the change, and sends ``calendar_changed``.
"""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from openxian.core import audit
from openxian.core.calendar import queries, rules
from openxian.core.calendar.models import Announcement, CalendarDay, CalendarRevision
from openxian.core.calendar.notice import Notice
from openxian.core.calendar.signals import calendar_changed
from openxian.core.errors import Refused


@transaction.atomic
def set_day(*, day: date, is_working: bool, name: str, basis: str, by, at: datetime) -> CalendarDay:
    """Say that a day is worked or rested here, against the week and the notices (自治地方附加假 and the like)."""
    _lock()
    if queries.local_day(day):
        raise Refused(f"{day.isoformat()}已经调整过，请先撤销原来的调整。", field="day")
    rules.must_change(queries.working_days(), day, is_working)
    row = CalendarDay.objects.create(day=day, is_working=is_working, name=name, basis=basis)
    sentence = f"把{day.isoformat()}定为{'上班' if is_working else '休息'}（{name}），依据：{basis}"
    audit.record("calendar.set_day", by=by, at=at, thing=row, sentence=sentence, day=day.isoformat())
    _changed({day.year}, by, at)
    return row


@transaction.atomic
def clear_day(*, day: date, by, at: datetime) -> None:
    """Take back what was set here for a day: the notice or the week counts again."""
    _lock()
    row = queries.local_day(day)
    if row is None:
        raise Refused(f"{day.isoformat()}没有做过调整。", field="day")
    sentence = f"撤销{day.isoformat()}的调整（{row.name}）"
    audit.record("calendar.clear_day", by=by, at=at, thing=row, sentence=sentence, day=day.isoformat())
    row.delete()
    _changed({day.year}, by, at)


@transaction.atomic
def import_notice(notice: Notice, *, by, at: datetime) -> Announcement:
    """Take over the State Council's arrangement of a year, whole or nothing; days set here still prevail."""
    _lock()
    calendar = queries.working_days()
    changes = len(queries.preview(notice))
    kept = rules.days_of_notice(calendar, notice)
    facts = {"title": notice.title, "text": notice.text, "imported_at": at, "imported_by": by}
    announcement, _ = Announcement.objects.update_or_create(year=notice.year, defaults=facts)
    announcement.days.all().delete()
    rows = [CalendarDay(day=day, announcement=announcement, **_facts(mark)) for day, mark in kept.items()]
    CalendarDay.objects.bulk_create(rows)
    sentence = f"导入{notice.year}年节假日安排，{changes}天有变化"
    audit.record("calendar.import_notice", by=by, at=at, thing=announcement, sentence=sentence, text=notice.text)
    _changed(notice.years_touched, by, at)
    return announcement


def _facts(mark) -> dict[str, object]:
    return {"is_working": mark.is_working, "name": mark.name, "basis": mark.basis}


def _lock() -> None:
    """Changes of the calendar come one after the other."""
    CalendarRevision.objects.get_or_create(pk=1, defaults={"token": uuid4().hex})
    CalendarRevision.objects.select_for_update().get(pk=1)


def _changed(years, by, at: datetime) -> None:
    CalendarRevision.objects.filter(pk=1).update(token=uuid4().hex)
    calendar_changed.send(sender=None, years=frozenset(years), by=by, at=at)
