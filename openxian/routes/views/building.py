"""Building a route without any script: each button is a form, each form one act on the draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import formset_factory
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from openxian.core.errors import Forbidden, Refused
from openxian.core.screens import EmptyForm
from openxian.desk.screens import ActScreen, ShowScreen
from openxian.routes import actions, queries, rules
from openxian.routes.forms import BranchForm, ConditionForm, HolderForm, NoteForm, StepForm, WaysForm
from openxian.routes.views.reading import Edited, changed, drawn

MOST_ROWS = 12
Holders = formset_factory(HolderForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
Conditions = formset_factory(ConditionForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
Branches = formset_factory(BranchForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
FOUND_ON_THE_WAY = ("随事项而定", list(queries.FOUND_ON_THE_WAY.items()))


class Drafted(Edited):
    """A page about the draft; without one, about what the first change would begin with."""

    def get_version(self):
        version = queries.draft(self.thing) or queries.published(self.thing)
        version.route = self.thing
        return version

    def get_back(self) -> str:
        return reverse("routes:build", args=[self.thing.pk])

    def save(self, change, *, by, at):
        return actions.save_draft(self.thing, change, by=by, at=at)


class Build(Drafted, ShowScreen):
    """The stages of the draft, with the buttons that change their order."""

    template_name = "routes/build.html"

    def get_title(self) -> str:
        return f"编排“{self.thing}”"

    def get_back(self) -> str:
        return reverse("routes:route", args=[self.thing.pk])

    def get_context_data(self, **context):
        version, known = self.get_version(), self.thing.about.known
        self.name_of = queries.naming(timezone.localdate())
        found = rules.complaints(version.says, known)
        shown = {
            "version": version,
            "stages": [self._row(version.says, stage, found) for stage in version.says.stages],
            "complaints": [each for each in found if not each.where],
            "ready": version.is_draft and not any(each.blocks for each in found),
            "picture": drawn(version, name_of=self.name_of),
        }
        return super().get_context_data(**context) | shown

    def _row(self, definition, stage, found):
        known = self.thing.about.known
        steps = [
            {
                "step": step,
                "holders": "、".join(self.name_of(holder.key) for holder in step.holders),
                "limit": rules.limit_text(step.limit),
                "when": rules.conditions_text(step.when, step.when_join, known),
                "complaints": [each.sentence for each in found if each.where == step.key],
            }
            for step in stage.steps
        ]
        ways = [
            f"{rules.branch_text(each.condition, known)} → {rules.target_label(definition, each.target)}"
            for each in stage.branches
        ]
        complaints = [each.sentence for each in found if each.where == stage.key]
        return {"stage": stage, "steps": steps, "ways": ways, "complaints": complaints}

    def post(self, request, *args, **kwargs):
        try:
            self.save(self._change(request.POST), by=request.user, at=timezone.localtime())
        except Forbidden as error:
            raise PermissionDenied(error.message) from error
        except Refused as error:
            messages.error(request, error.message)
        return redirect("routes:build", self.thing.pk)

    def _change(self, given):
        stage, step = given.get("stage", ""), given.get("step", "")
        label = given.get("label", "").strip()[:40]
        wanted = {
            "add": lambda: rules.add_step(_labelled(label)),
            "beside": lambda: rules.add_beside(stage, _labelled(label)),
            "up": lambda: rules.move_stage(stage, -1),
            "down": lambda: rules.move_stage(stage, 1),
            "remove": lambda: rules.remove_step(step),
        }.get(given.get("do", ""))
        if wanted is None:
            raise Refused("不认识这个操作，请刷新页面。")
        return wanted()


def _labelled(label: str) -> str:
    if not label:
        raise Refused("请先写新环节的名称。")
    return label


class StepPage(Drafted, ActScreen):
    """One step: its name, who does it, how long it may take, when it is needed."""

    template_name = "routes/step.html"
    form_class = StepForm
    success = "已保存到草稿。"

    def find(self):
        route = super().find()
        self.thing = route
        try:
            self.step = self.get_version().says.step(self.kwargs["key"])
        except KeyError as error:
            raise Http404 from error
        return route

    def get_title(self) -> str:
        return f"环节“{self.step.label}”"

    def get_initial(self):
        limit = self.step.limit
        said = {"label": self.step.label, "join": self.step.join, "when_join": self.step.when_join}
        return said | {"amount": limit.amount if limit else None, "unit": limit.unit if limit else "working_days"}

    def get_body(self):
        """The body whose posts and people are offered besides the route's own."""
        wanted = self.request.GET.get("body", "")
        found = queries.bodies(timezone.localdate()).filter(pk=wanted) if wanted.isdecimal() else ()
        return next(iter(found), None)

    def get_groups(self):
        today, body = timezone.localdate(), self.get_body()
        groups = [FOUND_ON_THE_WAY, *queries.offered(self.thing.organisation, today)]
        if body is not None and body != self.thing.organisation:
            groups += queries.offered(body, today)
        there = {key for _, pairs in groups for key, _ in pairs}
        kept = [(holder.key, queries.name_of(holder.key, today)) for holder in self.step.holders]
        kept = [pair for pair in kept if pair[0] not in there]
        return [("已选的", kept), *groups] if kept else groups

    def get_sets(self):
        subject, data = self.thing.about, self.request.POST or None
        held = [{"holder": holder.key} for holder in self.step.holders]
        when = [ConditionForm.initial_of(condition, subject) for condition in self.step.when]
        return (
            Holders(data, prefix="holders", initial=held, form_kwargs={"groups": self.get_groups()}),
            Conditions(data, prefix="when", initial=when, form_kwargs={"subject": subject}),
        )

    def form_valid(self, form):
        self.holders, self.conditions = self.get_sets()
        if not (self.holders.is_valid() and self.conditions.is_valid()):
            return self.form_invalid(form)
        return super().form_valid(form)

    def act(self, *, label, join, amount, unit, when_join, by, at):
        keys = [row.cleaned_data.get("holder") for row in self.holders.forms]
        new = rules.Step(
            key=self.step.key,
            label=label.strip(),
            holders=tuple(rules.Holder.of(key) for key in dict.fromkeys(keys) if key),
            join=join,
            limit=rules.Limit(amount=amount, unit=unit) if amount else None,
            when=tuple(row.condition for row in self.conditions.forms if row.condition),
            when_join=when_join,
        )
        self.save(rules.replace_step(new), by=by, at=at)

    def get_context_data(self, **context):
        holders, conditions = getattr(self, "holders", None), getattr(self, "conditions", None)
        if holders is None:
            holders, conditions = self.get_sets()
        shown = {
            "step": self.step,
            "holders": holders,
            "conditions": conditions,
            "bodies": queries.bodies(timezone.localdate()),
            "body": self.get_body(),
            "choices": field_choices(self.thing.about),
        }
        return super().get_context_data(**context) | shown


