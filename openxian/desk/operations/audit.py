"""审计链: where it ends, what was verified, and the anchor as a sheet to sign. For the audit administrator alone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from openxian.accounts.permissions import may_read_trail
from openxian.core.audit import actions, queries
from openxian.core.screens import EmptyForm
from openxian.desk.screens import ActScreen, ShowScreen

SHOWN = 10


class AuditChain(ShowScreen):
    """The end of the chain, the last verifications and anchors."""

    title = "审计链"
    template_name = "desk/operations/audit.html"

    def may(self, person) -> bool:
        return may_read_trail(person)

    def get_context_data(self, **context):
        checks = list(queries.checks()[:SHOWN])
        shown = {
            "head": queries.head(self.now),
            "last_line": queries.last_line(),
            "waiting": queries.waiting(),
            "last_check": checks[0] if checks else None,
            "checks": checks,
            "anchors": [(line, queries.anchor_of(line)) for line in queries.anchors_taken()[:SHOWN]],
            "recent": actions.RECENT,
        }
        return super().get_context_data(**context) | shown


class Act(ActScreen):
    """A button of the page."""

    form_class = EmptyForm

    def may(self, person) -> bool:
        return may_read_trail(person)

    def get_back(self) -> str:
        return reverse("desk:audit_chain")


class CheckRecent(Act):
    """Compute the end of the chain again, as much as a page can wait for."""

    title, submit = "核验审计链", "现在核验"
    warning = f"重新计算最后 {actions.RECENT:,} 个环节。整条链由后台每天夜里核验，也可以运行 openxian audit verify。"

    def act(self, *, by, at):
        return actions.check_recent(by=by, at=at)

    def finish(self, done):
        said = f"核验了第 {done.first}—{done.last} 号，"
        if done.whole:
            messages.success(self.request, f"{said}没有发现问题。")
        else:
            messages.error(self.request, f"{said}发现 {done.count} 处问题：{done.faults[0]}")
        return redirect(self.get_back())


class TakeAnchor(Act):
    """Take the head of the chain, and go to its sheet."""

    title, submit = "取锚", "取锚"
    warning = "记下此刻链尾的链值，得到一页锚证，打印签字后与审计系统分开保管。"

    def act(self, *, by, at):
        return actions.take_anchor(by=by, at=at)

    def finish(self, done):
        line = next(line for line in queries.anchors_taken() if line.detail["seq"] == done.seq)
        return redirect("desk:audit_anchor", line.pk)


class AnchorSheet(ShowScreen):
    """An anchor as one sheet of A4 with room for signatures."""

    template_name = "desk/operations/audit_anchor.html"

    def find(self):
        found = queries.anchors_taken().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def may(self, person) -> bool:
        return may_read_trail(person)

    def get_title(self) -> str:
        return "审计链锚证"

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"anchor": queries.anchor_of(self.thing)}
