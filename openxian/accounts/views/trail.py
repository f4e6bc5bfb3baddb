"""The audit trail in the office: read by the audit administrator, handed out as a table."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from openxian.accounts import actions, permissions, queries
from openxian.accounts.actions.trail import EXPORTED
from openxian.accounts.forms import TrailForm
from openxian.core.screens import Screen, ShowScreen
from openxian.core.tables import writing

PAGE = 100
OUTCOMES = {"yes": True, "no": False}


class Trail(ShowScreen):
    """Lines of the trail, newest first, a hundred at a time, going on before the last one shown."""

    title, icon, template_name = "审计记录", "history", "accounts/trail.html"

    def may(self, person):
        return permissions.may_read_trail(person)

    def get_context_data(self, **context):
        form = TrailForm(self.request.GET)
        lines = queries.trail(asked_for(form), timezone.get_current_timezone())
        before = self.request.GET.get("before", "")
        if before.isdigit():
            lines = lines.filter(pk__lt=int(before))
        page = list(lines[: PAGE + 1])
        after = page[PAGE - 1].pk if len(page) > PAGE else ""
        return super().get_context_data(**context) | {"form": form, "lines": page[:PAGE], "before": after}


class Export(Screen):
    """The trail as a table. The law's graders want a second proof of who takes it away (GB/T 22239 身份鉴别 d)."""

    def may(self, person):
        return permissions.may_read_trail(person)

    def post(self, request):
        if not request.user.is_verified():
            messages.error(request, "导出审计记录要先用动态口令登录，请先设置动态口令。")
            return redirect("accounts:set_up")
        now = timezone.localtime()
        lines = actions.export_trail(asked_for(TrailForm(request.POST)), by=request.user, at=now)
        format = "xlsx" if request.POST.get("format") == "xlsx" else "csv"
        return writing.stream(lines, EXPORTED, format, f"审计记录-{now:%Y%m%d-%H%M}")


def asked_for(form: TrailForm) -> queries.TrailFilter:
    """The filter a form asks for; what is wrong in it asks nothing."""
    form.is_valid()
    asked = dict(form.cleaned_data)
    return queries.TrailFilter(succeeded=OUTCOMES.get(asked.pop("outcome", "")), **asked)
