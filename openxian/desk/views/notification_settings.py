"""通知设置: how a person wishes to be told, by kind, and when they want quiet."""

from datetime import time

from django import forms
from django.urls import reverse

from openxian.core.notifications import actions, queries, registry
from openxian.desk.screens import ActScreen

PREFIX = "kind-"


NONE = "none"


def _hours(label: str, none: str, help_text: str = "") -> forms.TypedChoiceField:
    choices = [(NONE, none), *((f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in queries.hours())]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=_hour, help_text=help_text)


def _hour(value: str) -> time | None:
    return None if value == NONE else time.fromisoformat(value)


class Channels(forms.MultipleChoiceField):
    """Any of the channels; none is an answer too."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value):
        if value:
            super().validate(value)


class SettingsForm(forms.Form):
    """A row of channels for each kind the person may get, then the hours."""

    quiet_from = _hours("免打扰从", "不设")
    quiet_until = _hours("免打扰到", "不设", "这段时间里不急的邮件和短信攒到结束时再发，紧急的照发。")
    digest_at = _hours("每日汇总", "不汇总，随时发", "选了钟点，不急的通知每天这时合成一封发出。")

    def __init__(self, *args, kinds, usable, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        rows = {f"{PREFIX}{kind.key}": _channels(kind, usable) for kind in kinds} if usable else {}
        self.fields = rows | self.fields

    def clean(self):
        values = super().clean()
        if (values.get("quiet_from") is None) != (values.get("quiet_until") is None):
            self.add_error("quiet_until", "免打扰的开始和结束要一起设，或者都不设。")
        return values


def _channels(kind, usable):
    choices = [(one, registry.CHANNELS[one]) for one in usable]
    return Channels(label=kind.label, help_text=kind.explanation, choices=choices)


class NotificationSettings(ActScreen):
    """通知设置."""

    title = "通知设置"
    template_name = "desk/notification_settings.html"
    form_class = SettingsForm
    success = "通知设置已保存。"

    def may(self, person) -> bool:
        return person.is_active

    def find(self):
        return queries.preference(self.request.user)

    def get_back(self) -> str:
        return reverse("desk:notices")

    def get_form_kwargs(self):
        kinds = registry.kinds_for(self.request.user)
        return super().get_form_kwargs() | {"kinds": kinds, "usable": queries.available()}

    def get_initial(self):
        wish = self.thing
        quiet = wish.quiet_from != wish.quiet_until
        chosen = {
            f"{PREFIX}{kind.key}": queries.channels_for(wish, kind) for kind in registry.kinds_for(self.request.user)
        }
        return chosen | {
            "quiet_from": f"{wish.quiet_from:%H:%M}" if quiet else NONE,
            "quiet_until": f"{wish.quiet_until:%H:%M}" if quiet else NONE,
            "digest_at": f"{wish.digest_at:%H:%M}" if wish.digest_at else NONE,
        }

    def act(self, *, quiet_from, quiet_until, digest_at, by, at, **rows):
        return actions.set_preference(
            by,
            channels={key.removeprefix(PREFIX): self._kept(key.removeprefix(PREFIX), row) for key, row in rows.items()},
            quiet_from=quiet_from or time(0),
            quiet_until=quiet_until or time(0),
            digest_at=digest_at,
            by=by,
            at=at,
        )

    def _kept(self, key: str, chosen: list[str]) -> list[str]:
        """What was chosen, and what was wished of channels that are not set up just now and so were not asked."""
        wished = queries.channels_for(self.thing, registry.kind_of(key))
        return [*chosen, *(one for one in wished if one not in queries.available())]

    def get_context_data(self, **context):
        person, usable = self.request.user, queries.available()
        missing = [registry.CHANNELS[one] for one in usable if not queries.address(person, one)]
        return super().get_context_data(**context) | {"usable": usable, "missing": missing}
