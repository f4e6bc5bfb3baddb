"""稿件: a content item, stored once, standing in as many columns as wanted."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from openxian.core.errors import Refused
from openxian.repository import registry
from openxian.repository.blocks import BodyBlock

NEVER_DELETED = "发布过的稿件不能删除，只能撤稿。"
ONLY_BY_REVIEW = "稿件只能经三审三校发布，经撤稿下线。"


class Stage(models.TextChoices):
    """Where an article stands; the latest review knows the details."""

    DRAFT = "draft", "草稿"
    FIRST_REVIEW = "first_review", "待初审"
    SECOND_REVIEW = "second_review", "待复审"
    FINAL_REVIEW = "final_review", "待终审"
    RETURNED = "returned", "已退回"
    SCHEDULED = "scheduled", "待定时发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤稿"


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("repository.Article", on_delete=models.CASCADE, related_name="tagged_items")


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(live=True)

    def delete(self):
        if self.filter(addressed_on__isnull=False).exists():
            raise Refused(NEVER_DELETED)
        return super().delete()


class Article(DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """News, notices and everything else that is written once and read in many columns.

    ``published_at`` is the time the public sees (国办发〔2017〕47号 附件 PubDate); ``addressed_on`` fixes
    the month in the address at first publication, so that the address never changes.
    """

    class Kind(models.TextChoices):
        NEWS = "news", "新闻动态"
        NOTICE = "notice", "通知公告"
        EXPLAINER = "explainer", "政策解读"
        PROFILE = "profile", "概况信息"
        REPORT = "report", "报告与数据"
        POLICY = "policy", "政策文件"
        OTHER = "other", "其他"

    title = models.CharField("标题", max_length=300)
    subtitle = models.CharField("副标题", max_length=300, blank=True)
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.NEWS)
    summary = models.TextField("摘要", max_length=500, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True, help_text="用半角逗号分隔。")
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True, use_json_field=True)
    lead_picture = models.ForeignKey(
        "repository.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="题图"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="articles", verbose_name="所属单位"
    )
    source = models.CharField("来源", max_length=100, help_text="发布单位或转载来源，必填。")
    source_url = models.URLField("原文链接", max_length=500, blank=True)
    author = models.CharField("作者", max_length=60, blank=True)
    editor = models.CharField("责任编辑", max_length=60, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="拟稿人"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    stage = models.CharField("状态", max_length=16, choices=Stage, default=Stage.DRAFT, db_index=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    addressed_on = models.DateField("网址年月", null=True, editable=False)
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, editable=False)
    withdrawn_because = models.CharField("撤稿原因", max_length=300, blank=True, editable=False)
    external_id = models.CharField("外部编号", max_length=200, null=True, editable=False, unique=True)
    external_digest = models.CharField("外部内容摘要", max_length=64, blank=True, editable=False)

    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name="标签")
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="article",
        for_concrete_model=False,
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "稿件"
        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_newest_first"),
            models.Index(fields=["organisation", "-updated_at", "-id"], name="article_newest_of_body"),
            models.Index(fields=["stage", "-updated_at", "-id"], name="article_newest_at_stage"),
            models.Index(fields=["live", "-published_at", "-id"], name="article_published"),
        ]

    def __str__(self):
        return self.title

    FACTS = (
        "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision_id",
        "latest_revision_id", "expired", "locked", "locked_at", "locked_by_id", "created_by_id", "created_at",
        "stage", "published_at", "addressed_on", "withdrawn_at", "withdrawn_because", "external_id", "external_digest",
    )  # fmt: skip
    """What is true of the article as a whole and never comes out of a version or a form."""
    APART = ()
    """Relations that are not kept in versions."""

    @property
    def revisions(self):
        return self._revisions

    def with_content_json(self, content):
        """A version of the article: its content, with the facts (and the body it belongs to) of today."""
        version = super().with_content_json({key: value for key, value in content.items() if key not in self.APART})
        for name in (*self.FACTS, "organisation_id"):
            setattr(version, name, getattr(self, name))
        return version

    def serve_preview(self, request, mode_name):
        """As the public would see it; without a portal there is nothing to see."""
        if registry.preview is None:
            raise Http404
        return registry.preview(request, self)

    def publish(self, *args, **kwargs):
        """Closed to the CMS: only ``actions`` publish, after the reviews."""
        raise PermissionDenied(ONLY_BY_REVIEW)

    def unpublish(self, *args, **kwargs):
        """Closed to the CMS: only ``actions`` withdraw, with a reason."""
        raise PermissionDenied(ONLY_BY_REVIEW)

    def delete(self, *args, **kwargs):
        if self.addressed_on is not None:
            raise Refused(NEVER_DELETED)
        return super().delete(*args, **kwargs)

    @property
    def is_policy(self) -> bool:
        return self.kind == self.Kind.POLICY


class ArticleAttachment(models.Model):
    """A file that belongs to an article, under the name people see."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="attachments", verbose_name="稿件")
    file = models.ForeignKey("repository.Attachment", models.PROTECT, related_name="uses", verbose_name="附件")
    title = models.CharField("显示名称", max_length=200, blank=True)
    sort_order = models.IntegerField("排序", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "稿件附件"
        verbose_name_plural = "稿件附件"
        ordering = ["sort_order", "id"]

    def __str__(self):
        return self.title or self.file.title
