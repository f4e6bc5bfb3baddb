"""The pages of any kind of case that follows a procedure; ``cases.CasePages`` says which."""

from functools import cached_property, reduce
from operator import or_

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect

from openxian.core.assignments import queries as assignments
from openxian.core.errors import Forbidden, Refused
from openxian.core.files import permissions
from openxian.core.files import queries as files
from openxian.core.files.actions import keep
from openxian.core.paging import page_of
from openxian.core.tables import writing
from openxian.core.workflow import acting
from openxian.desk import actions, queries, rows
from openxian.desk.cases import CasePages
from openxian.desk.forms import reason_field
from openxian.desk.screens import ActScreen, Open

PAGE = 50


class OfCases:
    """A page of some kind of case."""

    pages: CasePages = None  # type: ignore[assignment]  # given with the address

    def may(self, person) -> bool:
        return person.is_active

    def visible(self):
        """The cases this person may see."""
        return self.pages.procedure.visible_to(self.request.user, self.now)

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"pages": self.pages, "space": self.pages.space}


class OfOneCase(OfCases):
    """A page of one case, for those who may see it (others: there is none)."""

    def find(self):
        return get_object_or_404(self.visible(), pk=self.kwargs["pk"])

    def get_back(self) -> str:
        return self.pages.address("case", self.thing.pk)


class CaseList(OfCases, Open):
    """The cases a person may see, the newest first, by state and by words."""

    template_name = "desk/cases/list.html"

    def get_title(self) -> str:
        return self.pages.label

    @property
    def asked(self) -> str:
        return self.request.GET.get("text", "").strip()[:80]

    def found(self):
        found, state = self.visible(), self.request.GET.get("state", "")
        if state in self.pages.model.workflow.states:
            found = found.filter(state=state)
        if self.asked and self.pages.search:
            found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": self.asked}) for name in self.pages.search)))
        return found

    def get(self, request, *args, **kwargs):
        """The page, or the whole list as a table to take along (``format=csv|xlsx``)."""
        asked = request.GET.get("format", "")
        if asked in writing.FORMATS:
            lines = writing.keyset(self.found(), newest_first=True)
            return writing.stream(lines, self.pages.table(), asked, self.pages.label)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        page = page_of(self.found(), ("-id",), size=PAGE, cursor=self.request.GET.get("cursor"))
        table = self.pages.model.workflow
        return super().get_context_data(**context) | {
            "page": page,
            "lines": [(case, self.pages.told(case, self.pages.columns)) for case in page.items],
            "heads": [self.pages.word(name) for name in self.pages.columns],
            "states": [(state, table.label(state)) for state in sorted(table.states)],
            "state": self.request.GET.get("state", ""),
            "text": self.asked,
            "formats": tuple(writing.FORMATS),
            "may_begin": self.pages.may_begin(self.request.user, self.now),
        }


class CasePage(OfOneCase, Open):
    """One case: its facts, its limit, whose it is and why, what happened, and the buttons."""

    template_name = "desk/cases/case.html"

    def get_title(self) -> str:
        return str(self.thing)

    @cached_property
    def acts(self):
        return acting.acts_for(self.thing, None, self.request.user, self.now)

    def post(self, request, *args, **kwargs):
        """A button: at once, unless it asks for words or facts, or is not to be undone."""
        chosen = next((act for act in self.acts if act.name == request.POST.get("act", "")), None)
        if chosen is None:
            messages.error(request, actions.GONE)
            return redirect(self.get_back())
        if asks(chosen, request.POST.get("reason", "")):
            return TakeStep.as_view(pages=self.pages)(request, pk=self.thing.pk, name=chosen.name)
        try:
            chosen.run(None, by=request.user, at=self.now, reason=request.POST.get("reason", "").strip())
        except Forbidden as error:
            raise PermissionDenied(error.message) from error
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"已{chosen.label}。")
        return redirect(self.get_back())

    def get_context_data(self, **context):
        case, person, now = self.thing, self.request.user, self.now
        parts = list(assignments.of(case))
        deadline = self.pages.deadline(case)
        return super().get_context_data(**context) | {
            "facts": self.pages.told(case, self.pages.facts),
            "reading": deadline.reading(now.date()) if deadline else None,
            "parts": parts,
            "why": [assignments.explain(part, now, assignments.people_of(part, now)) for part in parts if part.is_open],
            "trail": queries.trail(case._meta.label_lower, str(case.pk)),
            "acts": sorted(self.acts, key=lambda act: rows.WEIGHTS.index(act.weight)),
            "wants_words": any(act.reason != "never" for act in self.acts),
            "may_amend": self.pages.may_amend(case, person, now),
            "may_attach": self.pages.may_attach(case, person, now),
            "files": [file for file in files.of(case) if permissions.may_download(person, file, now)],
        }


