"""Batch acts: choose rows, confirm, watch them being done; works without JavaScript, resumes after any break."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from openxian.core.errors import Refused
from openxian.repository import actions, permissions, registry
from openxian.repository.models import Batch, BatchItem
from openxian.repository.workplace.columns import ColumnsField
from openxian.repository.workplace.explorer import COUNT_TO, ExplorerForm, column_choices, narrowed
from openxian.repository.workplace.views.exploring import unit_choices
from openxian.repository.workplace.views.loading import page, today

SECONDS_A_STEP = 1.0
REFUSALS_SHOWN = 200


class PublishForm(forms.Form):
    comment = forms.CharField(
        label="终审意见", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤稿原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明撤稿原因。"},
    )


class MoveForm(forms.Form):
    columns = ColumnsField(label="移动到栏目（代替原有栏目）", error_messages={"required": "请至少勾选一个栏目。"})


class TagForm(forms.Form):
    tags = forms.CharField(
        label="标签",
        max_length=200,
        help_text="多个标签用逗号隔开。",
        error_messages={"required": "请填写标签。"},
    )

    def clean_tags(self):
        written = self.cleaned_data["tags"].replace("，", ",").replace("、", ",")
        return [tag.strip() for tag in written.split(",") if tag.strip()]


FORMS = {
    Batch.Act.PUBLISH: PublishForm,
    Batch.Act.WITHDRAW: WithdrawForm,
    Batch.Act.MOVE: MoveForm,
    Batch.Act.TAG: TagForm,
}


@require_POST
def start(request):
    """Confirm what shall be done to the chosen rows, then begin."""
    try:
        act = Batch.Act(request.POST.get("act", ""))
    except ValueError:
        messages.error(request, "请先选择要办的操作。")
        return redirect(_back(request))
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, "请先勾选稿件。")
        return redirect(_back(request))
    confirmed = "confirmed" in request.POST
    form = FORMS[act](request.POST if confirmed else None)
    if act == Batch.Act.MOVE:
        form.fields["columns"].groups = registry.columns.choices(request.user) if registry.columns else []
    if confirmed and form.is_valid():
        try:
            batch = actions.start_batch(act, chosen, by=request.user, at=timezone.now(), options=form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect("repository:batch", batch.pk)
    return page(
        request,
        "batch_start.html",
        f"批量{act.label}",
        icon="list-ul",
        act=act,
        chosen=chosen,
        form=form,
        back=_back(request),
        status=400 if form.errors else 200,
    )


def batch(request, pk):
    """How far a batch is. While it runs the page reloads itself, or a button goes on."""
    found = _batch_of(request.user, pk)
    return page(request, "batch.html", f"批量{found.get_act_display()}", icon="list-ul", **_progress(found))


@require_POST
def go_on(request, pk):
    """Do the next part of a batch; answers with the progress alone when asked by the page itself."""
    found = _batch_of(request.user, pk)
    actions.run_batch(found, at=timezone.now(), seconds=SECONDS_A_STEP)
    found.refresh_from_db()
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With") == "fetch":
        return page(request, "_progress.html", "进度", **_progress(found))
    return redirect("repository:batch", pk)


def _batch_of(person, pk) -> Batch:
    found = get_object_or_404(Batch.objects.select_related("by"), pk=pk)
    if found.by_id != person.pk:
        raise Http404
    return found


def _progress(found: Batch) -> dict:
    counts = {state: found.items.filter(state=state).count() for state in BatchItem.State.values}
    total = sum(counts.values())
    ended = total - counts["waiting"]
    refused = found.items.filter(state=BatchItem.State.REFUSED).select_related("article")[:REFUSALS_SHOWN]
    return {
        "batch": found,
        "total": total,
        "ended": ended,
        "done": counts["done"],
        "refused_count": counts["refused"],
        "waiting": counts["waiting"],
        "refused": refused,
    }


def _chosen(request) -> list:
    """The ticked rows, or all that match the filters, never more than ``COUNT_TO``, never one unseen."""
    seen = permissions.visible_to(request.user, today()).only("pk", "title").order_by("-updated_at", "-id")
    if request.POST.get("all_matching"):
        return list(_matching(request, seen)[:COUNT_TO])
    numbers = [number for number in request.POST.getlist("chosen") if number.isdigit()][:COUNT_TO]
    return list(seen.filter(pk__in=numbers))


def _matching(request, seen):
    units = unit_choices(request.user, today())
    form = ExplorerForm(request.POST, units=units, columns=column_choices(request.user))
    asked = form.asked
    if request.POST.get("policies"):
        seen = seen.filter(policydocument__isnull=False)
    if asked.get("q"):
        raise Refused("按标题查找的结果请逐条勾选。")
    return narrowed(seen, asked, request.user)


def _back(request) -> str:
    return "repository:policies" if request.POST.get("policies") else "repository:articles"
