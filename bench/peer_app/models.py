"""What the framework's documentation makes of an article: once as a snippet, once as a page."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class PeerSnippet(DraftStateMixin, RevisionMixin, models.Model):
    """A stock snippet: nothing of it is ours."""

    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    updated_at = models.DateTimeField(db_index=True)

    panels = [FieldPanel("title"), FieldPanel("body")]

    class Meta:
        app_label = "peer_app"

    def __str__(self):
        return self.title


class PeerPage(Page):
    """A stock page below one parent."""

    body = models.TextField(blank=True)

    class Meta:
        app_label = "peer_app"
