"""Shapes of input for routes; nothing is saved here."""

import re
from typing import Any

from django import forms

from openxian.core.screens import DayInput
from openxian.routes.registry import Field, Subject
from openxian.routes.rules import OPERATORS, Branch, Condition, condition_complaint
from openxian.routes.rules.checking import LONGEST_LABEL

JOINS = (("all", "全部同意"), ("any", "一人同意即可"))
UNITS = (("working_days", "个工作日"), ("hours", "小时"))
YES_NO = (("yes", "是"), ("no", "否"))
SEPARATORS = re.compile(r"[、,，;；\n]+")


class NewRouteForm(forms.Form):
    """Whose route, for what, and what it is called."""

    organisation = forms.ModelChoiceField(None, label="机构", empty_label="请选择")
    subject = forms.ChoiceField(label="适用事项", help_text="条件里可以用的字段由事项决定，建好后不能改。")
    name = forms.CharField(label="名称", max_length=60, help_text="如“用车审批”“五万元以下经费审批”。")

    def __init__(self, *args, organisations, subjects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["subject"].choices = [(each.key, each.label) for each in subjects]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=200)


class NoteForm(forms.Form):
    """What is different in this version."""

    note = forms.CharField(label="修改说明", max_length=200, required=False, help_text="让以后的人知道为什么改。")


class StepForm(forms.Form):
    """What a step is called, how its holders decide, how long they have."""

    label = forms.CharField(label="环节名称", max_length=LONGEST_LABEL)
    join = forms.ChoiceField(label="有几个承办时", choices=JOINS)
    amount = forms.IntegerField(label="多久", min_value=1, max_value=720, required=False)
    unit = forms.ChoiceField(label="单位", choices=UNITS)
    when_join = forms.ChoiceField(label="有几个条件时", choices=(("all", "全部满足才办"), ("any", "满足一个就办")))


class HolderForm(forms.Form):
    """One holder of a step, chosen by its key."""

    holder = forms.ChoiceField(label="承办", required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", "—— 不选 ——"), *groups]


class ConditionForm(forms.Form):
    """One condition on a field of the case; ``condition`` after cleaning, ``None`` for an empty row."""

    field = forms.ChoiceField(label="字段", required=False)
    operator = forms.ChoiceField(label="比较", choices=list(OPERATORS.items()), required=False)
    value = forms.CharField(label="值", max_length=200, required=False)
    empty_word = "—— 不设条件 ——"

    def __init__(self, *args, subject: Subject, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["field"].choices = [("", self.empty_word), *((each.name, each.label) for each in subject.fields)]
        self.condition: Condition | None = None

    def clean(self):
        given = super().clean()
        field = self.subject.known.get(given.get("field") or "")
        if field is None:
            return given
        operator = given.get("operator") or "eq"
        self.condition = Condition(
            field=field.name,
            type=field.type,
            operator=operator,
            values=_values(field, operator, given.get("value", "")),
        )
        complaint = condition_complaint(self.condition, self.subject.known)
        if complaint:
            self.add_error("value", complaint)
        return given

    @classmethod
    def initial_of(cls, condition: Condition | None, subject: Subject) -> dict[str, str]:
        """What the row shows of a condition."""
        if condition is None:
            return {}
        field = subject.known.get(condition.field)
        labels = dict(_choices(field)) if field else {}
        words = "、".join(labels.get(value, value) for value in condition.values)
        return {"field": condition.field, "operator": condition.operator, "value": words}


class BranchForm(ConditionForm):
    """Where a stage goes on; a target without a field is the way of all other cases."""

    target = forms.ChoiceField(label="去处", required=False)
    empty_word = "其余情况"
    field_order = ("field", "operator", "value", "target")

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [("", "—— 不用这一行 ——"), *targets]

    def branch(self) -> Branch | None:
        """The branch of the row, ``None`` when the row is not used."""
        target = self.cleaned_data.get("target")
        return Branch(condition=self.condition, target=target) if target else None


class WaysForm(forms.Form):
    """How steps beside each other come together."""

    join = forms.ChoiceField(
        label="同时办理的环节", choices=(("all", "全部同意才往下走"), ("any", "一项同意就往下走")), required=False
    )


class TryForm(forms.Form):
    """A case to be tried: whose it is, when, and what it says. Its fields are those of the subject."""

    drafter = forms.ModelChoiceField(None, label="起草人", empty_label="请选择")
    day = forms.DateField(label="哪一天发起", widget=DayInput)

    def __init__(self, *args, subject: Subject, drafters, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["drafter"].queryset = drafters
        for field in subject.fields:
            self.fields[f"field_{field.name}"] = _input_of(field)

    def values(self) -> dict[str, Any]:
        """The fields of the case."""
        given = self.cleaned_data
        return {field.name: given[f"field_{field.name}"] for field in self.subject.fields}


def _input_of(field: Field) -> forms.Field:
    common = {"label": field.label, "required": False}
    if field.type == "number":
        return forms.DecimalField(**common, max_digits=20, decimal_places=4)
    if field.type == "date":
        return forms.DateField(**common, widget=DayInput)
    if field.type in ("choice", "yes_no"):
        return forms.ChoiceField(**common, choices=[("", "——"), *_choices(field)])
    return forms.CharField(**common, max_length=200)


def _choices(field: Field) -> tuple[tuple[str, str], ...]:
    return YES_NO if field.type == "yes_no" else field.choices


def _values(field: Field, operator: str, text: str) -> tuple[str, ...]:
    """What stands in the row, as values: labels of a choice become its values."""
    if operator in ("empty", "filled"):
        return ()
    parts = SEPARATORS.split(text) if operator in ("in", "not_in") else [text]
    values = {label: value for value, label in _choices(field)}
    return tuple(values.get(part.strip(), part.strip()) for part in parts if part.strip())
