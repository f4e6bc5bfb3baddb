"""Routes of approval, their versions, and the runs of cases along them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from openxian.core.assignments.models import Assignment
from openxian.organisations.models import Organisation
from openxian.routes.registry import Subject, subject_of
from openxian.routes.rules import Definition, Position


class Route(models.Model):
    """A body's route for a kind of case; what it says stands in its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="routes", verbose_name="机构")
    subject = models.CharField("适用事项", max_length=60)
    name = models.CharField("名称", max_length=60)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "审批路线"
        verbose_name_plural = "审批路线"
        ordering = ["organisation__position", "organisation_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(is_active=True),
                name="route_name_once",
                violation_error_message="本机构已有同名的审批路线。",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def about(self) -> Subject:
        return subject_of(self.subject)


class RouteVersion(models.Model):
    """What a route says. A draft until it is published; then frozen for good (a database trigger keeps it so)."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="versions", verbose_name="审批路线")
    number = models.PositiveIntegerField("版本")
    definition = models.JSONField("环节", default=dict)
    note = models.CharField("修改说明", max_length=200, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    drafted_at = models.DateTimeField("起草时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = "路线版本"
        verbose_name_plural = "路线版本"
        ordering = ["route", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="route_version_number_once"),
            models.UniqueConstraint(fields=["route"], condition=Q(published_at__isnull=True), name="route_one_draft"),
        ]

    def __str__(self):
        return f"{self.route} 第{self.number}版"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def says(self) -> Definition:
        """The definition as a value."""
        return Definition.model_validate(self.definition)


class RunQuerySet(models.QuerySet):
    def open(self):
        """Those that have not ended."""
        return self.filter(state__in=Run.OPEN)

    def of(self, thing):
        """The runs of one case, newest first."""
        return self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("-pk")


class Run(models.Model):
    """A case on its way along one version of a route; the version is the one of the day it set out."""

    class State(models.TextChoices):
        RUNNING = "running", "审批中"
        RETURNED = "returned", "退回修改"
        PASSED = "passed", "已通过"
        RECALLED = "recalled", "已撤回"

    OPEN = (State.RUNNING, State.RETURNED)

    thing_type = models.CharField("事项类型", max_length=80)
    thing_id = models.CharField("事项编号", max_length=40)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号或编号", max_length=80, blank=True)
    urgency = models.PositiveSmallIntegerField(
        "紧急程度", choices=Assignment.Urgency, default=Assignment.Urgency.NORMAL
    )
    version = models.ForeignKey(RouteVersion, models.PROTECT, related_name="runs", verbose_name="路线版本")
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    fields = models.JSONField("事项内容", default=dict)
    chosen = models.JSONField("选定的承办", default=dict)
    position = models.JSONField("位置", null=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField("发起时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "审批过程"
        verbose_name_plural = "审批过程"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["thing_type", "thing_id"],
                condition=Q(state__in=("running", "returned")),
                name="run_one_open",
                violation_error_message="这件事已经在审批中。",
            ),
            models.CheckConstraint(
                name="run_ends_with_state",
                condition=Q(ended_at__isnull=True, state__in=("running", "returned"))
                | Q(ended_at__isnull=False, state__in=("passed", "recalled")),
            ),
        ]
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="run_thing")]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def stands(self) -> Position | None:
        """Its position as a value; ``None`` when it has ended or waits for its drafter."""
        return Position.model_validate(self.position) if self.position else None
