"""Counters and the numbers they gave out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openxian.core.errors import Refused


class Counter(models.Model):
    """What comes next for one code in one year. Whoever draws holds the row until their transaction ends.

    ``first`` is where the counting began, ``because`` why it was not one (a system before ours had used the others).
    """

    code = models.CharField("代号", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    first = models.PositiveIntegerField("起始号", default=1)
    next = models.PositiveIntegerField("下一个号", default=1)
    because = models.CharField("起始号依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "编号计数"
        verbose_name_plural = "编号计数"
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="counter_once"),
            models.CheckConstraint(
                condition=Q(next__gte=F("first")),
                name="counter_runs_forward",
                violation_error_message="编号只能往前走。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.year}"


class Number(models.Model):
    """A number that was given out once and never again.

    The thing that bears it is kept as plain values, so that this table knows no room.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", "已预留"
        USED = "used", "已使用"
        VOID = "void", "已作废"

    code = models.CharField("代号", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    value = models.PositiveIntegerField("序号")
    state = models.CharField("状态", max_length=8, choices=State, default=State.RESERVED)
    reason = models.CharField("作废原因", max_length=300, blank=True)
    thing_type = models.CharField("对象类型", max_length=80, blank=True)
    thing_id = models.CharField("对象编号", max_length=40, blank=True)
    thing_name = models.CharField("对象名称", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "编号"
        verbose_name_plural = "编号"
        ordering = ["-year", "code", "-value"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "year", "value"], name="number_once", violation_error_message="这个号已经用过。"
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(reason=""),
                name="number_void_with_reason",
                violation_error_message="作废编号要写明原因。",
            ),
        ]
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="number_thing")]

    def __str__(self):
        return f"{self.code} {self.year} 年第 {self.value} 号"

    def delete(self, *args, **kwargs):
        raise Refused("编号不能删除；不用的编号请作废并写明原因。")
