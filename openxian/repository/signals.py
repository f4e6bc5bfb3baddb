"""What the repository tells the rooms above it, inside the act's own transaction.

Receivers get ``article``, ``by`` and ``at``. They write rows; they never send or render.
"""

from django.dispatch import Signal

article_published = Signal()
article_withdrawn = Signal()
