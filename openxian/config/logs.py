"""Structured logs, one line an event, without personal data.

They go to standard error: standard output belongs to a command's answer. Our own lines carry the
request's number. Libraries that would write names and addresses, or repeat what the request line
says, are turned down.
"""

import logging
import logging.config
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
]
TURNED_DOWN = {
    "axes": "ERROR",  # would name the account and its address at every failed login: the trail has them
    "django.request": "ERROR",  # 4xx answers: our request line has them
    "django.security.DisallowedHost": "CRITICAL",  # anyone can fill a log with invented hosts
    "PIL": "WARNING",
}


def logging_config(style: str, level: str) -> None:
    """Send Django's and our own log lines through structlog, as JSON or as text for people."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": _formatter(style)},
            "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["lines"], "level": level},
            "loggers": {name: {"level": quietest} for name, quietest in TURNED_DOWN.items()},
        }
    )


def _formatter(style: str) -> dict[str, Any]:
    as_json: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    as_text: list[Any] = [structlog.dev.ConsoleRenderer()]
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *(as_json if style == "json" else as_text),
        ],
    }
