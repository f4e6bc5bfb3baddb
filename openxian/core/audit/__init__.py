"""The one trail: every act leaves a line, written in the act's own transaction and chained to the lines before it."""

from openxian.core.audit.writing import acting_from, line, record

__all__ = ["acting_from", "line", "record"]
