"""三审三校: no address of the office makes an article public, takes it away or changes what the public reads."""

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from openxian.repository.models import Article
from tests.cast import login

ROLES = ("writer", "second_writer", "first_reviewer", "second_reviewer", "stranger", "site_manager", "nobody")
EVERY_BUTTON = {
    "action-publish": "1",
    "action-unpublish": "1",
    "action-submit": "1",
    "action": "publish",
    "decision": "pass",
    "checks": ["0", "1", "2", "3"],
    "act": "publish",
    "confirmed": "1",
    "comment": "同意",
    "reason": "理由充分",
    "title": "被改过的标题",
    "live": "on",
    "stage": "published",
    "next": "/office/",
    "body-count": "0",
    "attachments-TOTAL_FORMS": "0",
    "attachments-INITIAL_FORMS": "0",
}


@pytest.fixture
def person(request, db):
    return request.getfixturevalue(request.param)


def facts(article) -> tuple:
    row = Article.objects.get(pk=article.pk)
    return row.live, row.title, row.live_revision_id, row.published_at, row.body.raw_data[:]


@pytest.mark.parametrize("person", ROLES, indirect=True)
def test_saving_with_a_publish_button_keeps_a_draft(client, person, draft):
    login(client, person).post(reverse("repository:article_edit", args=[draft.pk]), EVERY_BUTTON)
    assert not Article.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("person", ROLES, indirect=True)
def test_a_batch_of_publishing_passes_over_what_is_not_in_final_review(client, person, draft):
    login(client, person).post(reverse("repository:batch_start"), EVERY_BUTTON | {"chosen": [draft.pk]})
    from openxian.repository import actions
    from openxian.repository.models import Batch

    for batch in Batch.objects.all():
        actions.run_batch(batch, at=batch.started_at)
    assert not Article.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("person", ROLES, indirect=True)
def test_the_content_cms_has_no_address_for_articles(client, person, draft):
    login(client, person)
    for model in ("article", "policydocument"):
        for act in ("edit", "delete", "unpublish", "copy", "usage", "history", "inspect", "lock"):
            for path in (
                f"/office/snippets/repository/{model}/{act}/{draft.pk}/",
                f"/office/repository/{model}/{act}/{draft.pk}/",
            ):
                assert client.post(path, EVERY_BUTTON).status_code in (403, 404), path
        for act in ("publish", "unpublish", "delete"):
            path = f"/office/bulk/repository/{model}/{act}/?id={draft.pk}"
            assert client.post(path, EVERY_BUTTON).status_code in (302, 403, 404), path
    assert not Article.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("person", ("writer", "second_writer"), indirect=True)
def test_taking_an_old_version_back_changes_only_the_draft(client, person, public):
    old = public.revisions.first()
    before = facts(public)
    login(client, person).post(reverse("repository:take_back", args=[public.pk, old.pk]))
    assert facts(public) == before
    assert Article.objects.get(pk=public.pk).has_unpublished_changes


@pytest.mark.parametrize("person", ROLES, indirect=True)
def test_a_published_article_cannot_be_deleted(client, person, public):
    login(client, person).post(reverse("repository:delete", args=[public.pk]))
    assert Article.objects.filter(pk=public.pk, live=True).exists()


def test_one_reviewer_cannot_pass_all_three_levels(client, submitted, first_reviewer, education):
    from tests.cast import grant

    grant(first_reviewer, "second_reviewer", education)
    grant(first_reviewer, "final_reviewer", education)
    login(client, first_reviewer)
    for _ in range(4):
        client.post(reverse("repository:review", args=[submitted.pk]), EVERY_BUTTON)
    submitted.refresh_from_db()
    assert submitted.state == "second_review"
    assert not Article.objects.get(pk=submitted.article_id).live


def test_the_writer_cannot_review(client, submitted, writer, education):
    from tests.cast import grant

    for role in ("first_reviewer", "second_reviewer", "final_reviewer"):
        grant(writer, role, education)
    answer = login(client, writer).post(reverse("repository:review", args=[submitted.pk]), EVERY_BUTTON)
    submitted.refresh_from_db()
    assert answer.status_code == 403
    assert submitted.state == "first_review"


@pytest.mark.slow
@pytest.mark.parametrize("person", ("writer", "first_reviewer", "site_manager"), indirect=True)
@pytest.mark.parametrize("state", ("draft", "public"))
def test_no_address_of_the_office_publishes_or_changes_what_is_public(client, person, state, request):
    """Every address that takes numbers, with every button pressed at once."""
    article = request.getfixturevalue(state)
    revision = article.latest_revision_id
    before = facts(article)
    login(client, person)
    client.raise_request_exception = False
    tried = 0
    for path in office_paths(article.pk, revision):
        client.post(path, EVERY_BUTTON)
        tried += 1
    assert tried > 60
    after = Article.objects.filter(pk=article.pk).first()
    assert after is None or facts(after) == before
    assert state == "draft" or after is not None


def office_paths(pk, revision) -> list[str]:
    """Concrete addresses of every office view that takes arguments; the emergency door is its own story."""
    found = []
    for name, names in office_views():
        if name.endswith(("publish_urgently", "withdraw", "logout")):
            continue
        given = [revision if "revision" in each else pk for each in names]
        for values in (given, [pk] * len(names)):
            try:
                found.append(reverse(name, args=values))
            except NoReverseMatch:
                continue
    return sorted({path for path in found if path.startswith("/office/") and "/account/" not in path})


def office_views(patterns=None, namespace=""):
    patterns = get_resolver().url_patterns if patterns is None else patterns
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            names = [*pattern.pattern.converters] or [*pattern.pattern.regex.groupindex]
            if pattern.name and names:
                yield namespace + pattern.name, names
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from office_views(pattern.url_patterns, inner)
