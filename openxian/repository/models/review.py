"""三审三校: rounds of review and what each reviewer said."""

from django.conf import settings
from django.db import models

from openxian.repository.models.article import Article


class Review(models.Model):
    """One round: this revision of this article, through so many levels, by different people.

    An emergency round is published first and reviewed later (``emergency`` with ``state`` still open).
    """

    class State(models.TextChoices):
        FIRST_REVIEW = "first_review", "待初审"
        SECOND_REVIEW = "second_review", "待复审"
        FINAL_REVIEW = "final_review", "待终审"
        PASSED = "passed", "已通过"
        RETURNED = "returned", "已退回"
        RECALLED = "recalled", "已撤回"

    OPEN = (State.FIRST_REVIEW, State.SECOND_REVIEW, State.FINAL_REVIEW)

    article = models.ForeignKey(Article, models.CASCADE, related_name="reviews", verbose_name="稿件")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+", verbose_name="送审版本")
    levels = models.PositiveSmallIntegerField("审核级数", choices=[(1, "一审"), (2, "两审"), (3, "三审")])
    state = models.CharField("状态", max_length=16, choices=State)
    emergency = models.BooleanField("紧急先发", default=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="送审人")
    submitted_at = models.DateTimeField("送审时间")
    note = models.CharField("送审说明", max_length=500, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "审核"
        verbose_name_plural = "审核"
        ordering = ["-submitted_at", "-id"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="review_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(state__in=["first_review", "second_review", "final_review"]),
                name="review_one_open_round",
                violation_error_message="这篇稿件已在审核中。",
            )
        ]

    def __str__(self):
        return f"{self.article} {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def close(self, state: State, at) -> None:
        """End the round in ``state``."""
        self.state, self.closed_at = state, at
        self.save(update_fields=["state", "closed_at"])


ONE_HAND = ("write", "submit", "pass_first", "pass_second", "pass_final", "publish_urgently")


class Opinion(models.Model):
    """What one person did in a round and why: wrote (``write``) or took a step of ``workflow``.

    The database itself refuses one person two of the steps that have to be done by different people.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="opinions", verbose_name="审核")
    step = models.CharField("步骤", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被代理人"
    )
    at = models.DateTimeField("时间")
    comment = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "审核意见"
        verbose_name_plural = "审核意见"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "by"],
                condition=models.Q(step__in=ONE_HAND),
                name="opinion_one_hand_each",
                violation_error_message="三审三校须由不同的人办理。",
            ),
            models.UniqueConstraint(
                fields=["review", "step"],
                condition=models.Q(step__in=ONE_HAND) & ~models.Q(step="write"),
                name="opinion_each_step_once",
            ),
        ]

    def __str__(self):
        return f"{self.by} {self.step}"
