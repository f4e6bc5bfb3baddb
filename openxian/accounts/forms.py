"""Shapes of input; nothing is saved here."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts

from openxian.accounts.models import Role, User
from openxian.core.screens import DayInput


class LoginForm(AuthenticationForm):
    """Login name and password."""

    error_messages = {
        "invalid_login": "登录名或口令不对，或者账号已停用。请检查后重试；忘了口令请找系统管理员重置。",
        "inactive": "账号已停用，请找系统管理员。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].label = "口令"

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()


class CodeForm(forms.Form):
    """A one-time password or a backup code."""

    code = forms.CharField(
        label="动态口令",
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": "请输入动态口令。"},
    )


class PasswordForm(forms.Form):
    """One's own password, old and new."""

    old = forms.CharField(
        label="原口令", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )
    new = forms.CharField(
        label="新口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )
    again = forms.CharField(
        label="再输入一次新口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = "".join(password_validators_help_texts())

    def clean(self):
        values = super().clean()
        if values.get("new") and values.get("again") and values["new"] != values["again"]:
            self.add_error("again", "两次输入的新口令不一样。")
        return values


class AccountForm(forms.ModelForm):
    """Making an account."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "phone"]
        help_texts = {"username": "小写字母开头，3–40 位字母、数字或 . _ -，建立后不能改。"}

    def validate_unique(self):
        """Left to the act, which looks inside its own transaction."""


class AccountChangeForm(forms.ModelForm):
    """Changing how a person is called and reached."""

    class Meta:
        model = User
        fields = ["name", "email", "phone"]


class AccountFilterForm(forms.Form):
    text = forms.CharField(label="姓名或登录名", required=False)
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), ("active", "使用中"), ("disabled", "已停用"), ("frozen", "已冻结")],
    )


class RoleForm(forms.Form):
    """Choosing one of the three administrators' roles."""

    role = forms.ModelChoiceField(
        label="管理员角色",
        queryset=Role.objects.exclude(administrator=""),
        help_text="三类管理员互斥，一人只能任一类。写稿、审稿等角色和单位一起授予，在“岗位职责”里办理。",
    )


class PolicyForm(forms.Form):
    second_factor_required = forms.BooleanField(label="登录须用动态口令", required=False)


class TrailForm(forms.Form):
    """What to look for in the trail."""

    person = forms.CharField(label="人员", required=False, help_text="姓名或登录名")
    act = forms.CharField(label="行为", required=False, help_text="如 accounts.login")
    thing = forms.CharField(label="对象或经过", required=False)
    since = forms.DateField(label="自", required=False, widget=DayInput())
    until = forms.DateField(label="至", required=False, widget=DayInput())
    outcome = forms.ChoiceField(label="成败", required=False, choices=[("", "全部"), ("yes", "成功"), ("no", "失败")])
