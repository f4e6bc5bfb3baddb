"""Articles at the stages of their life, and a keeper of columns that says what a test wants."""

from datetime import date

import pytest

from openxian.repository import actions, registry
from openxian.repository.models import Article, PolicyDocument


class Keeper:
    """Stands in for the portal: so many levels, these columns."""

    def __init__(self, levels=3, columns=(1,)):
        self.levels, self.columns, self.chose = levels, list(columns), []

    def levels_required(self, article):
        return self.levels

    def chosen(self, article):
        return self.columns

    def choose(self, article, column_ids, *, by, at):
        self.chose.append((article.pk, column_ids))

    def choices(self, person):
        return [("青岚县人民政府", [(1, "新闻中心"), (2, "　部门动态"), (3, "　通知公告")])]

    def within(self, articles, column_id):
        return articles if column_id in self.columns else articles.none()

    def homes(self, articles):
        return {article.pk: "青岚县人民政府 / 部门动态" for article in articles}

    def address(self, article):
        return f"/art/{article.pk}.html"


@pytest.fixture(autouse=True)
def keeper(monkeypatch):
    """Three reviews and one column, unless the test says otherwise."""
    keeper = Keeper()
    monkeypatch.setattr(registry, "columns", keeper)
    return keeper


@pytest.fixture
def new_article(education):
    """An article of 教体局, not saved yet."""

    def make(title="春季学期开学通知", **fields):
        facts = {"source": "县教体局", "body": [("text", "<p>各中小学：</p>")], "organisation": education} | fields
        return Article(title=title, **facts)

    return make


@pytest.fixture
def draft(new_article, writer, at):
    return actions.save_draft(new_article(), by=writer, at=at)


@pytest.fixture
def submitted(draft, writer, at):
    """The round a draft is in."""
    return actions.submit(draft, by=writer, at=at)


@pytest.fixture
def publish(first_reviewer, second_reviewer, final_reviewer, writer, at):
    """Take a draft through all three reviews; returns the article as it is then."""

    def go(article, at=at):
        review = actions.submit(article, by=writer, at=at)
        for reviewer in (first_reviewer, second_reviewer, final_reviewer):
            actions.pass_review(review, by=reviewer, at=at)
        return now(article)

    return go


@pytest.fixture
def public(draft, publish):
    """A published article."""
    return publish(draft)


@pytest.fixture
def policy(education, writer, at):
    """A draft of a policy document."""
    document = PolicyDocument(
        title="关于做好春季开学工作的通知", source="县教体局", body=[("text", "<p>正文</p>")], organisation=education,
        issuer="青岚县教育体育局", dated_on=date(2026, 2, 20), document_number="青教体发〔2026〕3号",
    )  # fmt: skip
    return actions.save_draft(document, by=writer, at=at)


def now(article):
    """The article as the database has it."""
    return type(article).objects.get(pk=article.pk)
