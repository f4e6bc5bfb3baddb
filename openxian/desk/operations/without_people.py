"""无人承办: open parts nobody stands behind, by holder and kind; the cases themselves are not shown here."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime

from openxian.core.assignments import holders
from openxian.core.assignments import queries as assignments
from openxian.desk import actions, queries, rows, rules
from openxian.desk.forms import PersonField, reason_field
from openxian.desk.operations.permissions import may_operate
from openxian.desk.screens import ActScreen, ShowScreen
from openxian.organisations import queries as organisations


class WithoutPeople(ShowScreen):
    """What waits for nobody, the oldest first."""

    title = "无人承办"
    template_name = "desk/operations/without_people.html"

    def may(self, person) -> bool:
        return may_operate(person)

    def get_context_data(self, **context):
        found = queries.without_people(self.now)
        waiting = [(each, rows.kind_of_key(each["kind"]), self._due(each["due"])) for each in found]
        return super().get_context_data(**context) | {"waiting": waiting}

    def _due(self, due):
        return rules.due_in_words(localtime(due) if due else None, self.now)


class PassOnForm(forms.Form):
    """To a person or to a unit, and why."""

    to = PersonField(label="转交给谁", required=False)
    unit = forms.ChoiceField(label="或者转交给股室", required=False)
    reason = reason_field("required", "理由", 300)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [
            (str(body), [(f"unit:{unit.pk}", str(unit)) for unit in inside])
            for body, inside in groupby(units, key=lambda unit: unit.organisation)
        ]
        self.fields["unit"].choices = [("", "—— 不选 ——"), *groups]

    def clean(self):
        given = super().clean()
        if not self.errors and bool(given.get("to")) == bool(given.get("unit")):
            raise forms.ValidationError("请写一个人，或者选一个股室，二者选一。")
        return given


class PassOn(ActScreen):
    """转交 everything of one kind that a deserted holder has."""

    form_class = PassOnForm
    submit = "转交"
    warning = "转交以后由对方办理，并在每件事的经过里写明是谁转交的。您看不到这些事的内容。"

    def may(self, person) -> bool:
        return may_operate(person)

    def find(self):
        return get_object_or_404(assignments.without_people(self.now), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return f"转交{self.thing.holder_name}的“{rows.label_of(self.thing)}”"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"units": organisations.units_of_all(self.now.date())}

    def act(self, *, to, unit, reason, by, at):
        holder = holders.person_key(to) if to else unit
        return actions.pass_on(self.thing.holder, kind=self.thing.kind, to=holder, reason=reason, by=by, at=at)

    def finish(self, done):
        messages.success(self.request, f"已转交 {done} 件。")
        return redirect("desk:without_people")

    def get_back(self) -> str:
        return reverse("desk:without_people")
