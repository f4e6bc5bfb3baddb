"""Which fields stand where in the editor."""

from functools import cache

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from openxian.repository.models import Article, PolicyDocument
from openxian.repository.workplace.forms import ArticleForm, NativeDate, NativeMoment, PolicyDocumentForm


def _content() -> list:
    return [
        FieldPanel("title"),
        FieldPanel("subtitle"),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("kind")]),
        FieldPanel("body"),
        InlinePanel("attachments", heading="附件", label="附件", panels=[FieldPanel("file"), FieldPanel("title")]),
        FieldPanel("lead_picture"),
        FieldPanel("summary"),
    ]


def _source() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel("source", help_text="留空则填单位全称；转载的写明原发布单位。"),
            FieldPanel("source_url"),
            FieldRowPanel([FieldPanel("author"), FieldPanel("editor")]),
        ],
        heading="来源与署名",
    )


def _placing() -> list:
    return [
        FieldPanel("columns"),
        _source(),
        FieldPanel("keywords"),
        FieldPanel("tags"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("go_live_at", widget=NativeMoment, heading="定时发布"),
                        FieldPanel("expire_at", widget=NativeMoment, heading="到期下线"),
                    ]
                )
            ],
            heading="时间",
            help_text="都可以留空：终审通过就发布，长期有效。",
        ),
    ]


def _metadata() -> list:
    return [
        FieldRowPanel([FieldPanel("document_number"), FieldPanel("index_number")]),
        FieldRowPanel([FieldPanel("issuer", help_text="留空则填单位全称。"), FieldPanel("genre")]),
        FieldRowPanel([FieldPanel("dated_on", widget=NativeDate), FieldPanel("subject")]),
        FieldRowPanel([FieldPanel("access_status"), FieldPanel("normative_document")]),
        FieldRowPanel([FieldPanel("effective_on", widget=NativeDate)]),
    ]


@cache
def article_panel():
    """The editor of an ``Article``."""
    tabs = [ObjectList(_content(), heading="内容"), ObjectList(_placing(), heading="刊登")]
    return TabbedInterface(tabs, base_form_class=ArticleForm).bind_to_model(Article)


@cache
def policy_panel():
    """The editor of a ``PolicyDocument``: the metadata first, since it is what people search by."""
    tabs = [
        ObjectList(_content(), heading="内容"),
        ObjectList(_metadata(), heading="文件信息"),
        ObjectList(_placing(), heading="刊登"),
    ]
    return TabbedInterface(tabs, base_form_class=PolicyDocumentForm).bind_to_model(PolicyDocument)


def panel_for(model):
    return policy_panel() if model is PolicyDocument else article_panel()
