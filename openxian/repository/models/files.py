"""Pictures and attachments: known by content, measured by SM3."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from openxian.core import files
from openxian.core.errors import Refused


class ExaminedFile(models.Model):
    """A row with a ``file`` that is examined before it is kept, in a form (an error at the field) and in code."""

    sm3 = models.CharField("SM3", max_length=64, blank=True, db_index=True, editable=False)
    content_type = models.CharField("类型", max_length=100, blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        try:
            self.examine()
        except Refused as refusal:
            raise ValidationError({"file": refusal.message}) from refusal

    def save(self, *args, **kwargs):
        self.examine()
        super().save(*args, **kwargs)

    def examine(self) -> None:
        """Examine a newly given file, once, and take down what it is; raises ``Refused``."""
        if not self.file or self.file._committed or getattr(self, "_examined", None) is self.file.file:
            return
        examined = files.examine(self.file.file, self.file.name)
        self.content_type = examined.content_type
        self.file.name, self.file_size, self.sm3 = examined.name, examined.size, examined.sm3
        self._examined = self.file.file


class Picture(ExaminedFile, AbstractImage):
    """A picture with the words that stand for it (WCAG 1.1.1)."""

    alternative = models.CharField(
        "替代文字", max_length=200, blank=True, help_text="看不见图片的人听到的话；纯装饰图留空。"
    )
    credit = models.CharField("来源", max_length=100, blank=True)

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


class Attachment(ExaminedFile, AbstractDocument):
    """A file people download; its type is what its content says, never what its name says."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
