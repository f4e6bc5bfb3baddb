"""What assignments tell whoever listens, inside the act's own transaction.

Receivers get ``assignment``, ``by`` (a user or ``None``) and ``at``; they write rows (an outbox row, a notice)
and never send, render or call out.
"""

from django.dispatch import Signal

assignment_opened = Signal()
assignment_closed = Signal()
