"""What the calendar tells the rooms above, inside the act's own transaction.

``calendar_changed``: receivers get ``years`` (frozenset of the years whose days are now otherwise), ``by`` and
``at``; they compute their running deadlines anew (``Deadline.from_json(stored, working_days())``) and leave a
line for each one that moved. The calendar they read by ``queries.working_days()`` is already the new one.
"""

from django.dispatch import Signal

calendar_changed = Signal()
