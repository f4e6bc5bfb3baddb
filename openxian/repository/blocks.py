"""What an article's body is made of: text with tables, pictures, galleries, videos, quotes."""

from django import forms
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django_prose_editor.widgets import AdminProseEditorWidget
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from openxian.core.html import clean, text_of

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Underline": True,
        "Strike": True,
        "Subscript": True,
        "Superscript": True,
        "Heading": {"levels": [2, 3, 4]},
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Blockquote": True,
        "HorizontalRule": True,
        "HardBreak": True,
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
        "Table": True,
        "TableRow": True,
        "TableHeader": True,
        "TableCell": True,
        "HTML": True,
        "Align": True,
        "OfficePaste": True,
    }
}


class TextEditor(AdminProseEditorWidget):
    """The text editor with what the house adds to it (``house.js``): alignment and clean pastes."""

    def __init__(self, attrs=None):
        super().__init__(attrs, config=EDITOR, preset="configurable")

    def get_config(self):
        return super().get_config() | {"js_modules": [static("repository/workplace/house.js")]}


class TextBlock(blocks.FieldBlock):
    """Continuous text with headings, lists, links and tables; stored as clean HTML."""

    def __init__(self, required=False, **kwargs):
        self.field = forms.CharField(required=required, widget=TextEditor())
        super().__init__(**kwargs)

    def clean(self, value):
        return clean(super().clean(value))

    def render_basic(self, value, context=None):
        return mark_safe(value or "")  # noqa: S308 - cleaned when it was saved  # nosec

    class Meta:
        icon = "pilcrow"
        label = "文字"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label="图片")
    caption = blocks.CharBlock(label="图注", required=False, max_length=200)

    class Meta:
        icon = "image"
        label = "图片"
        template = "repository/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="图集名称", required=False, max_length=100)
    pictures = blocks.ListBlock(PictureBlock(), label="图片", min_num=2, max_num=60)

    class Meta:
        icon = "grip"
        label = "图集"
        template = "repository/blocks/gallery.html"


class VideoBlock(blocks.StructBlock):
    video = DocumentChooserBlock(label="视频文件", help_text="mp4 或 webm。")
    poster = ImageChooserBlock(label="封面", required=False)
    transcript = blocks.TextBlock(label="文字稿", required=False, help_text="听不到声音的人靠它了解内容。")

    class Meta:
        icon = "media"
        label = "视频"
        template = "repository/blocks/video.html"


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()

    def clean(self, value):
        """A text with nothing in it is dropped: it neither hinders a draft nor counts as a body."""
        body = super().clean(value)
        kept = [(child.block_type, child.value, child.id) for child in body if not _is_empty_text(child)]
        return blocks.StreamValue(self, kept)

    class Meta:
        required = False


def _is_empty_text(child) -> bool:
    return child.block_type == "text" and not text_of(child.value) and "<img" not in child.value
