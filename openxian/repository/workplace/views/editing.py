"""The editor: Wagtail's form machinery in front of ``actions.save_draft`` and ``actions.submit``."""

from django.db import transaction
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.widgets import importmap
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views import generic
from wagtail.admin.views.generic.preview import PreviewOnCreate, PreviewOnEdit

from openxian.core.errors import Refused
from openxian.organisations.queries import holds
from openxian.repository import actions, permissions, queries, registry
from openxian.repository.models import Article, PolicyDocument
from openxian.repository.workplace.panels import panel_for
from openxian.repository.workplace.views.loading import allowed, article_for, article_url, newest, today

EMPTY_BODY = [("text", "")]
"""One empty text, so that one can write at once; left empty it is not kept."""


class Editing:
    """What adding and editing share: the panel, the two buttons, saving through the act."""

    model = Article
    actions = ("edit", "submit")
    template_name = "repository/workplace/editor.html"
    error_message = "没有保存：请看标红的地方。您输入的内容都还在。"
    header_icon = "edit"

    def get_panel(self):
        return panel_for(self.model)

    def get_action(self, request):
        return "submit" if "action-submit" in request.POST else "edit"

    def get_breadcrumbs_items(self):
        policy = self.model is PolicyDocument
        index = reverse("repository:policies" if policy else "repository:articles")
        return [
            {"url": reverse("wagtailadmin_home"), "label": "内容管理"},
            {"url": index, "label": "政策文件" if policy else "稿件"},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def post(self, request, *args, **kwargs):
        if "body-count" not in request.POST:
            return HttpResponseBadRequest("表单不完整，请从编辑页面保存。")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        self.form = form
        try:
            with transaction.atomic():
                article = self._saved(form)
        except Refused as refusal:
            return self._refused(form, refusal)
        self.object = article
        return self._submitted(article) if self.action == "submit" else self._kept(article)

    def _saved(self, form):
        by, at = self.request.user, timezone.now()
        article = form.save(commit=False)
        actions.save_draft(article, by=by, at=at)
        if registry.columns and form.has_changed() and "columns" in form.changed_data:
            registry.columns.choose(article, form.cleaned_data["columns"], by=by, at=at)
        return article

    def _kept(self, article):
        messages.success(self.request, f"已保存草稿“{article.title}”。")
        return redirect(article_url("article_edit", article))

    def _submitted(self, article):
        """Send to the reviewers; when that is refused the draft is kept and the editor shows what is missing."""
        try:
            actions.submit(article, by=self.request.user, at=timezone.now(), note=self.request.POST.get("note", ""))
        except Refused as refusal:
            messages.error(self.request, f"草稿已保存，但没有送审：{refusal.message}")
            return redirect(article_url("article_edit", article))
        messages.success(self.request, f"“{article.title}”已提交审核。")
        return redirect(article_url("article", article))

    def _refused(self, form, refusal):
        if refusal.field in form.fields:
            form.add_error(refusal.field, refusal.message)
        else:
            form.add_error(None, refusal.message)
        self.produced_error_message = self.error_message
        return self.form_invalid(form)

    def get_side_panels(self):
        return MediaContainer(
            [PreviewSidePanel(self.object or self.model(), self.request, preview_url=self._preview_url())]
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["importmap"] = importmap.render(attrs={"nonce": str(getattr(self.request, "csp_nonce", ""))})
        context["revision_enabled"] = True
        return context


class Add(Editing, generic.CreateView):
    """A new draft."""

    def dispatch(self, request, *args, **kwargs):
        allowed(holds(request.user, "writer", today()))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return f"新建{self.model._meta.verbose_name}"

    def get_header_title(self):
        return self.get_page_subtitle()

    def get_initial_form_instance(self):
        kind = Article.Kind.POLICY if self.model is PolicyDocument else Article.Kind.NEWS
        return self.model(kind=kind, created_by=self.request.user, body=EMPTY_BODY)

    def get_add_url(self):
        return reverse("repository:policy_add" if self.model is PolicyDocument else "repository:article_add")

    def _preview_url(self):
        return reverse(
            "repository:policy_preview_new" if self.model is PolicyDocument else "repository:article_preview_new"
        )

    def _refused(self, form, refusal):
        form.instance.pk = form.instance.id = None  # the transaction took the row back
        return super()._refused(form, refusal)


class Edit(Editing, generic.EditView):
    """An existing one. Whoever may read but not edit is shown the article instead."""

    can_delete = False

    def dispatch(self, request, *args, **kwargs):
        public = article_for(request.user, kwargs["pk"])
        if isinstance(public, PolicyDocument) != (self.model is PolicyDocument):
            return redirect(article_url("article_edit", public))
        if not permissions.may_edit(request.user, public, today()):
            allowed(request.method != "POST")
            return redirect(article_url("article", public))
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return newest(article_for(self.request.user, self.kwargs["pk"]))

    def is_valid(self, form):
        if self._overtaken():
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = (
                "没有保存：您打开之后，别人又保存了新的版本。您输入的内容还在页面上；核对后再点一次保存，就以您的为准。"
            )
            form.is_valid()
            return False
        return super().is_valid(form)

    def _overtaken(self) -> bool:
        loaded = self.request.POST.get("loaded_revision_id")
        return bool(loaded) and loaded != str(self.object.latest_revision_id)

    def get_edit_url(self):
        return article_url("article_edit", self.object)

    def get_page_subtitle(self):
        return self.object.title

    def _preview_url(self):
        return article_url("article_preview", self.object)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        article = self.object
        context["may_submit"] = permissions.may_submit(self.request.user, article, today())
        context["may_delete"] = permissions.may_delete(self.request.user, article, today())
        context["warnings"] = queries.warnings(article)
        context["last_return"] = article.reviews.filter(state="returned").order_by("-closed_at", "-id").first()
        return context


class PreviewNew(PreviewOnCreate):
    """What the new article would look like; nothing is saved."""

    model = Article

    def get_object(self):
        allowed(holds(self.request.user, "writer", today()))
        return self.model(created_by=self.request.user)

    def get_form_class(self):
        return panel_for(self.model).get_form_class()


class Preview(PreviewOnEdit):
    """What the edited article would look like; nothing is saved."""

    model = Article

    def get_object(self):
        article = article_for(self.request.user, self.kwargs["pk"])
        allowed(permissions.may_edit(self.request.user, article, today()))
        return newest(article)

    def get_form_class(self):
        return panel_for(type(self.object)).get_form_class()
