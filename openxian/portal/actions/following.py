"""Placements follow their article: out when it is published, gone when it is withdrawn."""

from django.db.models import QuerySet

from openxian.portal.models import Placement
from openxian.repository import queries as repository


def show_where_allowed(article) -> None:
    """Show a live article in the columns whose reviews it has passed, hide it in the others."""
    placements = Placement.objects.filter(article=article)
    if not article.live:
        placements.filter(shown=True).update(shown=False)
        return
    passed = repository.levels_passed(article)
    open_to = placements.filter(column__review_levels__lte=passed)
    _show(open_to, article.published_at)
    placements.filter(shown=True, column__review_levels__gt=passed).update(shown=False)


def _show(placements: QuerySet[Placement], sort_at) -> None:
    placements.update(shown=True, sort_at=sort_at)


def follow_publication(sender, *, article, **kwargs) -> None:
    """Receiver of ``article_published``; inside the act's own transaction."""
    show_where_allowed(article)


def follow_withdrawal(sender, *, article, **kwargs) -> None:
    """Receiver of ``article_withdrawn``: one act, and it is gone from every column of every site."""
    Placement.objects.filter(article=article, shown=True).update(shown=False)
