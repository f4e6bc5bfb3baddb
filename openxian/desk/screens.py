"""The two kinds of desk screen: one that shows, and one whose form is one act."""

from openxian.core import screens
from openxian.desk import registry


class Shell:
    """What the frame of every desk page needs."""

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"menu": registry.entries_for(self.request.user)}


class ShowScreen(Shell, screens.ShowScreen):
    """A page of the desk that shows; templates extend ``desk/base.html``."""


class ActScreen(Shell, screens.ActScreen):
    """A page of the desk whose form is one act."""

    template_name = "desk/act.html"
