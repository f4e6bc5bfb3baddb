"""Structure is Page: home, columns, topics and the few pages of their own kind."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from openxian.portal import rules
from openxian.portal.blocks import HomeBlock


class PortalPage(Page):
    """What every page of a site has: the column META tags of the guideline (指引 附件 栏目标签)."""

    class ColumnType(models.TextChoices):
        HOME = "首页"
        PROFILE = "概况信息"
        ORGANISATIONS = "机构职能"
        LEADERS = "负责人信息"
        NEWS = "工作动态"
        POLICY = "政策文件"
        DISCLOSURE_GUIDE = "信息公开指南"
        DISCLOSURE_CATALOGUE = "信息公开目录"
        ANNUAL_REPORT = "信息公开年报"
        DISCLOSURE_REQUEST = "依申请公开"
        DATA = "数据发布"
        OPEN_DATA = "数据开放"
        EXPLAINER = "政策解读"
        RESPONSE = "回应关切"
        SERVICES = "办事服务"
        COMPLAINTS = "咨询投诉"
        CONSULTATION = "征集调查"
        INTERVIEW = "在线访谈"
        TOPIC = "专题专栏"
        OTHER = "其他"

    column_type = models.CharField("栏目类别", max_length=12, choices=ColumnType, default=ColumnType.OTHER)
    description = models.CharField("栏目说明", max_length=300, help_text="设置目的和主要内容，写进 ColumnDescription。")
    keywords = models.CharField("栏目关键词", max_length=200, help_text="半角逗号分隔，写进 ColumnKeywords。")
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )

    meta_panels = [
        MultiFieldPanel(
            [FieldPanel("column_type"), FieldPanel("description"), FieldPanel("keywords"), FieldPanel("organisation")],
            heading="栏目信息",
        )
    ]
    content_panels = Page.content_panels + meta_panels

    class Meta:
        abstract = True

    def serve_preview(self, request, mode_name):
        """What Wagtail shows as a preview is what the public view shows."""
        from openxian.portal.views.public import preview_page  # a model cannot know its views while it loads

        return preview_page(request, self)


class HomePage(PortalPage):
    """The first page of a site."""

    headline_column = models.ForeignKey(
        "portal.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="头条栏目"
    )
    carousel_column = models.ForeignKey(
        "portal.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="轮播图栏目"
    )
    body = StreamField(HomeBlock(), verbose_name="首页板块", blank=True)

    content_panels = PortalPage.content_panels + [
        FieldPanel("headline_column"),
        FieldPanel("carousel_column"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "首页"


class ColumnPage(PortalPage):
    """频道或栏目: with columns below it a channel, without them a list."""

    class Layout(models.TextChoices):
        LIST = "list", "标题列表"
        PICTURES = "pictures", "图片列表"
        POLICY = "policy", "政策文件列表"
        SINGLE = "single", "单篇（直接显示最新一篇）"

    class Empty(models.TextChoices):
        NOTE = "note", "提示暂无内容"
        HIDE = "hide", "不显示栏目"

    layout = models.CharField("版式", max_length=10, choices=Layout, default=Layout.LIST)
    review_levels = models.PositiveSmallIntegerField(
        "审核级数", choices=[(1, "一审"), (2, "两审"), (3, "三审")], default=3
    )
    refresh_days = models.PositiveIntegerField("更新周期（天）", null=True, blank=True)
    when_empty = models.CharField("没有内容时", max_length=4, choices=Empty, default=Empty.NOTE)
    link_url = models.CharField("外部入口", max_length=300, blank=True, help_text="填了就跳到这个地址。")
    archived_on = models.DateField("归档日期", null=True, blank=True)

    content_panels = PortalPage.content_panels + [
        MultiFieldPanel(
            [
                FieldPanel("layout"),
                FieldPanel("review_levels"),
                FieldPanel("refresh_days"),
                FieldPanel("when_empty"),
                FieldPanel("link_url"),
                FieldPanel("archived_on"),
            ],
            heading="栏目设置",
        )
    ]
    parent_page_types = ["portal.HomePage", "portal.ColumnPage", "portal.TopicPage"]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def clean(self):
        super().clean()
        siblings = self.get_siblings(inclusive=False).values_list("title", flat=True) if self.path else ()
        fault = rules.column_name_fault(self.title, siblings)
        if fault:
            raise ValidationError({"title": fault})


class TopicPage(PortalPage):
    """专题: a page of its own look with columns below it."""

    banner = models.ForeignKey(
        "repository.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="横幅"
    )
    introduction = models.TextField("导语", blank=True)
    archived_on = models.DateField("归档日期", null=True, blank=True)

    content_panels = PortalPage.content_panels + [
        FieldPanel("banner"),
        FieldPanel("introduction"),
        FieldPanel("archived_on"),
    ]
    parent_page_types = ["portal.HomePage", "portal.ColumnPage"]

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"


class LeadersPage(PortalPage):
    """负责人信息, from the appointments."""

    parent_page_types = ["portal.HomePage", "portal.ColumnPage"]
    subpage_types = []

    class Meta:
        verbose_name = "负责人信息"


class OrganisationsPage(PortalPage):
    """机构职能, from the organisations."""

    parent_page_types = ["portal.HomePage", "portal.ColumnPage"]
    subpage_types = []

    class Meta:
        verbose_name = "机构职能"


class SiteMapPage(PortalPage):
    """网站地图."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "网站地图"


class ErrorReportPage(PortalPage):
    """网站找错 entry: says how to report and leads to the national platform."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "网站找错"
