"""The tables of the outbox: jobs, the workers that do them, and schedules."""

import uuid

from django.db import models
from django.db.models import Q


class Worker(models.Model):
    """A process that takes jobs. It shows itself every few seconds; one that does not has lost what it had in hand."""

    host = models.CharField("主机", max_length=120)
    process = models.PositiveIntegerField("进程号")
    started_at = models.DateTimeField("启动时间")
    seen_at = models.DateTimeField("最近活动", db_index=True)

    class Meta:
        verbose_name = "后台进程"
        verbose_name_plural = "后台进程"

    def __str__(self):
        return f"{self.host}#{self.process}"


class Job(models.Model):
    """Something to be done after an act, written in the act's own transaction.

    ``waiting_key`` is the caller's key until the job is first taken: two puts of one key before that are one job.
    ``idempotency_key`` stays the same over all attempts; whoever receives something outside can tell a repetition.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "已停止"
        DROPPED = "dropped", "已放弃"

    class Priority(models.IntegerChoices):
        URGENT = 0, "加急"
        NORMAL = 50, "一般"
        BULK = 90, "批量"

    topic = models.CharField("任务类别", max_length=80)
    payload = models.JSONField("内容")
    waiting_key = models.CharField("合并标记", max_length=160, null=True)
    idempotency_key = models.UUIDField("防重标记", default=uuid.uuid4)
    priority = models.PositiveSmallIntegerField("优先级", choices=Priority, default=Priority.NORMAL)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    put_at = models.DateTimeField("提交时间")
    due_at = models.DateTimeField("应办时间")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    worker = models.ForeignKey(
        Worker, models.SET_NULL, null=True, db_index=False, related_name="jobs", verbose_name="后台进程"
    )
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    reason = models.CharField("原因", max_length=500, blank=True)

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        constraints = [
            models.UniqueConstraint(fields=["topic", "waiting_key"], name="job_waiting_key"),
            models.CheckConstraint(
                condition=Q(waiting_key=None) | Q(state="waiting"),
                name="job_key_only_while_waiting",
                violation_error_message="只有等待中的任务有合并标记。",
            ),
        ]
        indexes = [
            models.Index(fields=["priority", "due_at", "id"], condition=Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["worker"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["topic", "id"], condition=Q(state="failed"), name="job_failed"),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]

    def __str__(self):
        return f"{self.topic}#{self.pk}"


class Schedule(models.Model):
    """When a duty of the program is due next; one row for all hosts."""

    name = models.CharField("名称", max_length=80, unique=True)
    next_at = models.DateTimeField("下次时间", db_index=True)
    last_at = models.DateTimeField("上次时间", null=True)

    class Meta:
        verbose_name = "定时任务"
        verbose_name_plural = "定时任务"

    def __str__(self):
        return self.name
