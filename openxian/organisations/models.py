"""Public bodies, their units, posts and people, and who speaks for whom."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q


class OrganisationFacts(models.Model):
    """What may change about a body by a reform; shared by the body today and by each of its periods."""

    class Kind(models.TextChoices):
        COUNTY_GOVERNMENT = "county_government", "县政府"
        DEPARTMENT = "department", "部门"
        TOWNSHIP = "township", "乡镇（街道）"
        FOREST_FARM = "forest_farm", "国有林场"
        INDUSTRIAL_PARK = "industrial_park", "工业园区"
        PUBLIC_INSTITUTION = "public_institution", "事业单位"

    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    issuer_code = models.CharField("机关代字", max_length=20, blank=True, help_text="发文字号里的代字，如“青政办发”。")
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9A-HJ-NPQRTUWXY]{18}$", "统一社会信用代码是 18 位数字或大写字母（不含 I、O、S、V、Z）。"
            )
        ],
    )
    division_code = models.CharField(
        "行政区划代码",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^(\d{6}|\d{9}|\d{12})$", "行政区划代码是 6、9 或 12 位数字。")],
    )

    class Meta:
        abstract = True


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(abolished_on__isnull=True)


class Organisation(OrganisationFacts):
    """A public body. The row is its identity and its facts today; ``periods`` hold its past."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机构"
    )
    slug = models.SlugField("英文短名", max_length=40, unique=True, help_text="用于网址和导入文件，如 education。")
    position = models.PositiveIntegerField("排序", default=100)
    established_on = models.DateField("成立日期")
    abolished_on = models.DateField("撤销日期", null=True, blank=True)
    responsibilities = models.TextField("主要职责", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & Q(abolished_on__isnull=True),
                name="organisation_credit_code_once",
                violation_error_message="这个统一社会信用代码已登记给另一个机构。",
            ),
            models.CheckConstraint(
                name="organisation_abolished_after_established",
                condition=Q(abolished_on__isnull=True) | Q(abolished_on__gte=F("established_on")),
                violation_error_message="撤销日期不能早于成立日期。",
            ),
        ]

    def __str__(self):
        return self.short_name or self.name


class OrganisationPeriod(OrganisationFacts):
    """What a body was called and whose it was from one day to another (``until_on`` not included)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="periods", verbose_name="机构")
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上级机构"
    )
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "机构沿革"
        verbose_name_plural = "机构沿革"
        ordering = ["organisation", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="organisation_period_runs_forward",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(until_on__isnull=True), name="organisation_one_open_period"
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.from_on} 起）"


class Reform(models.Model):
    """An act of institutional reform: which bodies became which, from which day, on what basis."""

    class Kind(models.TextChoices):
        ESTABLISH = "establish", "设立"
        RENAME = "rename", "更名"
        TRANSFER = "transfer", "调整隶属"
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"
        ABOLISH = "abolish", "撤销"

    kind = models.CharField("方式", max_length=10, choices=Kind)
    effective_on = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=200, help_text="批准文件，如“青编〔2026〕3号”。")
    predecessors = models.ManyToManyField(
        Organisation, related_name="reforms_from", blank=True, verbose_name="改革前机构"
    )
    successors = models.ManyToManyField(
        Organisation, related_name="reforms_into", blank=True, verbose_name="改革后机构"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "机构改革"
        verbose_name_plural = "机构改革"
        ordering = ["-effective_on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.effective_on}"


class Unit(models.Model):
    """An inner unit 股室 of a body."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units", verbose_name="机构")
    name = models.CharField("名称", max_length=60)
    responsibilities = models.TextField("职责", blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    position = models.PositiveIntegerField("排序", default=100)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "内设机构"
        verbose_name_plural = "内设机构"
        ordering = ["organisation", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(closed_on__isnull=True),
                name="unit_name_once",
                violation_error_message="本机构已有同名股室。",
            )
        ]

    def __str__(self):
        return self.name


class Post(models.Model):
    """A post 职务 in a body or in one of its units; ``is_leader`` posts appear in 负责人信息."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="posts", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="posts", verbose_name="股室")
    title = models.CharField("职务", max_length=60)
    is_leader = models.BooleanField("领导职务", default=False)
    position = models.PositiveIntegerField("排序", default=100)

    class Meta:
        verbose_name = "职务"
        verbose_name_plural = "职务"
        ordering = ["organisation", "position", "id"]

    def __str__(self):
        return self.title


class Person(models.Model):
    """Someone who holds posts, with or without a login; the public part is what 负责人信息 shows."""

    name = models.CharField("姓名", max_length=40)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name="登录账号"
    )
    photo = models.ImageField("照片", upload_to="people/", blank=True)
    resume = models.TextField("简历", blank=True)
    portfolio = models.TextField("工作分工", blank=True, help_text="主管或分管的工作。")
    phone = models.CharField("公开电话", max_length=60, blank=True)

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Appointment(models.Model):
    """A person holds a post from one day to another (``until_on`` not included)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments", verbose_name="人员")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name="职务")
    from_on = models.DateField("任职日期")
    until_on = models.DateField("免职日期", null=True, blank=True)
    basis = models.CharField("任免文件", max_length=100, blank=True)

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ["post__position", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_runs_forward",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                violation_error_message="免职日期要晚于任职日期。",
            )
        ]

    def __str__(self):
        return f"{self.person} {self.post}"


class DutyQuerySet(models.QuerySet):
    def valid(self, on):
        """Duties in force on a day, of people whose account is in use."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on, user__is_active=True)


class Duty(models.Model):
    """A user holds a role for a body (and, if said, for the bodies below it) from one day to another.

    This is where rights over records come from: an information officer writes for the bodies of
    their duties, a reviewer reviews for theirs.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties", verbose_name="用户")
    role = models.ForeignKey("accounts.Role", models.PROTECT, related_name="duties", verbose_name="角色")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties", verbose_name="机构")
    includes_below = models.BooleanField("含下级机构", default=False)
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位职责"
        verbose_name_plural = "岗位职责"
        ordering = ["user", "role", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(until_on__isnull=True),
                name="duty_held_once",
                violation_error_message="这个人在该机构已有同一角色。",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.organisation} {self.role}"


class Delegation(models.Model):
    """While one person is away another acts for them (both days included)."""

    delegator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations_given", verbose_name="委托人"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations_held", verbose_name="代理人"
    )
    from_on = models.DateField("自")
    to_on = models.DateField("至")
    reason = models.CharField("事由", max_length=100)
    ended_at = models.DateTimeField("提前结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                name="delegation_runs_forward",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                name="delegation_to_someone_else",
                condition=~Q(delegator=F("delegate")),
                violation_error_message="不能委托给自己。",
            ),
        ]

    def __str__(self):
        return f"{self.delegator} → {self.delegate}"
