"""A kind of case with nothing but the ground floor under it: what the desk is measured with."""

from django.db import models


class Case(models.Model):
    """One row of a million."""

    title = models.CharField("标题", max_length=300)
    number = models.CharField("编号", max_length=80)
    state = models.CharField("状态", max_length=20, db_index=True)
    opened_at = models.DateTimeField("收到时间")

    class Meta:
        app_label = "desk_app"

    def __str__(self):
        return self.title
