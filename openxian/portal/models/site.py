"""What a site must say of itself, and how it looks."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from openxian.portal import rules

COLOUR = RegexValidator(rules.COLOUR, "颜色写成 #RRGGBB，如 #a4161a。")


@register_setting(icon="site")
class SiteProfile(BaseSiteSetting):
    """The file of one site: META site tags (指引 附件) and the seven compulsory footer items (指引 §底部功能区)."""

    name = models.CharField("网站名称", max_length=60, help_text="规范全称，如“青岚县人民政府”。")
    domain = models.CharField("主域名", max_length=100, help_text="不带协议和斜杠，如 www.qinglan.gov.cn。")
    site_code = models.CharField(
        "网站标识码",
        max_length=10,
        validators=[RegexValidator(rules.SITE_CODE, "网站标识码是 10 位数字（部委站以 bm 开头）。")],
    )
    sponsor = models.CharField("主办单位", max_length=100)
    contact = models.CharField("联系方式", max_length=100)
    icp_number = models.CharField("ICP 备案号", max_length=60)
    police_number = models.CharField("公安备案号", max_length=60)
    party_government_mark_url = models.URLField("党政机关网站标识链接", max_length=300)
    error_report_url = models.URLField("“我为政府网站找错”链接", max_length=300)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主办机构"
    )
    logo = models.ForeignKey(
        "repository.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="徽标"
    )
    banner = models.ForeignKey(
        "repository.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="页头底图"
    )
    slogan = models.CharField("标语", max_length=60, blank=True)
    primary_colour = models.CharField("主色", max_length=7, default="#a4161a", validators=[COLOUR])
    accent_colour = models.CharField("辅色", max_length=7, default="#1f5f8b", validators=[COLOUR])

    class Meta:
        verbose_name = "站点档案"
        verbose_name_plural = "站点档案"

    def __str__(self):
        return self.name

    @classmethod
    def for_site(cls, site):
        """The profile of a site; a site without one gets an unsaved, empty form to fill in."""
        return cls.objects.filter(site=site).first() or cls(site=site, name=site.site_name)

    def clean(self):
        """The seven footer items, the domain and the contrast of the theme (指引 §底部功能区, §域名; WCAG 1.4.3)."""
        facts = {field.name: getattr(self, field.attname) or "" for field in self._meta.fields}
        faults = rules.footer_faults(facts)
        faults["domain"] = rules.domain_fault(self.domain, settings.OPENXIAN_DOMAIN_SUFFIXES)
        faults |= {name: rules.colour_fault(facts[name]) for name in ("primary_colour", "accent_colour")}
        faults = {field: fault for field, fault in faults.items() if fault}
        if faults:
            raise ValidationError(faults)

    def save(self, *args, **kwargs):
        self.full_clean()
        super().save(*args, **kwargs)
