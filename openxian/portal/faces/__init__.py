"""Faces: what the public sees, as a pure function of the database and a day.

No request, no session, no clock comes in here, so that any page can one day be written to a file.
Each function takes a ``Frame`` and answers a ``Face``.
"""

from openxian.portal.faces.frame import Face, Frame

__all__ = ["Face", "Frame"]
