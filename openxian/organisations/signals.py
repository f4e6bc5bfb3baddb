"""What organisations tell the rooms above, inside the act's own transaction.

``organisation_succeeded``: a body ended or gave work away. Receivers get ``predecessor`` (Organisation),
``successors`` (list, may be empty), ``effective_on``, ``by`` and ``at``; they move what is theirs, and
never send or render.
"""

from django.dispatch import Signal

organisation_succeeded = Signal()
