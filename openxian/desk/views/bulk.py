"""Many at once: what is chosen, what all of it allows, and what became of each."""

from django.contrib import messages
from django.shortcuts import redirect, render

from openxian.core.assignments import queries as assignments
from openxian.core.errors import Refused
from openxian.desk import actions, rows
from openxian.desk.forms import ReasonForm
from openxian.desk.screens import Open


class Bulk(Open):
    """一起办: first the list of what is chosen with the buttons all of it has, then each one's result."""

    title = "一起办理"
    template_name = "desk/bulk.html"

    def get(self, request, *args, **kwargs):
        return redirect("desk:todos")

    def post(self, request, *args, **kwargs):
        chosen = self.chosen()
        if not chosen:
            messages.warning(request, "请先勾选要办的事项。")
            return redirect("desk:todos")
        name = request.POST.get("act")
        offered = rows.shared_acts(chosen, request.user, self.now)
        act = next((each for each in offered if each.name == name), None)
        if act is None:
            return self.ask(chosen, offered)
        return self.do(chosen, offered, act)

    def chosen(self):
        """What was ticked and is still the person's to do, in the order of the list."""
        ids = {int(value) for value in self.request.POST.getlist("chosen") if value.isdecimal() and len(value) < 19}
        ids = sorted(ids)[: actions.MOST_AT_ONCE + 1]
        return list(assignments.mine(self.request.user, self.now).filter(pk__in=ids).order_by("order_at", "pk"))

    def ask(self, chosen, offered, form=None):
        too_many = len(chosen) > actions.MOST_AT_ONCE
        context = {
            "rows": rows.rows(chosen, self.request.user, self.now),
            "offered": [] if too_many else offered,
            "too_many": too_many,
            "most": actions.MOST_AT_ONCE,
            "form": form or ReasonForm(wanted=_wanted(offered)),
        }
        return render(self.request, self.template_name, self.get_context_data(**context))

    def do(self, chosen, offered, act):
        form = ReasonForm(self.request.POST, wanted=act.reason)
        if not form.is_valid():
            return self.ask(chosen, offered, form)
        reason = form.cleaned_data.get("reason", "")
        try:
            results = actions.act_on_many(chosen, act.name, by=self.request.user, at=self.now, reason=reason)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.ask(chosen, offered, form)
        done = sum(not result.refused for result in results)
        context = {"results": results, "act": act, "done": done, "left": len(results) - done}
        return render(self.request, "desk/bulk_done.html", self.get_context_data(**context))


def _wanted(offered) -> str:
    return "never" if all(act.reason == "never" for act in offered) else "optional"
