"""Units, posts, people and appointments."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from openxian.core.screens import ActScreen, ShowScreen
from openxian.organisations import actions, permissions, queries
from openxian.organisations.forms import (
    AppointForm,
    CloseUnitForm,
    EndAppointmentForm,
    PersonForm,
    PostForm,
    UnitForm,
)
from openxian.organisations.models import Appointment, Organisation, Person, Post, Unit

PAGE = 50


class KeepScreen(ActScreen):
    """An act on something that belongs to one body."""

    model = Organisation
    icon = "site"

    def find(self):
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @property
    def organisation(self):
        return self.thing if self.model is Organisation else self.thing.organisation

    def may(self, person):
        return permissions.may_keep(person, self.organisation, timezone.localdate())

    def get_back(self):
        return reverse("organisations:body", args=[self.organisation.pk])


class AddUnit(KeepScreen):
    title, form_class, success = "增设股室", UnitForm, "股室已增设。"

    def act(self, **values):
        return actions.add_unit(self.thing, **values)


class ChangeUnit(KeepScreen):
    title, form_class, model = "修改股室", UnitForm, Unit

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.change_unit(self.find(), **values)


class CloseUnit(KeepScreen):
    title, form_class, model, submit, dangerous = "撤销股室", CloseUnitForm, Unit, "撤销", True

    def act(self, **values):
        return actions.close_unit(self.thing, **values)


class PostScreen(KeepScreen):
    form_class = PostForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.organisation}


class AddPost(PostScreen):
    title, success = "增设职务", "职务已增设。"

    def act(self, **values):
        return actions.add_post(self.thing, **values)


class ChangePost(PostScreen):
    title, model = "修改职务", Post

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.change_post(self.find(), **values)


class Appoint(KeepScreen):
    title, form_class, submit, success = "任职", AppointForm, "任职", "任职已登记。"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.thing}

    def act(self, person, post, **values):
        if post.organisation_id != self.thing.pk:
            raise Http404
        return actions.appoint(person, post, **values)


class EndAppointment(KeepScreen):
    title, form_class, model, submit = "免职", EndAppointmentForm, Appointment, "免职"

    @property
    def organisation(self):
        return self.thing.post.organisation

    def act(self, **values):
        return actions.end_appointment(self.thing, **values)


class People(ShowScreen):
    """The register of people, fifty at a time, in the order they were entered."""

    title, icon, template_name = "人员", "group", "organisations/people.html"

    def may(self, person):
        return permissions.may_keep_people(person, timezone.localdate())

    def get_context_data(self, **context):
        text, after = self.request.GET.get("text", ""), self.request.GET.get("after", "")
        found = queries.people(text, timezone.localdate())
        if after.isdigit():
            found = found.filter(pk__gt=int(after))
        page = list(found[: PAGE + 1])
        following = page[PAGE - 1].pk if len(page) > PAGE else ""
        return super().get_context_data(**context) | {"people": page[:PAGE], "text": text, "after": following}


class PersonScreen(ActScreen):
    icon, form_class = "group", PersonForm

    def may(self, person):
        return permissions.may_keep_people(person, timezone.localdate())

    def get_back(self):
        return reverse("organisations:people")


class RegisterPerson(PersonScreen):
    title, success = "登记人员", "人员已登记。"

    def act(self, **values):
        return actions.register_person(**values)


class ChangePerson(PersonScreen):
    title = "修改人员"

    def find(self):
        return get_object_or_404(Person, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.change_person(self.find(), **_kept_photo(values))


def _kept_photo(values: dict) -> dict:
    """A form without a new file keeps the photo; a ticked “clear” takes it away."""
    return values | {"photo": values["photo"] or ""}
