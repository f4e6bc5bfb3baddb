"""Placements follow their article: out when it is published, gone when it is withdrawn; pages follow reforms."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from openxian.portal.models import (
    ColumnPage,
    ErrorReportPage,
    HomePage,
    LeadersPage,
    OrganisationsPage,
    Placement,
    SiteMapPage,
    SiteProfile,
    TopicPage,
)
from openxian.repository import queries as repository
from openxian.repository.models import Article

PAGES = (HomePage, ColumnPage, TopicPage, LeadersPage, OrganisationsPage, SiteMapPage, ErrorReportPage)


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


def follow_column(sender, *, instance, **kwargs) -> None:
    """Receiver of ``page_published``: a column that asks for more or fewer reviews shows accordingly.

    Two statements whatever the size of the column; each touches only the rows that change.
    """
    standing = Placement.objects.filter(column=instance.pk)
    article = repository.with_levels_passed(Article.objects.filter(pk=OuterRef("article")))
    allowed = article.filter(live=True, passed__gte=instance.review_levels)
    standing.filter(~Exists(allowed), shown=True).update(shown=False)
    standing.filter(Exists(allowed), shown=False).update(
        shown=True, sort_at=Coalesce(Subquery(article.values("published_at")[:1]), F("sort_at"))
    )


def follow_reform(sender, *, predecessor, successors, **kwargs) -> None:
    """Receiver of ``organisation_succeeded``: the first heir answers for the pages; without an heir they stay."""
    if not successors:
        return
    for model in (*PAGES, SiteProfile):
        model.objects.filter(organisation=predecessor).update(organisation=successors[0])
