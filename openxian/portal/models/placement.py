"""刊登位置: one article in many columns of many sites."""

from django.conf import settings
from django.db import models


class Placement(models.Model):
    """An article stands in a column. ``is_home`` is where it lives: breadcrumb and address come from there.

    ``shown`` and ``sort_at`` repeat facts of the article (published or not, when), so that a list of
    a million rows is one index scan; only the actions of this room write them. All list indexes are
    partial, because SQLite does not use a boolean inside an index.
    """

    article = models.ForeignKey("repository.Article", models.CASCADE, related_name="placements", verbose_name="稿件")
    column = models.ForeignKey("portal.ColumnPage", models.PROTECT, related_name="placements", verbose_name="栏目")
    is_home = models.BooleanField("首发栏目", default=False)
    shown = models.BooleanField("已公开", default=False)
    sort_at = models.DateTimeField("排序时间")
    pinned = models.PositiveSmallIntegerField("置顶次序", default=0, help_text="0 不置顶；数字大的在前。")
    pinned_until = models.DateField("置顶至", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="刊登人"
    )
    at = models.DateTimeField("刊登时间")

    class Meta:
        verbose_name = "刊登位置"
        verbose_name_plural = "刊登位置"
        ordering = ["-sort_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "column"], name="placement_once", violation_error_message="稿件已在这个栏目里。"
            ),
            models.UniqueConstraint(fields=["article"], condition=models.Q(is_home=True), name="placement_one_home"),
        ]
        indexes = [
            models.Index(fields=["column", "-sort_at", "-id"], condition=models.Q(shown=True), name="placement_list"),
            models.Index(
                fields=["column", "-sort_at", "-id"], condition=models.Q(shown=False), name="placement_waiting"
            ),
            models.Index(fields=["column", "-pinned"], condition=models.Q(pinned__gt=0), name="placement_pinned"),
        ]

    def __str__(self):
        return f"{self.article} @ {self.column}"
