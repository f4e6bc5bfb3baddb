"""Who does it: take it, give it back, hand it over, ask one more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from openxian.core.assignments import actions, holders
from openxian.desk.forms import AddHolderForm, HandOverForm, ReasonForm
from openxian.desk.rows import kind_of
from openxian.desk.screens import ActScreen, OneTodo

FIXED = "这类事项按岗位职责办理，不能转交给个人。"


class Handing(OneTodo, ActScreen):
    """One form that changes who does it; back to the to-do, or to the list when it is nobody's business any more."""

    def get_back(self) -> str:
        return reverse("desk:todo", args=[self.thing.pk])

    def get_title(self) -> str:
        return f"{self.title}：{self.thing.title}"


class Take(Handing):
    """签收: the others of the pool see that I do it."""

    title = submit = "签收"

    def get(self, request, *args, **kwargs):
        return redirect("desk:todo", self.thing.pk)

    def post(self, request, *args, **kwargs):
        actions.take(self.thing, by=request.user, at=self.now)
        messages.success(request, "已签收，由您办理；同岗位的人会看到。")
        return redirect("desk:todo", self.thing.pk)


class Release(Handing):
    """放回: back to the pool; what a colleague took, with a reason."""

    title = submit = "放回"
    success = "已放回，同岗位的人都可以办理。"
    form_class = ReasonForm

    def get_form_kwargs(self):
        own = self.thing.taken_by_id == self.request.user.pk
        return super().get_form_kwargs() | {"wanted": "optional" if own else "required", "label": "理由"}

    def act(self, *, by, at, reason=""):
        return actions.release(self.thing, by=by, at=at, reason=reason)


class Passing(Handing):
    """Another person comes in; only for kinds where a person and not a duty counts."""

    def may(self, person) -> bool:
        kind = kind_of(self.thing)
        if kind and not kind.handing:
            raise PermissionDenied(FIXED)
        return super().may(person)


class HandOver(Passing):
    """转交: somebody else does it instead of me."""

    title = submit = "转交"
    form_class = HandOverForm
    warning = "转交以后，这件事由对方办理，您在“等别人”里仍能看到它。"

    def act(self, *, to, reason, by, at):
        return actions.hand_over(self.thing, to=holders.person_key(to), by=by, at=at, reason=reason)

    def finish(self, done):
        messages.success(self.request, f"已转交{done.holder_name}。")
        return redirect("desk:todos")


class AddHolder(Passing):
    """加人: somebody else has to do it, too."""

    title = submit = "加人办理"
    form_class = AddHolderForm
    success = "已请对方一起办理。"

    def act(self, *, holder, reason, by, at):
        return actions.add_holder(self.thing, holder=holders.person_key(holder), by=by, at=at, reason=reason)
