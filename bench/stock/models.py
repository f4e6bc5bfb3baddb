"""What the framework's own tutorial makes of an article: a page with a body."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class StockArticle(Page):
    """One article as a page below its section."""

    subtitle = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)
    source = models.CharField(max_length=100)
    published_at = models.DateTimeField()

    class Meta:
        app_label = "stock"
