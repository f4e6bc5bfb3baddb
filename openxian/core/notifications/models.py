"""The tables of notices: what a person was told, and how they wish to be told."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

QUIET_FROM, QUIET_UNTIL = time(22, 0), time(7, 0)


class Notification(models.Model):
    """One thing one person was told. The case is kept as plain values so that this table knows no room.

    ``occasion`` names what it is about more exactly (one assignment of the case): when that is over, so is the notice.
    ``mail_waits`` and ``sms_waits`` are true until the notice has been put into a mail or a short message.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="收件人")
    kind = models.CharField("通知类别", max_length=60)
    title = models.CharField("标题", max_length=200)
    body = models.CharField("内容", max_length=2000, blank=True)
    link = models.CharField("链接", max_length=500, blank=True)
    thing_type = models.CharField("事项类型", max_length=80, blank=True)
    thing_id = models.CharField("事项编号", max_length=40, blank=True)
    occasion = models.CharField("缘由标记", max_length=60, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False, related_name="+", verbose_name="发起人"
    )
    created_at = models.DateTimeField("时间", db_index=True)
    read_at = models.DateTimeField("已读时间", null=True)
    mail_waits = models.BooleanField("邮件待发", default=False)
    sms_waits = models.BooleanField("短信待发", default=False)

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        indexes = [
            models.Index(fields=["person", "-id"], name="notification_person"),
            models.Index(fields=["person", "-id"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["person"], condition=Q(mail_waits=True), name="notification_mail"),
            models.Index(fields=["person"], condition=Q(sms_waits=True), name="notification_sms"),
            models.Index(fields=["thing_type", "thing_id"], name="notification_thing"),
            models.Index(fields=["occasion"], condition=Q(read_at=None), name="notification_occasion"),
        ]

    def __str__(self):
        return self.title


class Preference(models.Model):
    """How a person wishes to be told. ``channels`` holds, for the kinds they changed, the list of their channels.

    No row: the usual quiet hours, single mails, and the channels each kind has by itself.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="人员")
    channels = models.JSONField("通知方式", default=dict)
    quiet_from = models.TimeField("免打扰开始", default=QUIET_FROM)
    quiet_until = models.TimeField("免打扰结束", default=QUIET_UNTIL)
    digest_at = models.TimeField("每日汇总时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知设置"
        verbose_name_plural = "通知设置"

    def __str__(self):
        return f"{self.person}的通知设置"
