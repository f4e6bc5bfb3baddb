"""Delegation while away: each person for themselves."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from openxian.core.screens import ActScreen, EmptyForm
from openxian.organisations import actions, permissions, queries
from openxian.organisations.forms import DelegateForm
from openxian.organisations.models import Delegation


class MyDelegations(ActScreen):
    """Those in force or to come, given and held, and a form for a new one."""

    title, icon, template_name = "外出代理", "user", "organisations/delegations.html"
    form_class, submit, success = DelegateForm, "委托", "已委托。到期自动结束，也可以提前结束。"

    def may(self, person):
        return permissions.may_see(person)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def get_initial(self):
        return {"from_on": timezone.localdate()}

    def get_back(self):
        return reverse("organisations:my_delegations")

    def act(self, user, **values):
        return actions.delegate(user, **values)

    def get_context_data(self, **context):
        rows = queries.open_delegations(self.request.user, timezone.localdate())
        return super().get_context_data(**context) | {"delegations": rows}


class EndDelegation(ActScreen):
    title, icon, form_class, submit = "提前结束代理", "user", EmptyForm, "结束代理"
    success, warning = "代理已结束。", "结束后代理人马上不能再用您的职责。"

    def find(self):
        return get_object_or_404(Delegation, pk=self.kwargs["pk"])

    def may(self, person):
        return permissions.may_end_delegation(person, self.thing)

    def get_back(self):
        return reverse("organisations:my_delegations")

    def act(self, **values):
        return actions.end_delegation(self.thing, **values)
