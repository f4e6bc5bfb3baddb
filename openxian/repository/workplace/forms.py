"""What an editor fills in; saving is done by ``actions``, never here."""

from django import forms
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from openxian.organisations.models import Organisation
from openxian.organisations.queries import organisation_ids
from openxian.repository import registry
from openxian.repository.models import PolicyDocument
from openxian.repository.workplace.columns import ColumnsField


class NativeDate(forms.DateInput):
    """The browser's own calendar: works without JavaScript, on a phone and for a screen reader."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class NativeMoment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class ArticleForm(WagtailAdminModelForm):
    """The editor of an article. ``columns`` is the registry's, not the model's: the first is home."""

    columns = ColumnsField(label="刊登栏目", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_units()
        self._offer_columns()
        self.fields["source"].required = False

    def _offer_units(self):
        units = organisation_ids(self.for_user, "writer", timezone.localdate())
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in={*units, self.instance.organisation_id} - {None})
        field.empty_label = None if len(units) == 1 else "请选择单位"
        if not self.instance.pk and len(units) == 1:
            self.initial.setdefault("organisation", next(iter(units)))

    def _offer_columns(self):
        keeper = registry.columns
        if keeper is None:
            del self.fields["columns"]
            return
        self.fields["columns"].groups = keeper.choices(self.for_user)
        if self.instance.pk:
            self.initial["columns"] = keeper.chosen(self.instance)

    def clean(self):
        cleaned = super().clean()
        unit = cleaned.get("organisation")
        if unit and not cleaned.get("source"):
            cleaned["source"] = unit.name
        return cleaned


class PolicyDocumentForm(ArticleForm):
    """The editor of a policy document: an empty issuer is the unit itself, an empty number is none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issuer"].required = False

    def clean(self):
        cleaned = super().clean()
        unit = cleaned.get("organisation")
        if unit and not cleaned.get("issuer"):
            cleaned["issuer"] = unit.name
        cleaned["index_number"] = cleaned.get("index_number") or None
        return cleaned


class ReasonForm(forms.Form):
    """One reason, compulsory."""

    reason = forms.CharField(
        label="原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写明原因。"},
    )


class ReviewForm(forms.Form):
    """A reviewer's answer: the checks they made and what they say."""

    checks = forms.MultipleChoiceField(label="校对清单", required=False, widget=forms.CheckboxSelectMultiple)
    comment = forms.CharField(
        label="审核意见", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, checklist=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checks"].choices = [(str(number), text) for number, text in enumerate(checklist)]

    @property
    def all_checked(self) -> bool:
        return len(self.cleaned_data["checks"]) == len(self.fields["checks"].choices)


class ValidityForm(forms.ModelForm):
    """What a final reviewer says about a policy document as a whole; it is public at once."""

    class Meta:
        model = PolicyDocument
        fields = ["validity", "ceased_on", "validity_note"]
        widgets = {"ceased_on": NativeDate}
