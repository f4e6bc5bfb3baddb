"""A list, a page, a form and the steps of a kind of case, from one declaration.

A room that follows ``core.workflow`` writes ``PAGES = CasePages(…)``, registers it in ``AppConfig.ready`` and takes
its addresses from ``PAGES.urls()``; their names are ``list new case attach edit act`` within the room's name space.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Model
from django.forms import BaseModelForm, modelform_factory
from django.urls import URLPattern, path, reverse

from openxian.core.assignments.models import Assignment
from openxian.core.deadlines import Deadline
from openxian.core.files import registry as files
from openxian.core.files.models import StoredFile
from openxian.core.screens import DayInput
from openxian.core.tables.columns import Column
from openxian.core.workflow import moving
from openxian.core.workflow import registry as workflow
from openxian.core.workflow.case import Case
from openxian.core.workflow.registry import Procedure
from openxian.desk import registry


def nobody(*asked: Any) -> bool:
    return False


def no_deadline(case: Any) -> Deadline | None:
    return None


@dataclass(frozen=True)
class CasePages:
    """What a room says of its cases.

    ``space`` is the room's name space of addresses; ``columns`` and ``facts`` name fields (or properties with a
    ``verbose_name`` of their own in ``words``) for the list and the page; ``fields`` are asked when a case begins,
    ``may_begin(person, at)`` says by whom, ``begin(case, by=, at=)`` stores it. ``may_amend(case, person, at)`` opens
    the same fields later. ``deadline(case)`` is shown with its derivation; ``search`` names the fields a list is
    searched in; ``form`` stands in for the one made from ``fields``. ``may_attach(case, person, at)`` says who adds
    files; whoever sees the case has them. The list can be taken along as a table.
    """

    procedure: Procedure
    space: str
    icon: str = "folder"
    columns: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    may_begin: Callable[[Any, datetime], bool] = nobody
    begin: Callable[..., Case] = moving.begin
    may_amend: Callable[[Any, Any, datetime], bool] = nobody
    deadline: Callable[[Any], Deadline | None] = no_deadline
    form: type[BaseModelForm] | None = None
    may_attach: Callable[[Any, Any, datetime], bool] = nobody

    @property
    def model(self) -> type[Case]:
        return self.procedure.model

    @property
    def label(self) -> str:
        return self.procedure.label

    def register(self, *, may: Callable[[Any], bool], order: int = 50) -> None:
        """Tell the workflow, the desk's menu and the page of a to-do; called once by the room's ``AppConfig.ready``."""
        workflow.register(self.procedure)
        registry.register(registry.Entry(self.label, f"{self.space}:list", may, self.icon, order=order))
        registry.register_preview(self.procedure.key, self.preview)
        files.register(self.procedure.key, may_download=self.may_have)

    def may_have(self, person: Any, file: StoredFile, at: datetime) -> bool:
        """The files of a case are for whoever sees the case; a room that thinks otherwise declares it afterwards."""
        return self.procedure.visible_to(person, at).filter(pk=file.thing_id).exists()

    def address(self, name: str, *args: Any) -> str:
        """One of the room's addresses: ``list new case attach edit act``."""
        return reverse(f"{self.space}:{name}", args=args)

    def form_of(self, fields: tuple[str, ...]) -> type[BaseModelForm]:
        """A form for some fields of the case, with a calendar for days."""
        days = {
            name: DayInput() for name in fields if self.model._meta.get_field(name).get_internal_type() == "DateField"
        }
        return modelform_factory(self.model, fields=fields, widgets=days)

    def told(self, case: Model, names: tuple[str, ...]) -> list[tuple[str, Any]]:
        """(word, value) of some facts, in the words of the table."""
        return [(self.word(name), _value(case, name)) for name in names]

    def word(self, name: str) -> str:
        """What people call a fact: the field's Chinese name, a property's first line of documentation."""
        found = getattr(self.model, name)
        if isinstance(found, property):
            return (found.__doc__ or name).strip().rstrip("。")
        return str(self.model._meta.get_field(name).verbose_name)

    def table(self) -> list[Column]:
        """The columns of the list as they go out: title, state, and what the room names."""
        named = [Column(name, self.word(name), get=partial(_cell, name=name)) for name in self.columns]
        return [Column("title", self.label, get=str), Column("state", "状态", get=_state), *named]

    def preview(self, assignment: Assignment, person: Any) -> registry.Part | None:
        """The facts of the case on the page of its to-do."""
        case = assignment.thing
        return registry.Part("desk/cases/_facts.html", {"facts": self.told(case, self.facts)}) if case else None

    def urls(self) -> list[URLPattern]:
        """The addresses; put them under ``office/desk/<space>/``."""
        from openxian.desk.views import cases as views

        kept = {"pages": self}
        return [
            path("", views.CaseList.as_view(**kept), name="list"),
            path("new/", views.Begin.as_view(**kept), name="new"),
            path("<int:pk>/", views.CasePage.as_view(**kept), name="case"),
            path("<int:pk>/attach/", views.Attach.as_view(**kept), name="attach"),
            path("<int:pk>/edit/", views.Amend.as_view(**kept), name="edit"),
            path("<int:pk>/act/<str:name>/", views.TakeStep.as_view(**kept), name="act"),
        ]


def _state(case: Any) -> str:
    return case.state_label


def _cell(case: Model, name: str) -> Any:
    """A value as a table takes it: what is a row of another table goes by its name."""
    value = _value(case, name)
    return str(value) if isinstance(value, Model) else value


def _value(case: Model, name: str) -> Any:
    display = getattr(case, f"get_{name}_display", None)
    return display() if display else getattr(case, name)
