"""政策文件: an article that binds, with the metadata the law asks for."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey

from openxian.repository.models.article import Article


class Subject(models.Model):
    """主题分类, two levels; the table is configuration (the national list is not verified)."""

    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    position = models.PositiveIntegerField("排序", default=100)

    class Meta:
        verbose_name = "主题分类"
        verbose_name_plural = "主题分类"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="subject_name_once",
                violation_error_message="同一上级下已有这个主题。",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent__isnull=True),
                name="subject_name_once_at_the_top",
                violation_error_message="已有这个主题。",
            ),
        ]

    def __str__(self):
        return f"{self.parent.name}\\{self.name}" if self.parent_id else self.name


class PolicyDocument(Article):
    """A document of the authority with number, dates and validity (71号 资源条目建议字段)."""

    class Genre(models.TextChoices):
        ORDER = "order", "命令"
        DECISION = "decision", "决定"
        PROCLAMATION = "proclamation", "公告"
        ANNOUNCEMENT = "announcement", "通告"
        NOTICE = "notice", "通知"
        CIRCULAR = "circular", "通报"
        OPINION = "opinion", "意见"
        LETTER = "letter", "函"
        REPLY = "reply", "批复"
        MINUTES = "minutes", "会议纪要"
        OTHER = "other", "其他"

    class Validity(models.TextChoices):
        IN_FORCE = "in_force", "有效"
        AMENDED = "amended", "已修改"
        REPEALED = "repealed", "已废止"
        EXPIRED = "expired", "已失效"

    class AccessStatus(models.TextChoices):
        PROACTIVE = "proactive", "主动公开"
        ON_REQUEST = "on_request", "依申请公开"
        WITHHELD = "withheld", "不予公开"

    document_number = models.CharField(
        "文号", max_length=60, blank=True, db_index=True, help_text="没有文号的留空，页面显示“无”。"
    )
    index_number = models.CharField("索引号", max_length=60, null=True, blank=True, unique=True)
    issuer = models.CharField("发布机构", max_length=200)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="主题分类"
    )
    genre = models.CharField("体裁", max_length=12, choices=Genre, default=Genre.NOTICE)
    normative_document = models.BooleanField("规范性文件", default=False)
    access_status = models.CharField("公开属性", max_length=10, choices=AccessStatus, default=AccessStatus.PROACTIVE)
    validity = models.CharField("有效性", max_length=8, choices=Validity, default=Validity.IN_FORCE)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    ceased_on = models.DateField("废止或失效日期", null=True, blank=True)
    validity_note = models.CharField("有效性说明", max_length=300, blank=True, help_text="如被哪个文件修改、废止。")

    FACTS = (*Article.FACTS, "validity", "ceased_on", "validity_note")
    APART = ("explanations",)

    class Meta:
        verbose_name = "政策文件"
        verbose_name_plural = "政策文件"
        constraints = [
            models.CheckConstraint(
                name="policy_ceases_after_it_starts",
                condition=Q(ceased_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(ceased_on__gte=F("effective_on")),
                violation_error_message="废止或失效日期不能早于施行日期。",
            ),
        ]


class Explanation(models.Model):
    """政策↔解读: one article explains one policy document; either page shows the other."""

    policy = ParentalKey(PolicyDocument, on_delete=models.CASCADE, related_name="explanations", verbose_name="政策文件")
    explainer = models.ForeignKey(Article, models.CASCADE, related_name="explains", verbose_name="解读")
    sort_order = models.IntegerField("排序", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "解读关联"
        verbose_name_plural = "解读关联"
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "explainer"],
                name="explanation_once",
                violation_error_message="这篇解读已经关联过了。",
            ),
        ]

    def __str__(self):
        return f"{self.policy} ← {self.explainer}"
