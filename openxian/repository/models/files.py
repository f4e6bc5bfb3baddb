"""Pictures and attachments: known by content, measured by SM3."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture with the words that stand for it (WCAG 1.1.1)."""

    alternative = models.CharField(
        "替代文字", max_length=200, blank=True, help_text="看不见图片的人听到的话；纯装饰图留空。"
    )
    credit = models.CharField("来源", max_length=100, blank=True)
    sm3 = models.CharField("SM3", max_length=64, blank=True, editable=False)

    admin_form_fields = ("title", "file", "alternative", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"

    @property
    def default_alt_text(self):
        return self.alternative


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = "图片规格"
        verbose_name_plural = "图片规格"


class Attachment(AbstractDocument):
    """A file people download; its type is what its content says, never what its name says."""

    content_type = models.CharField("类型", max_length=100, blank=True, editable=False)
    sm3 = models.CharField("SM3", max_length=64, blank=True, db_index=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
