"""The door for reading: named questions about articles and their reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Revision

from openxian.core.models import AuditLine
from openxian.repository import permissions, registry, rules, workflow
from openxian.repository.models import Article, PolicyDocument, Review
from openxian.repository.rendering import render_body
from openxian.repository.rules import Manuscript

__all__ = [
    "HistoryEntry", "available_steps", "awaiting_my_review", "explainers_of", "history", "last_writer", "levels_passed",
    "levels_passed_of", "live_by_id", "manuscript", "open_review", "policies_explained_by", "published_after",
    "published_before", "render_body", "warnings", "was_public", "with_levels_passed", "writer_ids",
]  # fmt: skip

IMPORTED_LEVELS = 3
"""What comes in by a content package was reviewed where it was first published."""


@dataclass(frozen=True)
class HistoryEntry:
    """One line of what happened to an article: ``comment`` is the opinion that came with it, if any."""

    at: datetime
    who: str
    sentence: str
    comment: str
    act: str


def awaiting_my_review(person, on: date) -> QuerySet[Review]:
    """Open rounds that wait for ``person``, the oldest first, with article, body and submitter at hand."""
    waiting = permissions.reviews_for(person, on)
    return waiting.select_related("article__organisation", "submitted_by").order_by("submitted_at", "pk")


def open_review(article: Article) -> Review | None:
    """The round the article is in, if it is in one."""
    return article.reviews.filter(state__in=Review.OPEN).first()


def levels_passed(article: Article) -> int:
    """How many levels the public version has passed: 0 when there is none, 3 for imported ones.

    An urgent publication counts as one level until all the others have followed.
    """
    if not article.live:
        return 0
    review = article.reviews.filter(revision=article.live_revision_id).order_by("-pk").first()
    if review is None:
        return IMPORTED_LEVELS if article.external_id else 0
    return review.levels if review.state == Review.State.PASSED else 1


def with_levels_passed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """``articles`` with ``passed``: what ``levels_passed`` says, worked out by the database."""
    rounds = Review.objects.filter(article=OuterRef("pk"), revision=OuterRef("live_revision")).order_by("-pk")
    said = Case(When(state=Review.State.PASSED, then=F("levels")), default=Value(1))
    imported = Case(
        When(Q(external_id__isnull=True) | Q(external_id=""), then=Value(0)), default=Value(IMPORTED_LEVELS)
    )
    reviewed = Coalesce(Subquery(rounds.annotate(said=said).values("said")[:1]), imported)
    return articles.annotate(passed=Case(When(live=True, then=reviewed), default=Value(0)))


def levels_passed_of(article_ids: Sequence[int]) -> dict[int, int]:
    """Article id → levels its public version has passed; one query."""
    return dict(with_levels_passed(Article.objects.filter(pk__in=article_ids)).values_list("pk", "passed"))


def history(article: Article) -> list[HistoryEntry]:
    """Everything on record about an article, oldest first: the audit trail with the reviewers' words."""
    lines = AuditLine.objects.filter(
        thing_type__in=("repository.article", "repository.policydocument"), thing_id=str(article.pk)
    )
    return [
        HistoryEntry(line.at, line.actor_name, line.sentence, line.detail.get("comment", ""), line.act)
        for line in lines.order_by("pk")
    ]


def live_by_id(pk: int) -> Article | None:
    """The public article of this number, a policy document as one, with body and picture at hand."""
    article = _public().filter(pk=pk).first()
    if article is not None and article.is_policy:
        return _public(PolicyDocument).select_related("subject__parent").get(pk=pk)
    return article


def was_public(pk: int) -> bool:
    """Whether the number was public once and is not now: its page answers 410, not 404."""
    return Article.objects.filter(pk=pk, live=False, addressed_on__isnull=False).exists()


def explainers_of(policy: PolicyDocument) -> QuerySet[Article]:
    """Public articles that explain a document, in the order given."""
    return Article.objects.filter(live=True, explains__policy=policy).order_by("explains__sort_order", "explains__pk")


def policies_explained_by(article: Article) -> QuerySet[PolicyDocument]:
    """Public documents an article explains."""
    return PolicyDocument.objects.filter(live=True, explanations__explainer=article).order_by("explanations__pk")


def published_before(article: Article) -> Article | None:
    """The public article published just before this one, over the whole repository."""
    earlier = Q(published_at__lt=article.published_at) | Q(published_at=article.published_at, pk__lt=article.pk)
    return Article.objects.published().filter(earlier).order_by("-published_at", "-pk").first()


def published_after(article: Article) -> Article | None:
    """The public article published just after this one."""
    later = Q(published_at__gt=article.published_at) | Q(published_at=article.published_at, pk__gt=article.pk)
    return Article.objects.published().filter(later).order_by("published_at", "pk").first()


def manuscript(version: Article) -> Manuscript:
    """The facts of a version that the rules ask about."""
    policy = version if isinstance(version, PolicyDocument) else None
    return Manuscript(
        title=version.title,
        source=version.source,
        has_organisation=version.organisation_id is not None,
        has_body=len(version.body) > 0,
        has_attachment=any(True for _ in version.attachments.all()),
        columns=len(registry.columns.chosen(version)) if registry.columns else None,
        is_policy=version.is_policy,
        issuer=policy.issuer if policy else "",
        dated_on=policy.dated_on if policy else None,
        document_number=policy.document_number if policy else "",
    )


def warnings(version: Article) -> list[str]:
    """What deserves a second look before submitting, and hinders nothing."""
    form = settings.OPENXIAN_DOCUMENT_NUMBER_FORM or rules.DOCUMENT_NUMBER
    return [
        sentence for sentence in [rules.document_number_warning(manuscript(version).document_number, form)] if sentence
    ]


def writer_ids(article: Article) -> set[int]:
    """Ids of the people who wrote what the public does not see yet: every version since the public one."""
    versions = Revision.objects.for_instance(article)
    if article.live_revision_id:
        versions = versions.filter(pk__gt=article.live_revision_id)
    writers = set(versions.exclude(user=None).values_list("user_id", flat=True))
    if not article.live and article.created_by_id:
        writers.add(article.created_by_id)
    return writers


def last_writer(article: Article):
    """Who saved the newest version, else who made the article; ``None`` when nobody is on record."""
    revision = article.latest_revision
    return (revision.user if revision else None) or article.created_by


def available_steps(article: Article) -> list:
    """The steps of the table that the article's stage allows, whoever takes them."""
    return workflow.THREE_REVIEWS[registry.levels_required(article)].available(article.stage)


def _public(model: type[Article] = Article) -> QuerySet:
    return model.objects.filter(live=True).select_related("organisation", "lead_picture")
