"""Shapes of input for routes; nothing is saved here."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from openxian.core.screens import DayInput
from openxian.routes.registry import Field, Subject
from openxian.routes.rules import OPERATORS, Branch, Condition, Step, condition_complaint
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


class SubjectForm(forms.Form):
    """What a case says: the fields of its subject."""

    def __init__(self, *args, subject: Subject, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject
        for field in subject.fields:
            self.fields[f"field_{field.name}"] = _input_of(field)

    def values(self) -> dict[str, Any]:
        """The fields of the case, as far as they are right."""
        names = {field.name: f"field_{field.name}" for field in self.subject.fields}
        return {name: self.cleaned_data[input] for name, input in names.items() if input in self.cleaned_data}

    @staticmethod
    def initial_of(fields: Mapping[str, Any]) -> dict[str, Any]:
        """What the inputs show of the fields of a case."""
        shown = {True: "yes", False: "no"}
        return {f"field_{name}": shown[value] if isinstance(value, bool) else value for name, value in fields.items()}


class TryForm(SubjectForm):
    """A case to be tried: whose it is, when, and what it says."""

    drafter = forms.ModelChoiceField(None, label="起草人", empty_label="请选择")
    day = forms.DateField(label="哪一天发起", widget=DayInput)

    def __init__(self, *args, drafters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["drafter"].queryset = drafters


def words_field(*, required: bool = False, label: str = "意见") -> forms.CharField:
    """The words that go with a decision."""
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SendBackForm(forms.Form):
    """Where to, and why. ``ways``: (stage or ``draft``, what follows)."""

    to = forms.ChoiceField(label="退到哪里", widget=forms.RadioSelect)
    reason = words_field(required=True, label="退回理由")

    def __init__(self, *args, ways: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = ways
        self.fields["to"].initial = ways[0][0] if ways else None


class Choosing:
    """Adds to a form, for each of some steps, a list from which its holders are chosen.

    ``allowed``: key → name of everybody who may be chosen; the list shows those whose name contains ``asked``, and
    whoever is chosen already.
    """

    shown_at_most = 40

    def offer(self, steps: Iterable[Step], allowed: Mapping[str, str], *, chosen: Mapping[str, list[str]], asked: str):
        """Add the lists; ``chosen`` is what stands ticked at first."""
        for step in steps:
            name = f"chosen_{step.key}"
            field = forms.MultipleChoiceField(
                label=f"“{step.label}”由谁办",
                choices=list(allowed.items()),
                initial=[key for key in chosen.get(step.key, ()) if key in allowed],
                error_messages={"required": "请至少选一个。", "invalid_choice": "请从列出的股室和人员里选。"},
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[name] = field
            bound = self[name]
            field.widget.choices, left = self._shown(allowed, set(bound.value() or ()), asked)
            if left:
                bound.help_text = f"还有 {left} 个没有列出来，请写姓名或股室查找。"
        self.put_words_last()

    def put_words_last(self) -> None:
        """The words that go with the act come under everything else."""
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def _shown(self, allowed: Mapping[str, str], ticked: set[str], asked: str) -> tuple[list[tuple[str, str]], int]:
        """Who is listed, the ticked ones first, and how many more there are."""
        first = [(key, name) for key, name in allowed.items() if key in ticked]
        found = [(key, name) for key, name in allowed.items() if key not in ticked and asked in name]
        return [*first, *found[: self.shown_at_most]], max(0, len(found) - self.shown_at_most)

    def chosen(self) -> dict[str, list[str]]:
        """Step → the holders chosen for it."""
        prefix = "chosen_"
        return {name.removeprefix(prefix): keys for name, keys in self.cleaned_data.items() if name.startswith(prefix)}


class AgreeForm(Choosing, forms.Form):
    """Who comes next, and words if one likes."""

    reason = words_field()


class ResubmitForm(Choosing, SubjectForm):
    """What the mended case says, and what was mended."""

    reason = words_field(label="修改说明")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.put_words_last()


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
