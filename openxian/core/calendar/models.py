"""Tables of the working calendar: arrangements read from notices, single days, and a token of the last change."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Announcement(models.Model):
    """The arrangement of one year, read from the State Council's notice; it stands in place of the library's."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    title = models.CharField("通知名称", max_length=200)
    text = models.TextField("通知原文")
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )

    class Meta:
        verbose_name = "节假日安排"
        verbose_name_plural = "节假日安排"
        ordering = ["-year"]

    def __str__(self):
        return f"{self.year}年节假日安排"


class CalendarDay(models.Model):
    """One day that is worked or rested against the week: named by an announcement, or set here for this place.

    A local day (``announcement`` is empty) prevails over what announcements say.
    """

    day = models.DateField("日期")
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    announcement = models.ForeignKey(
        Announcement, models.CASCADE, null=True, related_name="days", verbose_name="节假日安排"
    )

    class Meta:
        verbose_name = "日历日"
        verbose_name_plural = "日历日"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(announcement__isnull=True),
                name="calendar_one_local_day",
                violation_error_message="这一天已经调整过。",
            ),
            models.UniqueConstraint(
                fields=["announcement", "day"],
                name="calendar_day_once",
                violation_error_message="通知里同一天出现了两次。",
            ),
        ]

    def __str__(self):
        return f"{self.day.isoformat()} {self.name}{'上班' if self.is_working else '休息'}"


class CalendarRevision(models.Model):
    """One row whose token changes with every change of the days: other processes see that theirs is old.

    A token, not a number: one drawn in a transaction that was rolled back is never drawn again.
    """

    token = models.CharField("版本", max_length=32)

    class Meta:
        verbose_name = "日历版本"
        verbose_name_plural = "日历版本"

    def __str__(self):
        return self.token
