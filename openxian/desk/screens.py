"""The kinds of desk screen: one that shows, one whose form is one act; and what a page about one to-do asks."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from openxian.core import screens
from openxian.core.assignments import holders
from openxian.core.notifications import queries as notifications
from openxian.desk import menu, queries, rows, rules


class Shell:
    """What the frame of every desk page needs. ``now`` is one moment for the whole request."""

    request: Any

    def setup(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            holders.remember(request.user, timezone.localdate())
        super().setup(request, *args, **kwargs)

    @cached_property
    def now(self) -> datetime:
        return timezone.localtime()

    @cached_property
    def limits(self) -> list[datetime]:
        """The limits of the person's to-dos, the nearest first."""
        return queries.limits(self.request.user, self.now)

    @cached_property
    def unread(self) -> int:
        """How many notices are new, as far as the desk counts."""
        return queries.at_most(notifications.unread(self.request.user))

    def get_counts(self) -> dict[str, str]:
        counts = {"todos": rules.bounded(len(self.limits)), "notices": rules.bounded(self.unread)}
        return counts | {"settings": reverse("desk:notification_settings")}

    def get_context_data(self, **context):
        person, path, counts = self.request.user, self.request.path, self.get_counts()
        frame = {
            "now": self.now,
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


class Open(ShowScreen):
    """A page for everybody with a login: it shows only what is theirs."""

    def may(self, person) -> bool:
        return person.is_active


class OneTodo:
    """Finds the assignment of the address, for those who have to do with it (others: there is none)."""

    request: Any
    kwargs: dict[str, Any]
    thing: Any
    now: Any

    def find(self):
        return get_object_or_404(queries.visible(self.request.user, self.now), pk=self.kwargs["pk"])

    def may(self, person) -> bool:
        return person.is_active

    def move_on(self, label: str):
        """Say what was done, and show what is next: the next to-do, or the list when there is none."""
        messages.success(self.request, f"已{label}：《{self.thing.title}》。{self.way_back()}")
        following = queries.next_todo(self.request.user, self.now, self.thing)
        return redirect("desk:todo", following.pk) if following else redirect("desk:todos")

    def way_back(self) -> str:
        """What the person can still do about it, where the room lets them take it back."""
        person = self.request.user
        sent = [part for part in queries.case_parts(self.thing) if part.is_open and part.opened_by_id == person.pk]
        labels = [act.label for part in sent for act in rows.acts_of(part, person, self.now)]
        return f"反悔的话，在“等别人”里可以{labels[0]}。" if labels else ""
