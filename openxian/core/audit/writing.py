"""What acts call: one line for what was done."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog

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
    written.save(force_insert=True)
    log.info(act, actor=written.actor_name, thing=written.thing_name, sentence=written.sentence)
    return written
