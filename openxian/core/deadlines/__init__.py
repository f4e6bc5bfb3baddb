"""Deadlines: how long the law gives, when it ends, and why. Pure: no tables, no clock.

    from openxian.core.calendar.queries import working_days
    from openxian.core.deadlines import Deadline, Extend, Pause, Resume, Term

    twenty = Term(20, "working_days", "《政府信息公开条例》第三十三条第二款")
    deadline = Deadline(date(2025, 9, 1), twenty, working_days())
    deadline.due_on                                       # 2025-09-28, a Sunday that is worked
    deadline = deadline.then(Pause(date(2025, 9, 10), "征求第三方意见", "《政府信息公开条例》第三十二条"))
    deadline.due_on, deadline.used                        # None, 7
    deadline = deadline.then(Resume(date(2025, 9, 24)))
    deadline.due_on                                       # 2025-10-17
    deadline.left(date(2025, 10, 15))                     # 2
    print(deadline.as_text())

A case keeps ``deadline.as_json()`` in a JSON field and the ``due_at`` beside it for lists; it comes back by
``Deadline.from_json(case.clock, working_days())``. When ``calendar_changed`` is sent, that is also how to compute
it anew. ``Refused`` is raised for an order of events that cannot be (a pause after the end, an extension told late).
"""

from openxian.core.deadlines.days import DayEntry
from openxian.core.deadlines.deadline import Deadline
from openxian.core.deadlines.events import End, Event, Extend, Pause, Restart, Resume
from openxian.core.deadlines.reading import Reading
from openxian.core.deadlines.terms import Term

__all__ = ["DayEntry", "Deadline", "End", "Event", "Extend", "Pause", "Reading", "Restart", "Resume", "Term"]
