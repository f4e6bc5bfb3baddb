"""The two kinds of desk screen: one that shows, and one whose form is one act."""

from django.utils import timezone

from openxian.core import screens
from openxian.desk import menu, queries


class Shell:
    """What the frame of every desk page needs."""

    def get_context_data(self, **context):
        person, path = self.request.user, self.request.path
        counts = queries.counts(person, timezone.localtime())
        frame = {
            "counts": counts,
            "menu": menu.menu_of(person, path, counts),
            "tabbar": menu.tabbar_of(path, counts),
        }
        return frame | super().get_context_data(**context)


class ShowScreen(Shell, screens.ShowScreen):
    """A page of the desk that shows; templates extend ``desk/base.html``."""


class ActScreen(Shell, screens.ActScreen):
    """A page of the desk whose form is one act."""

    template_name = "desk/act.html"
