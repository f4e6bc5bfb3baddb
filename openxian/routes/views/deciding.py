"""The pages of a run's open steps, reached from the buttons of a to-do: agree and choose, send back, send again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from openxian.desk.actions import GONE
from openxian.desk.screens import ActScreen, OneTodo
from openxian.routes import actions, permissions, queries
from openxian.routes.forms import AgreeForm, ResubmitForm, SendBackForm, SubjectForm
from openxian.routes.models import Run
from openxian.routes.rules import DRAFT


class OnePart(OneTodo, ActScreen):
    """A page on which an open step is done by whoever has it now; what is gone is said on its to-do.

    Only the button named ``confirmed`` does it: whatever else posts here (the to-do with the words typed there, the
    search for people) gets the form again with what was filled in.
    """

    template_name = "routes/part.html"
    word = ""

    def find(self):
        part = super().find()
        self.run = queries.run_of_part(part)
        return part

    def is_open(self) -> bool:
        """Whether the run waits for this decision of this part."""
        return self.run.stands is not None and self.thing.step in self.run.stands.open

    def dispatch(self, request, *args, **kwargs):
        mine = request.user.is_authenticated and permissions.may_decide(request.user, self.thing, self.now)
        if request.user.is_authenticated and not (mine and self.run and self.is_open()):
            messages.error(request, GONE)
            return redirect("desk:todo", self.thing.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{self.word}：{self.thing.title}"

    def get_back(self) -> str:
        return reverse("desk:todo", args=[self.thing.pk])

    @property
    def asked(self) -> str:
        return self.request.POST.get("asked", "").strip()[:40]

    def get_form_kwargs(self):
        kwargs, given = super().get_form_kwargs(), self.request.POST
        if self.request.method == "POST" and "confirmed" not in given:
            said = {name: given.getlist(name) if name.startswith("chosen_") else given[name] for name in given}
            kwargs |= {"data": None, "files": None, "initial": kwargs["initial"] | said}
        return kwargs

    def offer(self, form, steps):
        """Let the form ask who does some steps."""
        body = self.run.version.route.organisation
        if steps:
            allowed = queries.may_be_chosen(body, self.now.date())
            form.offer(steps, allowed, chosen=self.run.chosen, asked=self.asked)
        return form

    def chosen(self, form) -> dict[str, list[str]]:
        """What was chosen and is not chosen already."""
        before = self.run.chosen
        return {step: keys for step, keys in form.chosen().items() if keys and set(keys) != set(before.get(step, ()))}

    def finish(self, done):
        return self.move_on(self.word)

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        lists = [name for name in context["form"].fields if name.startswith("chosen_")]
        return context | {"run": self.run, "search_before": lists[0] if lists else "", "asked": self.asked}


class Agree(OnePart):
    """同意, and who does the step that follows."""

    word, submit = "同意", "确认同意"
    form_class = AgreeForm

    def get_form(self, form_class=None):
        form = self.offer(super().get_form(form_class), queries.to_choose(self.run))
        if queries.parts(self.run).exclude(pk=self.thing.pk).exists():
            for name in form.fields:  # whoever agrees last chooses, unless somebody has before
                form.fields[name].required = False
        return form

    def form_valid(self, form):
        self.wanted = self.chosen(form)
        return super().form_valid(form)

    def act(self, *, reason, by, at, **lists):
        return actions.decide(self.thing, passed=True, reason=reason, chosen=self.wanted, by=by, at=at)


class SendBack(OnePart):
    """退回: to the drafter, or to a step the case has passed."""

    word, submit = "退回", "确认退回"
    form_class = SendBackForm
    dangerous = True

    def get_form_kwargs(self):
        ways = [(key, f"退到“{label}”，从那里再往下走") for key, label in queries.ways_back(self.run)]
        if self.run.drafter:
            ways.insert(0, (DRAFT, f"退给起草人{self.run.drafter}，改好后从头走"))
        return super().get_form_kwargs() | {"ways": ways}

    def act(self, *, to, reason, by, at):
        return actions.send_back(self.thing, to="" if to == DRAFT else to, reason=reason, by=by, at=at)


class Resubmit(OnePart):
    """重新提交: what the case says now, and who comes first where the drafter chooses."""

    word, submit = "重新提交", "确认重新提交"
    form_class = ResubmitForm

    def is_open(self) -> bool:
        return self.run.state == Run.State.RETURNED and self.thing.step == DRAFT

    def get_initial(self):
        return ResubmitForm.initial_of(self.run.fields)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"subject": self.run.version.route.about}

    def get_form(self, form_class=None):
        return self.offer(super().get_form(form_class), queries.to_choose_first(self.run, self._fields()))

    def _fields(self):
        """What the case would say: as typed, and where nothing is typed yet as it was."""
        said = self.get_initial() | self.request.POST.dict()
        typed = SubjectForm(said, subject=self.run.version.route.about)
        typed.is_valid()
        return typed.values()

    def form_valid(self, form):
        self.values, self.wanted = form.values(), form.chosen()
        return super().form_valid(form)

    def act(self, *, reason, by, at, **typed):
        return actions.resubmit(self.run, fields=self.values, chosen=self.wanted, remark=reason, by=by, at=at)
