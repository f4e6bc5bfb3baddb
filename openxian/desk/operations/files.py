"""收存的文件: how many there are, whether they are scanned, what the last clean-up found."""

from django.urls import reverse_lazy

from openxian.core.files import actions, queries, scanning
from openxian.core.models import AuditLine
from openxian.core.paging import page_of
from openxian.core.screens import EmptyForm
from openxian.desk.operations.permissions import may_operate
from openxian.desk.screens import ActScreen, ShowScreen

CLEANINGS_SHOWN = 10


class KeptFiles(ShowScreen):
    """Totals, infected files, and the last clean-ups. Names only: the files are for those who work with them."""

    title = "收存的文件"
    template_name = "desk/operations/files.html"

    def may(self, person) -> bool:
        return may_operate(person)

    def get_context_data(self, **context):
        page = page_of(queries.infected(), ("-pk",), size=50, cursor=self.request.GET.get("cursor"))
        shown = {
            "totals": queries.totals(),
            "scanner": scanning.is_on(),
            "page": page,
            "cleanings": AuditLine.objects.filter(act="files.clean").order_by("-id")[:CLEANINGS_SHOWN],
        }
        return super().get_context_data(**context) | shown


class ScanUnscanned(ActScreen):
    """Let the worker look through what nobody has scanned yet."""

    title, form_class, submit, success = "补查病毒", EmptyForm, "全部补查", "已交给后台补查，稍后刷新看结果。"
    warning = "把没有查过毒的文件全部交给后台查一遍；查出病毒的文件立即停止下载和预览。"
    back = reverse_lazy("desk:files")

    def may(self, person) -> bool:
        return may_operate(person)

    def act(self, **values):
        return actions.scan_unscanned(**values)
