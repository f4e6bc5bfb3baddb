"""One act done to many articles, item by item, so that nothing is lost half-way."""

from django.conf import settings
from django.db import models

from openxian.repository.models.article import Article


class Batch(models.Model):
    """A list of articles and what shall be done to each."""

    class Act(models.TextChoices):
        PUBLISH = "publish", "发布"
        WITHDRAW = "withdraw", "撤稿"
        MOVE = "move", "移动到栏目"
        TAG = "tag", "加标签"

    act = models.CharField("操作", max_length=10, choices=Act)
    options = models.JSONField("参数", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量操作"
        verbose_name_plural = "批量操作"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_act_display()} {self.started_at:%Y-%m-%d %H:%M}"


class BatchItem(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        DONE = "done", "完成"
        REFUSED = "refused", "未办"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name="批量操作")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="稿件")
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "批量操作项"
        verbose_name_plural = "批量操作项"
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "state", "id"], name="batch_waiting")]

    def __str__(self):
        return f"{self.article} {self.get_state_display()}"
