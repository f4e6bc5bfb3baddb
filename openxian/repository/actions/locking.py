"""Two people, one article: whoever comes second waits, then sees what the first did."""

from django.utils.timezone import localtime

from openxian.core.errors import Forbidden
from openxian.repository.models import Article, PolicyDocument, Review


def day_of(at):
    """The Beijing day of an aware time: duties and dates are asked about in days."""
    return localtime(at).date()


def locked(article: Article) -> Article:
    """The article as it is now, its row held until the transaction ends; a policy document comes as one."""
    row = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    return PolicyDocument.objects.get(pk=row.pk) if row.is_policy else row


def locked_round(review: Review) -> tuple[Article, Review]:
    """A round and its article as they are now, both held; always the article first, so that nobody waits in a ring."""
    article = locked(review.article)
    now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    now.article = article
    return article, now


def set_facts(article: Article, at, **facts) -> None:
    """Write facts about the article as a whole (never content) to its row and to the object in hand."""
    Article.objects.filter(pk=article.pk).update(updated_at=at, **facts)
    for name, value in facts.items():
        setattr(article, name, value)


def must(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise Forbidden(sentence)
