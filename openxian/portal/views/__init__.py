"""The public views: load the frame, ask for a face, say how long it may be kept."""

from openxian.portal.views.errors import not_found, server_error

__all__ = ["not_found", "server_error"]
