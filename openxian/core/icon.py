"""The small icon browsers ask every front door for, whatever the page says."""

from django.templatetags.static import static
from django.views.generic import RedirectView


class Icon(RedirectView):
    """Leads to the icon among the static files, where it may be kept for long."""

    http_method_names = ["get", "head"]

    def get_redirect_url(self, *args, **kwargs) -> str:
        return static("core/favicon.ico")
