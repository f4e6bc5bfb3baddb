"""编号: what each code has given out in each year, every gap with its reason, and voiding."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from openxian.core.numbering import actions, queries
from openxian.core.numbering.models import Counter, Number
from openxian.core.paging import page_of
from openxian.desk.operations.permissions import may_operate
from openxian.desk.screens import ActScreen, ShowScreen

TONES = {Number.State.USED: "good", Number.State.RESERVED: "warn", Number.State.VOID: "plain"}


class Numbers(ShowScreen):
    """Every code and year."""

    title = "编号"
    template_name = "desk/operations/numbers.html"

    def may(self, person) -> bool:
        return may_operate(person)

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"tallies": queries.tallies()}


class NumbersOf(ShowScreen):
    """The numbers of one code in one year, or its gaps only."""

    template_name = "desk/operations/numbers_of.html"

    def may(self, person) -> bool:
        return may_operate(person)

    def find(self):
        return get_object_or_404(Counter, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return f"编号 {self.thing}"

    def get_context_data(self, **context):
        code, year = self.thing.code, self.thing.year
        page = page_of(queries.numbers(code, year), ("-value",), size=50, cursor=self.request.GET.get("cursor"))
        shown = {
            "page": page,
            "gaps": queries.gaps(code, year),
            "rows": [(one, TONES[one.state]) for one in page.items],
        }
        return super().get_context_data(**context) | shown


class ReasonForm(forms.Form):
    """Why a number stays empty for ever."""

    reason = forms.CharField(label="作废原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class VoidNumber(ActScreen):
    """作废 one number."""

    form_class = ReasonForm
    submit = "作废"
    success = "已作废，原因已记入编号台账。"
    warning = "作废后这个号永远空着，不能再用。"
    dangerous = True

    def may(self, person) -> bool:
        return may_operate(person)

    def find(self):
        return get_object_or_404(Number.objects.exclude(state=Number.State.VOID), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return f"作废 {self.thing}"

    def act(self, **values):
        return actions.void(self.thing, **values)

    def get_back(self) -> str:
        counter = Counter.objects.get(code=self.thing.code, year=self.thing.year)
        return reverse("desk:numbers_of", args=[counter.pk])