class Ways(Drafted, ActScreen):
    """How the steps of a stage come together, and where it goes on."""

    template_name = "routes/ways.html"
    form_class = WaysForm
    success = "已保存到草稿。"

    def find(self):
        self.thing = super().find()
        try:
            self.stage = self.get_version().says.stage(self.kwargs["key"])
        except KeyError as error:
            raise Http404 from error
        return self.thing

    def get_title(self) -> str:
        return f"“{'、'.join(step.label for step in self.stage.steps)}”之后"

    def get_initial(self):
        return {"join": self.stage.join}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["join"].required = len(self.stage.steps) > 1
        return form

    def get_set(self):
        definition, subject = self.get_version().says, self.thing.about
        later = definition.stages[definition.place(self.stage.key) + 1 :]
        targets = [(each.key, rules.target_label(definition, each.key)) for each in later]
        rows = [
            BranchForm.initial_of(branch.condition, subject) | {"target": branch.target}
            for branch in self.stage.branches
        ]
        kwargs = {"subject": subject, "targets": [*targets, (rules.END, "结束")]}
        return Branches(self.request.POST or None, prefix="ways", initial=rows, form_kwargs=kwargs)

    def form_valid(self, form):
        self.rows = self.get_set()
        return super().form_valid(form) if self.rows.is_valid() else self.form_invalid(form)

    def act(self, join, by, at):
        branches = tuple(branch for row in self.rows.forms if (branch := row.branch()))
        self.save(rules.replace_ways(self.stage.key, join=join or "all", branches=branches), by=by, at=at)

    def get_context_data(self, **context):
        rows = getattr(self, "rows", None) or self.get_set()
        shown = {"stage": self.stage, "rows": rows, "choices": field_choices(self.thing.about)}
        return super().get_context_data(**context) | shown


class Publish(Drafted, ActScreen):
    """Freeze the draft; what changes is said before."""

    template_name = "routes/publish.html"
    form_class = NoteForm
    submit = "发布"
    success = "已发布。以后发起的事项按新版本走。"

    def get_title(self) -> str:
        return f"发布“{self.thing}”第{self.get_version().number}版"

    def act(self, note, by, at):
        actions.publish_version(self.thing, note=note, by=by, at=at)

    def finish(self, done):
        messages.success(self.request, self.success)
        return redirect("routes:route", self.thing.pk)

    def get_context_data(self, **context):
        version, old = self.get_version(), queries.published(self.thing)
        shown = {
            "version": version,
            "old": old,
            "changes": changed(old, version) if old else [],
            "complaints": rules.complaints(version.says, self.thing.about.known),
            "picture": drawn(version),
            "running": queries.open_runs(self.thing).count(),
        }
        return super().get_context_data(**context) | shown


class Discard(Drafted, ActScreen):
    """Throw the draft away."""

    form_class = EmptyForm
    submit = "放弃草稿"
    success = "草稿已放弃，仍按已发布的版本走。"
    warning = "草稿里的修改会全部丢掉，不能恢复。"
    dangerous = True

    def get_title(self) -> str:
        return f"放弃“{self.thing}”的草稿"

    def act(self, by, at):
        actions.discard_draft(self.thing, by=by, at=at)

    def get_back(self) -> str:
        return reverse("routes:route", args=[self.thing.pk])


def field_choices(subject) -> dict[str, dict]:
    """For the small script: type, operators and choices of each field."""
    yes_no = (("yes", "是"), ("no", "否"))
    return {
        field.name: {
            "label": field.label,
            "type": field.type,
            "operators": rules.operators_for(field.type),
            "choices": [label for _, label in (yes_no if field.type == "yes_no" else field.choices)],
        }
        for field in subject.fields
    }
