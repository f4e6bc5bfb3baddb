"""试走: where a case would go, before anybody sends one."""

from datetime import datetime, time

from django.utils import timezone

from openxian.desk.screens import ShowScreen
from openxian.routes import queries
from openxian.routes.dry_run import dry_run
from openxian.routes.forms import TryForm
from openxian.routes.views.reading import About, drawn

MORNING = time(9, 0)


class Try(About, ShowScreen):
    """A form of the fields of a case; below it the way it would take. Everything stands in the address."""

    template_name = "routes/try.html"

    def get_title(self) -> str:
        return f"试走“{self.thing}”"

    def get_version(self):
        wants_draft = self.request.GET.get("version") == "draft" and self.may_edit()
        draft, published = queries.draft(self.thing), queries.published(self.thing)
        return (draft if wants_draft or published is None else published) or draft

    def get_form(self):
        drafters = queries.drafters(self.thing.organisation, timezone.localdate())
        begin = {"day": timezone.localdate(), "drafter": drafters.first()}
        asked = self.request.GET if "day" in self.request.GET else None
        return TryForm(asked, subject=self.thing.about, drafters=drafters, initial=begin)

    def get_context_data(self, **context):
        form, version = self.get_form(), self.get_version()
        tried = self._tried(form, version) if form.is_bound and form.is_valid() else None
        start = f"{form.cleaned_data['drafter']}发起" if tried else "发起"
        shown = {"form": form, "version": version, "tried": tried, "may_edit": self.may_edit()}
        return (
            super().get_context_data(**context)
            | shown
            | {
                "draft": queries.draft(self.thing),
                "picture": drawn(version, tried.marks if tried else {}, start),
            }
        )

    def _tried(self, form, version):
        at = timezone.make_aware(datetime.combine(form.cleaned_data["day"], MORNING))
        return dry_run(version, fields=form.values(), drafter=form.cleaned_data["drafter"], at=at)
