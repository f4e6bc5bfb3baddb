"""Duties in the office: all with the security administrator."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from openxian.core.screens import ActScreen, EmptyForm, ShowScreen
from openxian.organisations import actions, permissions, queries
from openxian.organisations.forms import DutyForm
from openxian.organisations.models import Duty
from openxian.organisations.views.bodies import AboutBody

PAGE = 50


class Duties(ShowScreen):
    """Who holds which role for which body today, fifty at a time."""

    title, icon, template_name = "岗位职责", "key", "organisations/duties.html"

    def may(self, person):
        return permissions.may_grant_duties(person)

    def get_context_data(self, **context):
        text, before = self.request.GET.get("text", ""), self.request.GET.get("before", "")
        found = queries.duties(text, timezone.localdate())
        if before.isdigit():
            found = found.filter(pk__lt=int(before))
        page = list(found[: PAGE + 1])
        further = page[PAGE - 1].pk if len(page) > PAGE else ""
        return super().get_context_data(**context) | {"duties": page[:PAGE], "text": text, "before": further}


class Grant(AboutBody, ActScreen):
    form_class, submit, success = DutyForm, "授予", "职责已授予。"

    def may(self, person):
        return permissions.may_grant_duties(person)

    def get_title(self):
        return f"授予{self.thing}的职责"

    def get_initial(self):
        return {"from_on": timezone.localdate()}

    def act(self, user, role, **values):
        return actions.grant_duty(user, role, self.thing, **values)


class Revoke(ActScreen):
    icon, form_class, submit, success, dangerous = "key", EmptyForm, "收回", "职责已收回。", True
    warning = "收回后马上生效。"

    def find(self):
        return get_object_or_404(Duty.objects.select_related("user", "role", "organisation"), pk=self.kwargs["pk"])

    def may(self, person):
        return permissions.may_grant_duties(person, self.thing.user)

    def get_title(self):
        return f"收回{self.thing.user}在{self.thing.organisation}的“{self.thing.role}”职责"

    def get_back(self):
        return reverse("organisations:body", args=[self.thing.organisation_id])

    def act(self, **values):
        return actions.revoke_duty(self.thing, **values)
