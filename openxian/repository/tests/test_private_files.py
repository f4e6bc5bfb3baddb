"""The public downloads what a public article uses; everything else is for those who work with it."""

import pytest
from django.core.files.base import ContentFile

from openxian.repository import actions
from openxian.repository.models import ArticleAttachment, Attachment
from openxian.repository.tests.conftest import now
from tests.cast import login


@pytest.fixture
def attachment(settings, tmp_path, writer):
    settings.MEDIA_ROOT = str(tmp_path)
    return Attachment.objects.create(title="表", file=ContentFile(b"%PDF-1.7\n", "表.pdf"), uploaded_by_user=writer)


@pytest.fixture
def listed(draft, attachment, writer, at):
    """A draft that lists the file."""
    draft.attachments.add(ArticleAttachment(file=attachment))
    return actions.save_draft(draft, by=writer, at=at)


@pytest.fixture
def filmed(new_article, attachment, writer, at):
    """A draft that shows the file in its body."""
    body = [("video", {"video": attachment, "poster": None, "transcript": ""})]
    return actions.save_draft(new_article(body=body), by=writer, at=at)


def _status(client, attachment):
    return client.get(attachment.url).status_code


@pytest.mark.parametrize("use", ["listed", "filmed"])
def test_the_public_gets_it_while_an_article_that_uses_it_is_public(
    use, request, client, attachment, publish, final_reviewer, at
):
    article = request.getfixturevalue(use)
    assert _status(client, attachment) == 404
    article = publish(article)
    assert _status(client, attachment) == 200
    actions.withdraw(now(article), by=final_reviewer, at=at, reason="有误")
    assert _status(client, attachment) == 404


def test_staff_get_what_their_articles_use(client, attachment, listed, writer, first_reviewer, stranger, nobody):
    statuses = [_status(login(client, person), attachment) for person in (writer, first_reviewer, stranger, nobody)]
    assert statuses == [200, 200, 404, 404]
