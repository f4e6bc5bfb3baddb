"""What acts call: one line for what was done."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import structlog
from django.db import connection

from openxian.core.audit import sealing

_origin: ContextVar[str | None] = ContextVar("audit_origin", default=None)
log = structlog.get_logger("openxian.audit")


@contextmanager
def acting_from(address: str | None):
    """Say for a while from which network address acts come (set by the middleware)."""
    token = _origin.set(address)
    try:
        yield
    finally:
        _origin.reset(token)


def line(act: str, *, by, at, thing, sentence: str, succeeded: bool = True, **detail: Any):
    """An unsaved audit line, for bulk work (``AuditLine.objects.bulk_create``); most acts want ``record``."""
    from openxian.core.models import AuditLine  # the registry of apps may not be ready above

    return AuditLine(
        at=at,
        act=act,
        actor_id=getattr(by, "pk", None),
        actor_name=str(by) if by else "系统",
        thing_type=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        thing_name=str(thing)[:300] if thing is not None else "",
        sentence=sentence[:1000],
        address=_origin.get(),
        succeeded=succeeded,
        detail=detail,
    )


def record(act: str, *, by, at, thing, sentence: str, succeeded: bool = True, **detail: Any):
    """Write one line of the trail and mirror it to the log.

    ``act`` is dotted (``repository.submit``), ``by`` a user or ``None`` for the system itself,
    ``sentence`` one Chinese sentence a person can read years later. ``detail`` holds what JSON holds;
    numbers with a fraction are kept as text (see ``canonical.settled``).
    """
    written = line(act, by=by, at=at, thing=thing, sentence=sentence, succeeded=succeeded, **detail)
    _insert(written)
    log.info(act, actor=written.actor_name, thing=written.thing_name, sentence=written.sentence)
    return written


def _insert(line) -> None:
    """``line.save()`` without what the ORM does anew for each row: a quarter of what an act spends on its line."""
    line.settle()
    fields, statement = _statement()
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [field.get_db_prep_save(getattr(line, field.attname), connection) for field in fields]
        )
        returned = connection.features.can_return_columns_from_insert
        line.pk = cursor.fetchone()[0] if returned else cursor.lastrowid
    line._state.adding, line._state.db = False, connection.alias
    sealing.arrange()


@cache
def _statement():
    from openxian.core.models import AuditLine

    fields = [field for field in AuditLine._meta.local_concrete_fields if not field.primary_key]
    names, places = ", ".join(str(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    returning = " RETURNING id" if connection.features.can_return_columns_from_insert else ""
    return fields, f"INSERT INTO {AuditLine._meta.db_table} ({names}) VALUES ({places}){returning}"  # noqa: S608
