"""Shapes of input; nothing is saved here."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from openxian.core.screens import DayInput
from openxian.portal.models import SiteProfile

GROUPS = (
    ("地址", ("host", "port", "domain", "default")),
    ("名称和首页", ("name", "organisation", "description", "keywords")),
    (
        "页脚必须有的",
        (
            "site_code",
            "sponsor",
            "contact",
            "icp_number",
            "police_number",
            "party_government_mark_url",
            "error_report_url",
        ),
    ),
    ("样子", ("slogan", "primary_colour", "accent_colour", "logo", "banner")),
)


class PinForm(forms.Form):
    order = forms.IntegerField(
        label="置顶次序", min_value=1, max_value=999, initial=1, help_text="从 1 开始，数字大的排在前面。"
    )
    until = forms.DateField(label="置顶至", required=False, widget=DayInput(), help_text="含这一天；不填就一直置顶。")


class MoveForm(forms.Form):
    target = forms.TypedChoiceField(label="移到哪个栏目", coerce=int, help_text="只列出您可以刊登的栏目。")

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [("", "请选择栏目"), *groups]


class SiteForm(WagtailAdminModelForm):
    """A site's address and its whole profile."""

    host = forms.CharField(
        label="访问域名", max_length=255, help_text="公众访问用的域名，不带 http://，如 www.qinglan.gov.cn。"
    )
    port = forms.IntegerField(
        label="端口", min_value=1, max_value=65535, initial=80, help_text="HTTPS 填 443；一般不用改。"
    )
    default = forms.BooleanField(label="设为主站", required=False, help_text="没有对上域名的访问都到主站。")
    description = forms.CharField(
        label="首页说明", max_length=300, required=False, help_text="写进首页的 ColumnDescription；不填按网站名称生成。"
    )
    keywords = forms.CharField(
        label="首页关键词", max_length=200, required=False, help_text="半角逗号分隔；不填按网站名称生成。"
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = SiteProfile
        exclude = ["site"]
        widgets = {"primary_colour": forms.ColorInput(), "accent_colour": forms.ColorInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].required = False
        self.fields["domain"].help_text = "写进 SiteDomain 标签；和访问域名一样就不用填。"
        self.fields["organisation"].queryset = self.fields["organisation"].queryset.current()

    def groups(self):
        """(heading, bound fields) in the order of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    def clean(self):
        cleaned = super().clean()
        cleaned["domain"] = cleaned.get("domain") or cleaned.get("host", "")
        for name in ("description", "keywords"):
            if not cleaned.get(name):
                cleaned.pop(name, None)  # the act has words of its own
        return cleaned

    def _update_errors(self, errors):
        """One sentence a field; what is wrong with a host taken for the domain is said at the host."""
        said = {name: faults[:1] for name, faults in errors.error_dict.items() if name not in self.errors}
        if "domain" in said and not self["domain"].data:
            fault = said.pop("domain")
            said |= {} if "host" in self.errors else {"host": fault}
        super()._update_errors(ValidationError(said))
