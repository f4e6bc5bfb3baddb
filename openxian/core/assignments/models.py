"""The table of assignments: what is asked of whom, since when, until when."""

from datetime import UTC, datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

NO_LIMIT = datetime(9999, 12, 30, tzinfo=UTC)


class AssignmentQuerySet(models.QuerySet):
    def open(self):
        """Those still to be done."""
        return self.filter(closed_at__isnull=True)

    def of(self, thing):
        """All parts of one case, oldest first."""
        return self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("pk")


class Assignment(models.Model):
    """One holder's part in one case.

    Parallel parts of a step (会签, several units) are rows of one ``round``; ``join`` says whether all of them or
    any one ends the round. ``holder`` is a key that ``holders`` understands: ``person:12``, ``unit:5``,
    ``post:8``, ``duty:first_reviewer:3``. ``role`` says whose part it is in the case's own words (handler, director).
    The case is kept as plain values so that this table knows no room.
    """

    class Join(models.TextChoices):
        ALL = "all", "全部办完"
        ANY = "any", "一人办即可"

    class Outcome(models.TextChoices):
        DONE = "done", "已办"
        RETURNED = "returned", "已退回"
        RECALLED = "recalled", "已撤回"
        HANDED_OVER = "handed_over", "已转交"
        DROPPED = "dropped", "无须再办"

    class Urgency(models.IntegerChoices):
        NORMAL = 0, "平件"
        URGENT = 1, "加急"
        EXTRA_URGENT = 2, "特急"

    kind = models.CharField("事项类别", max_length=60)
    thing_type = models.CharField("事项类型", max_length=80)
    thing_id = models.CharField("事项编号", max_length=40)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号或编号", max_length=80, blank=True)
    step = models.CharField("环节", max_length=60)
    label = models.CharField("环节名称", max_length=40)
    role = models.CharField("承办角色", max_length=60, blank=True)
    holder = models.CharField("承办", max_length=80)
    holder_name = models.CharField("承办名称", max_length=120)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="签收人"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="发起人"
    )
    round = models.UUIDField("轮次")
    join = models.CharField("办结方式", max_length=3, choices=Join, default=Join.ALL)
    urgency = models.PositiveSmallIntegerField("紧急程度", choices=Urgency, default=Urgency.NORMAL)
    opened_at = models.DateTimeField("到达时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="交办人"
    )
    note = models.CharField("来由", max_length=500, blank=True)
    due_at = models.DateTimeField("期限", null=True)
    order_at = models.DateTimeField("排序时间", default=NO_LIMIT, editable=False)
    basis = models.CharField("期限依据", max_length=200, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    outcome = models.CharField("结果", max_length=12, choices=Outcome, blank=True)
    remark = models.CharField("办理意见", max_length=2000, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="转自")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "待办"
        verbose_name_plural = "待办"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="assignment_closed_with_outcome",
                violation_error_message="办结的待办要有结果，没有办结的不能有结果。",
            ),
            models.UniqueConstraint(
                fields=["round", "holder"],
                condition=Q(closed_at__isnull=True),
                name="assignment_held_once",
                violation_error_message="这个环节已经在等他办理。",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "order_at", "id"], condition=Q(closed_at=None), name="assignment_holder"),
            models.Index(fields=["owner", "order_at", "id"], condition=Q(closed_at=None), name="assignment_owner"),
            models.Index(fields=["opened_by", "order_at", "id"], condition=Q(closed_at=None), name="assignment_passed"),
            models.Index(fields=["closed_by", "-closed_at", "-id"], name="assignment_done"),
            models.Index(fields=["thing_type", "thing_id", "id"], name="assignment_thing"),
            models.Index(fields=["round"], name="assignment_round"),
        ]

    def __str__(self):
        return f"{self.label}：{self.title}"

    def save(self, *args, **kwargs):
        self.order_at = self.due_at or NO_LIMIT
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def thing(self):
        """The case, looked up at each asking; ``None`` when it is gone or its room is not installed."""
        try:
            model = apps.get_model(self.thing_type)
        except LookupError:
            return None
        return model._base_manager.filter(pk=self.thing_id).first()

    def is_overdue(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < (self.closed_at or at)
