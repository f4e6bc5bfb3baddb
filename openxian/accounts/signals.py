"""What accounts tell the rooms above, inside the act's own transaction.

``logged_in``: receivers get ``user`` and ``at``.
"""

from django.dispatch import Signal

logged_in = Signal()
