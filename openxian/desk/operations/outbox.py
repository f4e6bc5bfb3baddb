"""后台任务: what waits, what stopped and why, when schedules come next. Payloads are never shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from openxian.core.outbox import actions, queries, registry
from openxian.core.outbox.models import Job
from openxian.core.paging import page_of
from openxian.core.screens import EmptyForm
from openxian.desk.operations.permissions import may_operate
from openxian.desk.screens import ActScreen, ShowScreen

PLOT_WIDTH, PLOT_HEIGHT = 480, 90


@dataclass(frozen=True)
class Bar:
    """An hour of the plot: left edge, the two tops and heights in its units, and what it says in words."""

    x: float
    width: float
    done_y: float
    done_height: float
    stopped_y: float
    stopped_height: float
    label: str
    words: str


def bars(hours: list[tuple[datetime, int, int]]) -> list[Bar]:
    """The plot of (hour, done, stopped): stopped stand on top of done; the highest hour fills the height."""
    most = max((done + stopped for _, done, stopped in hours), default=0) or 1
    step = PLOT_WIDTH / max(len(hours), 1)
    return [_bar(number * step, step, most, hour) for number, hour in enumerate(hours)]


def _bar(x: float, step: float, most: int, figures: tuple[datetime, int, int]) -> Bar:
    hour, done, stopped = figures
    done_height, stopped_height = done / most * PLOT_HEIGHT, stopped / most * PLOT_HEIGHT
    done_y = PLOT_HEIGHT - done_height
    words = f"{hour:%H} 时：完成 {done} 项" + (f"，停下 {stopped} 项" if stopped else "")
    places = (x + 1, step - 2, done_y, done_height, done_y - stopped_height, stopped_height)
    return Bar(*(round(place, 1) for place in places), f"{hour:%H}" if hour.hour % 6 == 0 else "", words)


def duration(seconds: float) -> str:
    """How long, as one says it: ``不到 1 分钟``, ``12 分钟``, ``3 小时``, ``2 天``."""
    for unit, size in (("天", 86400), ("小时", 3600), ("分钟", 60)):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return "不到 1 分钟"


class Outbox(ShowScreen):
    """后台任务."""

    title = "后台任务"
    template_name = "desk/operations/outbox.html"

    def may(self, person) -> bool:
        return may_operate(person)

    @cached_property
    def figures(self) -> queries.Figures:
        return queries.figures(self.now)

    @property
    def state(self) -> str:
        """What is asked for; if nothing is, the dead letters when there are some."""
        asked = self.request.GET.get("state", "")
        return asked if asked in Job.State.values else ("failed" if self.figures.failed else "waiting")

    def get_context_data(self, **context):
        state = self.state
        jobs = queries.jobs(state, self.request.GET.get("topic", ""))
        cursor = self.request.GET.get("cursor")
        shown = {
            "figures": self.figures,
            "oldest": duration(self.figures.oldest.total_seconds()) if self.figures.oldest else "",
            "state": state,
            "states": [(value, word) for value, word in Job.State.choices],
            "page": page_of(jobs, queries.order_of(state), cursor=cursor),
            "failed": queries.failed_by_topic(),
            "schedules": queries.schedules(),
            "workers": queries.workers(),
            "bars": bars(queries.done_by_hour(self.now)),
        }
        for job in shown["page"].items:
            job.label = registry.label_of(job.topic)
        return super().get_context_data(**context) | shown


class Act(ActScreen):
    """Something an administrator does with what stopped."""

    form_class = EmptyForm
    submit = "重新发送"
    success = "已放回队列，马上会再试。"

    def may(self, person) -> bool:
        return may_operate(person)

    def get_back(self) -> str:
        return reverse("desk:outbox")


class OneJob(Act):
    """An act on one job; its number is in the address."""

    def find(self) -> Job:
        job = queries.job(self.kwargs["pk"])
        if job is None:
            raise Http404
        return job

    def get_title(self) -> str:
        return f"{self.title}：{registry.label_of(self.thing.topic)}（第 {self.thing.pk} 号）"


class Retry(OneJob):
    """重新发送 one dead letter."""

    title = "重新发送"

    def act(self, *, by, at) -> Any:
        return actions.retry(self.thing, by=by, at=at)

    def get_context_data(self, **context):
        reason = f"上次停下的原因：{self.thing.reason or '没有记录'}。对方凭防重标记识别，已经收到过的不会再收一次。"
        return super().get_context_data(**context) | {"warning": reason}


class RetryAll(Act):
    """重新发送 every dead letter of a topic."""

    def find(self) -> str:
        return self.kwargs["topic"]

    def get_title(self) -> str:
        return f"全部重新发送：{registry.label_of(self.thing)}"

    def act(self, *, by, at) -> Any:
        return actions.retry_all(self.thing, by=by, at=at)


class DropForm(forms.Form):
    reason = forms.CharField(
        label="为什么放弃", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="会写进审计记录。"
    )


class Drop(OneJob):
    """放弃 a dead letter."""

    title = "放弃"
    form_class = DropForm
    submit = "放弃这项任务"
    success = "已放弃。"
    dangerous = True
    warning = "放弃后不会再发送，也不能恢复。"

    def act(self, *, reason, by, at) -> Any:
        return actions.drop(self.thing, by=by, at=at, reason=reason)
