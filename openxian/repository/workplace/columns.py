"""Choosing columns: a searchable tree of checkboxes by site, and which of them is home."""

from django import forms
from django.core.exceptions import ValidationError


class ColumnTree(forms.Widget):
    """Checkboxes grouped by site; a radio button beside each says which is home.

    Values are lists of column ids, home first. Without JavaScript everything works except the search box.
    """

    template_name = "repository/workplace/widgets/column_tree.html"
    use_fieldset = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = [int(number) for number in value or []]
        context["widget"]["home_name"] = f"{name}-home"
        context["widget"]["chosen_count"] = len(chosen)
        context["widget"]["groups"] = [
            (site, [self._option(number, text, chosen) for number, text in options]) for site, options in self.groups
        ]
        return context

    @staticmethod
    def _option(number, text, chosen):
        name = text.lstrip(" \u3000")
        return {
            "value": number,
            "name": name,
            "depth": min((len(text) - len(name)), 6),
            "checked": number in chosen,
            "home": bool(chosen) and chosen[0] == number,
        }

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        home = data.get(f"{name}-home")
        return sorted(chosen, key=lambda number: number != home)

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_, index=None):
        return ""


class ColumnsField(forms.Field):
    """A list of column ids among those offered, home first."""

    widget = ColumnTree

    @property
    def groups(self):
        return self.widget.groups

    @groups.setter
    def groups(self, groups):
        self.widget.groups = groups

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.groups = []

    def to_python(self, value) -> list[int]:
        try:
            return [int(number) for number in value or []]
        except ValueError:
            raise ValidationError("栏目编号不对，请重新勾选。") from None

    def validate(self, value):
        super().validate(value)
        offered = {number for _, options in self.groups for number, _ in options}
        if strange := [number for number in value if number not in offered]:
            raise ValidationError(f"有 {len(strange)} 个栏目您不能刊登，请重新勾选。")

    def has_changed(self, initial, data):
        return [int(number) for number in initial or []] != self.to_python(data)
