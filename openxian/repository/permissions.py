"""Who may do what with an article: each sentence once per object and, for lists, once as a queryset.

Rights over records come from duties (``organisations.queries``); everything not said here is denied.
``on`` is the day asked about.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import ReferenceIndex

from openxian.organisations import queries as organisations
from openxian.repository import workflow
from openxian.repository.models import Article, ArticleAttachment, Opinion, Review, Stage

READERS = ("writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager")
WITHDRAWERS = ("final_reviewer", "site_manager")
IN_REVIEW = (Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.FINAL_REVIEW)


def may_write_for(person, organisation, on: date) -> bool:
    """Whether ``person`` is an information officer of this body."""
    return _has_duty(person, "writer", organisation, on)


def may_edit(person, article: Article, on: date) -> bool:
    """Its body's information officers, while no reviewer has it in hand and no hour is set for it."""
    return not article.locked and article.stage in workflow.EDITABLE and may_write_for(
        person, article.organisation, on
    )  # fmt: skip


def may_submit(person, article: Article, on: date) -> bool:
    """As for editing, and there must be something the public does not see yet."""
    return may_edit(person, article, on) and (not article.live or article.has_unpublished_changes)


def may_delete(person, article: Article, on: date) -> bool:
    """A draft that the public has never seen."""
    return article.addressed_on is None and may_edit(person, article, on)


def may_recall(person, review: Review, on: date) -> bool:
    """Whoever submitted it, while the round is open."""
    return review.is_open and not review.emergency and review.submitted_by_id == getattr(person, "pk", None)


def may_review(person, review: Review, on: date) -> bool:
    """Who holds the level's duty at the article's body and has had no hand in this version."""
    role = workflow.REVIEWED_BY.get(review.state)
    if role is None or not _has_duty(person, role, review.article.organisation, on):
        return False
    behalf = organisations.acting_for(person, role, review.article.organisation, on)
    return people_of(review).isdisjoint({person.pk, getattr(behalf, "pk", None)})


def may_publish_urgently(person, article: Article, on: date) -> bool:
    """A final reviewer of its body (whether they wrote it themselves is asked when they act)."""
    stages = (*workflow.EDITABLE, *IN_REVIEW)
    unseen = not article.live or article.has_unpublished_changes
    return article.stage in stages and unseen and _has_duty(person, "final_reviewer", article.organisation, on)


def may_withdraw(person, article: Article, on: date) -> bool:
    """Final reviewers of its body, and site managers whose duty reaches it, once it is or will be public."""
    return (article.live or article.stage == Stage.SCHEDULED) and _has_any(
        person, WITHDRAWERS, article.organisation, on
    )


def may_set_validity(person, article: Article, on: date) -> bool:
    """To say that a document no longer binds is a final reviewer's word."""
    return _has_duty(person, "final_reviewer", article.organisation, on)


def may_relate(person, policy: Article, on: date) -> bool:
    """Information officers of the body whose document it is."""
    return may_write_for(person, policy.organisation, on)


def may_read(person, article: Article, on: date) -> bool:
    """Everybody who writes, reviews or manages for its body; drafts are nobody else's business."""
    return _has_any(person, READERS, article.organisation, on)


def visible_to(person, on: date) -> QuerySet[Article]:
    """The articles ``may_read`` says yes to; one indexed query however many duties there are."""
    if not _counts(person):
        return Article.objects.none()
    return Article.objects.filter(organisation_id__in=readable_organisation_ids(person, on))


def readable_organisation_ids(person, on: date) -> set[int]:
    """Ids of the bodies whose articles ``person`` sees in the office."""
    return set(organisations.organisations_in_any(person, READERS, on).order_by().values_list("pk", flat=True))


def reviews_for(person, on: date) -> QuerySet[Review]:
    """Open rounds that wait for ``person``: the level's duty is theirs and they have had no hand in it."""
    if not _counts(person):
        return Review.objects.none()
    mine = Q(pk__in=())
    for state, role in workflow.REVIEWED_BY.items():
        ids = organisations.organisation_ids(person, role, on)
        if ids:
            mine |= Q(state=state, article__organisation_id__in=ids)
    took_part = Opinion.objects.filter(Q(by=person) | Q(on_behalf_of=person), review=OuterRef("pk"))
    return Review.objects.filter(mine).exclude(Exists(took_part))


def may_download(person, attachment, on: date) -> bool:
    """Everybody when a public article uses it; else who uploaded it or may read an article that uses it.

    A file that only a version in the making uses is open to whoever writes or reviews.
    """
    users = articles_using(attachment)
    if users.filter(live=True).exists():
        return True
    if not _counts(person):
        return False
    if attachment.uploaded_by_user_id == person.pk or any(may_read(person, article, on) for article in users[:50]):
        return True
    return not users.exists() and any(organisations.holds(person, role, on) for role in READERS)


def articles_using(attachment) -> QuerySet[Article]:
    """Articles that list a file, or show it in their body."""
    shown = ReferenceIndex.get_references_to(attachment).filter(base_content_type=Article.get_base_content_type())
    ids = [int(pk) for pk in shown.values_list("object_id", flat=True)]
    listed = ArticleAttachment.objects.filter(file=attachment).values("article")
    return Article.objects.filter(Q(pk__in=listed) | Q(pk__in=ids))


def people_of(review: Review) -> set[int]:
    """Ids of everybody with a hand in a round: writers, submitter, reviewers, and those they acted for."""
    pairs = review.opinions.values_list("by_id", "on_behalf_of_id")
    return {person for pair in pairs for person in pair if person is not None}


def _counts(person) -> bool:
    return bool(person and person.pk and person.is_active)


def _has_duty(person, role: str, organisation, on: date) -> bool:
    return _counts(person) and organisations.holds(person, role, on, organisation)


def _has_any(person, roles: tuple[str, ...], organisation, on: date) -> bool:
    return any(_has_duty(person, role, organisation, on) for role in roles)
