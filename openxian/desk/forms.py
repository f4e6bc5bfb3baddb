"""Shapes of input of the desk."""

from django import forms

from openxian.accounts.queries import people_in_use
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import kinds

LONGEST_REASON = 2000
DUES = [("", "全部"), ("late", "已超期"), ("today", "今日到期"), ("week", "七天之内"), ("none", "无期限")]


class FilterForm(forms.Form):
    """What a list of to-dos may be narrowed to; nothing is compulsory and nonsense narrows nothing."""

    text = forms.CharField(label="标题或编号", required=False, max_length=80)
    kind = forms.ChoiceField(label="类别", required=False)
    urgency = forms.ChoiceField(
        label="紧急程度", required=False, choices=[("", "全部"), *reversed(Assignment.Urgency.choices)]
    )
    due = forms.ChoiceField(label="期限", required=False, choices=DUES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "全部"), *((kind.key, kind.label) for kind in kinds())]

    def narrowing(self) -> dict[str, str]:
        """The fields that say something, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def reason_field(wanted: str, label: str = "意见", limit: int = LONGEST_REASON) -> forms.CharField:
    """The words that go with an act: ``required`` or ``optional``."""
    return forms.CharField(
        label=label, required=wanted == "required", max_length=limit, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """The words that go with an act, where it asks for any."""

    def __init__(self, *args, wanted: str = "required", label: str = "意见", **kwargs):
        super().__init__(*args, **kwargs)
        if wanted != "never":
            self.fields["reason"] = reason_field(wanted, label)


class PersonField(forms.CharField):
    """A colleague by name or login name; two of one name are told apart by the login name."""

    def __init__(self, **kwargs):
        help_text = "写姓名；有重名时写登录名。"
        super().__init__(**{"max_length": 40, "help_text": help_text} | kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = list(people_in_use().filter(username=text.lower()) or people_in_use().filter(name=text)[:6])
        if not found:
            raise forms.ValidationError(f"没有找到“{text}”，请核对姓名，或者写登录名。")
        if len(found) > 1:
            names = "、".join(f"{one.name}（{one.username}）" for one in found)
            raise forms.ValidationError(f"有几位同名：{names}。请写登录名。")
        return found[0]


class HandOverForm(forms.Form):
    """To whom, and why."""

    to = PersonField(label="转交给")
    reason = reason_field("required", "理由", 500)


class AddHolderForm(forms.Form):
    """Who else, and why."""

    holder = PersonField(label="增加谁")
    reason = reason_field("required", "理由", 500)
