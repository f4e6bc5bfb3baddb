"""Shapes of input; nothing is saved here."""

from django import forms

from openxian.accounts import queries as accounts
from openxian.core.screens import DayInput
from openxian.organisations.models import Appointment, Organisation, Person, Post, Unit


def day(label: str, **more) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **more)


def living() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label="机构", queryset=Organisation.objects.current())


class ActForm(forms.ModelForm):
    """A form on a row whose checks beyond shape belong to the act."""

    def _post_clean(self):
        """The act checks the row inside its own transaction."""


class ReformForm(forms.Form):
    effective_on = day("生效日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="批准文件，如“青编〔2026〕3号”。")


class EstablishForm(ActForm):
    effective_on = day("成立日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="批准文件，如“青编〔2026〕3号”。")

    class Meta:
        model = Organisation
        fields = [
            "parent",
            "kind",
            "name",
            "short_name",
            "slug",
            "issuer_code",
            "credit_code",
            "division_code",
            "position",
        ]

    field_order = ["parent", "kind", "name", "short_name", "slug", "effective_on", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Organisation.objects.current()


class RenameForm(ActForm):
    effective_on = day("生效日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="批准文件，如“青编〔2026〕3号”。")

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "issuer_code", "credit_code"]


class TransferForm(ReformForm):
    parent = living()
    field_order = ["parent", "effective_on", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].label = "新的上级机构"


class MergeForm(ReformForm):
    successor = living()
    field_order = ["successor", "effective_on", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].label = "并入哪个机构"
        self.fields["successor"].help_text = "新组建的机构请先设立，再把原机构并入。"


class SplitForm(ReformForm):
    successors = forms.ModelMultipleChoiceField(
        label="分出的机构", queryset=Organisation.objects.current(), help_text="请先设立这些机构。"
    )
    keeps = forms.BooleanField(label="原机构保留", required=False)
    field_order = ["successors", "keeps", "effective_on", "basis"]


class AbolishForm(ReformForm):
    successor = forms.ModelChoiceField(
        label="承接机构",
        queryset=Organisation.objects.current(),
        required=False,
        help_text="承接职能、下级机构和稿件；没有下级机构时可不填。",
    )
    field_order = ["successor", "effective_on", "basis"]


class FactsForm(ActForm):
    class Meta:
        model = Organisation
        fields = ["responsibilities", "address", "office_hours", "phone", "fax", "email", "postcode", "position"]


class UnitForm(ActForm):
    class Meta:
        model = Unit
        fields = ["name", "responsibilities", "phone", "position"]


class CloseUnitForm(forms.Form):
    closed_on = day("撤销日期")


class PostForm(ActForm):
    class Meta:
        model = Post
        fields = ["title", "unit", "is_leader", "position"]

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organisation.units.filter(closed_on__isnull=True)


class PersonForm(ActForm):
    class Meta:
        model = Person
        fields = ["name", "user", "photo", "resume", "portfolio", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts.people_in_use()


class AppointForm(ActForm):
    class Meta:
        model = Appointment
        fields = ["person", "post", "from_on", "until_on", "basis"]
        widgets = {"from_on": DayInput(), "until_on": DayInput()}

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = organisation.posts.all()


class EndAppointmentForm(forms.Form):
    until_on = day("免职日期")
    basis = forms.CharField(label="免职文件", max_length=100, required=False)


class DutyForm(forms.Form):
    user = forms.ModelChoiceField(label="人员", queryset=accounts.people_in_use())
    role = forms.ModelChoiceField(label="角色", queryset=accounts.roles_of_bodies())
    includes_below = forms.BooleanField(label="含下级机构", required=False)
    from_on = day("自")
    until_on = day("至", required=False, help_text="不含这一天；长期有效不填。")


class DelegateForm(forms.Form):
    user = forms.ModelChoiceField(label="代理人", queryset=accounts.people_in_use())
    from_on = day("自")
    to_on = day("至", help_text="含这一天。")
    reason = forms.CharField(label="事由", max_length=100, help_text="如“出差”“休假”。")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts.people_in_use().exclude(pk=person.pk)
