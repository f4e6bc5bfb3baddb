"""follow_column: a column that asks for more or fewer reviews shows accordingly as soon as it is published."""

from datetime import timedelta

import pytest

from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT, make_article
from openxian.repository import queries as repository
from openxian.repository.models import Article, Review, Stage


@pytest.fixture
def once_reviewed(green_hills, county, writer):
    """An article that passed two reviews, shown in a column that asks for two."""
    article = make_article(county, title="两审通过的通知", at=AT - timedelta(hours=1))
    revision = article.save_revision(user=writer)
    Article.objects.filter(pk=article.pk).update(live_revision=revision, external_id=None, stage=Stage.PUBLISHED)
    article.refresh_from_db()
    Review.objects.create(
        article=article, revision=revision, levels=2, state="passed", submitted_by=writer, submitted_at=AT
    )
    column = green_hills.notices
    Placement.objects.create(article=article, column=column, is_home=True, shown=True, sort_at=AT, at=AT)
    return article


def publish(column, levels):
    column.review_levels = levels
    column.save_revision().publish()


def shown(article) -> bool:
    return Placement.objects.get(article=article).shown


def test_a_stricter_column_hides_what_has_passed_too_few(once_reviewed, green_hills):
    others = green_hills.notices.placements.exclude(article=once_reviewed).filter(shown=True).count()
    publish(green_hills.notices, 3)
    assert not shown(once_reviewed)
    still = green_hills.notices.placements.exclude(article=once_reviewed).filter(shown=True).count()
    assert still == others > 0, "imported articles passed all three"


def test_a_milder_column_shows_it_again_at_its_own_time(once_reviewed, green_hills):
    publish(green_hills.notices, 3)
    publish(green_hills.notices, 2)
    placement = Placement.objects.get(article=once_reviewed)
    assert placement.shown
    assert placement.sort_at == once_reviewed.published_at


def test_a_draft_of_the_column_changes_nothing(once_reviewed, green_hills):
    green_hills.notices.review_levels = 3
    green_hills.notices.save_revision()
    assert shown(once_reviewed)


def test_a_withdrawn_article_stays_hidden(once_reviewed, green_hills):
    Article.objects.filter(pk=once_reviewed.pk).update(live=False)
    publish(green_hills.notices, 1)
    assert not shown(once_reviewed)


def test_other_columns_are_left_alone(once_reviewed, green_hills):
    publish(green_hills.towns, 3)
    assert shown(once_reviewed)


def test_the_database_counts_levels_as_the_rules_do(once_reviewed, green_hills):
    articles = list(Article.objects.all())
    counted = repository.levels_passed_of([article.pk for article in articles])
    assert counted == {article.pk: repository.levels_passed(article) for article in articles}
    assert set(counted.values()) == {2, 3}
    Review.objects.update(state="first_review", emergency=True)
    assert repository.levels_passed_of([once_reviewed.pk]) == {once_reviewed.pk: 1}
