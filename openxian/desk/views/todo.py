"""One to-do: what it is, why it is here, and the buttons under the thumb."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from openxian.core.assignments import queries as assignments
from openxian.core.errors import Forbidden, Refused
from openxian.desk import actions, queries, registry, rows
from openxian.desk.forms import ReasonForm
from openxian.desk.screens import ActScreen, OneTodo, Open


class Todo(OneTodo, Open):
    """一件待办: read it, decide it with one thumb."""

    template_name = "desk/todo.html"

    def get_title(self) -> str:
        return self.thing.title

    @cached_property
    def acts(self):
        return rows.acts_of(self.thing, self.request.user, self.now)

    def post(self, request, *args, **kwargs):
        """A button: done at once, unless it wants words that are not there or is not to be undone."""
        name, reason = request.POST.get("act", ""), request.POST.get("reason", "")
        chosen = next((act for act in self.acts if act.name == name), None)
        if chosen and (chosen.weight == "danger" or (chosen.reason == "required" and not reason.strip())):
            return Act.as_view()(request, pk=self.thing.pk, name=name)
        try:
            done = actions.act(self.thing, name, by=request.user, at=self.now, reason=reason)
        except Forbidden as error:
            raise PermissionDenied(error.message) from error
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("desk:todo", self.thing.pk)
        return self.move_on(done.label)

    def get_context_data(self, **context):
        thing, person = self.thing, self.request.user
        people = assignments.people_of(thing, self.now) if thing.is_open else []
        kind, mine = rows.kind_of(thing), assignments.may_act(thing, person, self.now)
        return super().get_context_data(**context) | {
            "row": rows.row(thing, person, self.now),
            "why": assignments.explain(thing, self.now, people),
            "parts": queries.case_parts(thing),
            "trail": queries.trail(thing.thing_type, thing.thing_id),
            "preview": registry.preview_of(thing, person),
            "address": rows.address_of(thing),
            "expects": kind.expects(thing) if kind else "",
            "acts": sorted(self.acts, key=lambda act: rows.WEIGHTS.index(act.weight)),
            "wants_words": any(act.reason != "never" for act in self.acts),
            "said": self.request.POST.get("reason", ""),
            "mine": mine,
            "pool": not thing.holder.startswith("person:"),
            "handing": mine and bool(kind and kind.handing),
            "sent": thing.opened_by_id == person.pk and thing.is_open and bool(kind and kind.handing),
        }


class Act(OneTodo, ActScreen):
    """The page that asks once more: for words, or because the act cannot be undone."""

    template_name = "desk/act_on_todo.html"
    form_class = ReasonForm

    def find(self):
        found = super().find()
        self.chosen = rows.act_of(found, self.kwargs["name"], self.request.user, self.now)
        return found

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.chosen is None:
            messages.error(request, actions.GONE)
            return redirect("desk:todo", self.thing.pk)
        if request.user.is_authenticated and self.chosen.address:
            return redirect(self.chosen.address)
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{self.chosen.label}：{self.thing.title}"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"wanted": self.chosen.reason}
        if self.request.method == "POST" and "confirmed" not in self.request.POST:
            kwargs |= {"data": None, "files": None, "initial": {"reason": self.request.POST.get("reason", "")}}
        return kwargs

    def act(self, *, by, at, reason=""):
        return actions.act(self.thing, self.chosen.name, by=by, at=at, reason=reason)

    def finish(self, done):
        return self.move_on(done.label)

    def get_back(self) -> str:
        return reverse("desk:todo", args=[self.thing.pk])

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {
            "chosen": self.chosen,
            "submit": f"确认{self.chosen.label}",
            "dangerous": self.chosen.weight == "danger",
            "row": rows.row(self.thing, self.request.user, self.now),
        }