class FileForm(forms.Form):
    """A file that belongs to a case."""

    file = forms.FileField(label="文件")


class Attach(OfOneCase, ActScreen):
    """添加材料: a file for the case, examined and kept."""

    form_class = FileForm
    submit = "上传"
    success = "已添加。"

    def may(self, person) -> bool:
        return super().may(person) and self.pages.may_attach(self.thing, person, self.now)

    def get_title(self) -> str:
        return f"添加材料：{self.thing}"

    def act(self, *, file, by, at):
        return keep(file, file.name, thing=self.thing, by=by, at=at)


class TakeStep(OfOneCase, ActScreen):
    """The page of a step that asks for something: facts of the case, words, or a second thought."""

    template_name = "desk/cases/step.html"

    def find(self):
        found = super().find()
        acts = acting.acts_for(found, None, self.request.user, self.now)
        self.chosen = next((act for act in acts if act.name == self.kwargs["name"]), None)
        return found

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.chosen is None:
            messages.error(request, actions.GONE)
            return redirect(self.get_back())
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{self.chosen.label}：{self.thing}"

    def get_form_class(self):
        made = self.pages.form_of(self.chosen.fields) if self.chosen.fields else forms.Form
        if self.chosen.reason == "never":
            return made
        return type("StepForm", (made,), {"reason": reason_field(self.chosen.reason)})

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.chosen.fields:
            kwargs["instance"] = self.thing
        if self.request.method == "POST" and "confirmed" not in self.request.POST:
            kwargs |= {"data": None, "files": None, "initial": {"reason": self.request.POST.get("reason", "")}}
        return kwargs

    def act(self, *, by, at, **given):
        return self.chosen.run(None, by=by, at=at, **given)

    def finish(self, done):
        messages.success(self.request, f"已{self.chosen.label}。")
        return redirect(self.get_back())

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {
            "chosen": self.chosen,
            "submit": f"确认{self.chosen.label}",
            "dangerous": self.chosen.weight == "danger",
        }


class Begin(OfCases, ActScreen):
    """A new case."""

    submit = "提交"

    def may(self, person) -> bool:
        return super().may(person) and self.pages.may_begin(person, self.now)

    def get_title(self) -> str:
        return f"新建{self.pages.label}"

    def get_form_class(self):
        return self.pages.form or self.pages.form_of(self.pages.fields)

    def act(self, *, by, at, **facts):
        case = self.pages.model(**facts)
        if any(field.name == "owner" for field in case._meta.fields):
            case.owner = by
        return self.pages.begin(case, by=by, at=at)

    def get_back(self) -> str:
        return self.pages.address("list")

    def finish(self, done):
        messages.success(self.request, f"已提交《{done}》。")
        return redirect(self.pages.address("case", done.pk))


class Amend(OfOneCase, ActScreen):
    """The same fields later, while the room lets them be changed."""

    submit = "保存"
    success = "已保存。"

    def may(self, person) -> bool:
        return super().may(person) and self.pages.may_amend(self.thing, person, self.now)

    def get_title(self) -> str:
        return f"修改：{self.thing}"

    def get_form_class(self):
        return self.pages.form or self.pages.form_of(self.pages.fields)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, *, by, at, **facts):
        if not self.pages.may_amend(self.thing, by, at):
            raise Forbidden("现在不能修改，请刷新页面。")
        return actions.amend(self.thing, by=by, at=at, **facts)


def asks(act, reason: str) -> bool:
    """Whether a button needs a page of its own before it is done."""
    return bool(act.fields) or act.weight == "danger" or (act.reason == "required" and not reason.strip())
