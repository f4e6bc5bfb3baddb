"""The table of kept files: what came in, from whom, what it belongs to. The bytes lie outside, named by their SM3."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from openxian.core.files.content import PDF, PICTURE


class StoredFileQuerySet(models.QuerySet):
    def present(self):
        """Those nobody has removed."""
        return self.filter(removed_at__isnull=True)

    def of(self, thing):
        """The present files of one thing, oldest first."""
        return self.present().filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("pk")


class StoredFile(models.Model):
    """One file somebody gave us. Many rows may share the same bytes; each has its own name, owner and rights.

    What the file belongs to is kept as plain values, so that this table knows no room.
    """

    class Verdict(models.TextChoices):
        CLEAN = "clean", "未见病毒"
        INFECTED = "infected", "有病毒"
        UNSCANNED = "unscanned", "未查毒"

    name = models.CharField("文件名", max_length=255)
    content_type = models.CharField("类型", max_length=100)
    family = models.CharField("大类", max_length=20)
    size = models.PositiveBigIntegerField("字节数")
    sm3 = models.CharField("SM3", max_length=64)
    thing_type = models.CharField("对象类型", max_length=80, blank=True)
    thing_id = models.CharField("对象编号", max_length=40, blank=True)
    purpose = models.CharField("用途", max_length=60, blank=True)
    kept_at = models.DateTimeField("收存时间")
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="收存人"
    )
    verdict = models.CharField("查毒结果", max_length=10, choices=Verdict, default=Verdict.UNSCANNED)
    scanned_at = models.DateTimeField("查毒时间", null=True)
    removed_at = models.DateTimeField("移除时间", null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="移除人"
    )
    removal_reason = models.CharField("移除原因", max_length=200, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "收存的文件"
        verbose_name_plural = "收存的文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="unscanned", scanned_at__isnull=True)
                | (~Q(verdict="unscanned") & Q(scanned_at__isnull=False)),
                name="stored_file_verdict_has_time",
                violation_error_message="查过毒的文件要有查毒时间，没查的不能有。",
            ),
        ]
        indexes = [
            models.Index(fields=["thing_type", "thing_id", "id"], name="stored_file_thing"),
            models.Index(fields=["sm3", "removed_at"], name="stored_file_bytes"),
            models.Index(fields=["verdict", "id"], condition=~Q(verdict="clean"), name="stored_file_verdict"),
        ]

    def __str__(self):
        return self.name

    @property
    def can_preview(self) -> bool:
        """It can be shown page by page; office files cannot (they would look different from print)."""
        return self.content_type == PDF.content_type or self.family == PICTURE
