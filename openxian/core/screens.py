"""Office screens of the plain kind: a form that is one act, and a button that is one act."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View
from django.views.generic.base import ContextMixin

from openxian.core.errors import Forbidden, Refused


@method_decorator(never_cache, name="dispatch")
class Screen(LoginRequiredMixin, ContextMixin, View):
    """A page of the office. ``may`` decides whether the person may see it at all: nobody, unless a screen says so."""

    title = ""
    icon = "cog"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.thing = self.find()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        """The thing the page is about; raises ``Http404`` when there is none."""
        return None

    def may(self, person) -> bool:
        return False

    def get_title(self) -> str:
        return self.title

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {"page_title": self.get_title(), "header_icon": self.icon, "thing": self.thing}


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class EmptyForm(forms.Form):
    """Nothing to fill in: the button is the act."""


class ShowScreen(Screen, TemplateView):
    """A page that shows."""


class ActScreen(Screen, FormView):
    """A form whose submission is one act; a refusal is said at the field it belongs to."""

    template_name = "core/act.html"
    submit = "保存"
    success = "已保存。"
    back = ""
    warning = ""
    dangerous = False

    def act(self, **values):
        """Do it; ``values`` are the form's, with ``by`` and ``at``."""
        raise NotImplementedError

    def form_valid(self, form):
        try:
            done = self.act(**form.cleaned_data, by=self.request.user, at=timezone.localtime())
        except Forbidden as error:
            raise PermissionDenied(error.message) from error
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            return self.form_invalid(form)
        return self.finish(done)

    def finish(self, done) -> HttpResponse:
        messages.success(self.request, self.success)
        return redirect(self.get_back())

    def get_back(self) -> str:
        return str(self.back)

    def get_context_data(self, **context):
        shown = {"submit": self.submit, "back": self.get_back(), "warning": self.warning, "dangerous": self.dangerous}
        return super().get_context_data(**context) | shown
