"""What a site manager does to columns in the CMS's screens stands in the audit trail; columns in use stay."""

import pytest
from django.test import Client
from django.urls import reverse

from openxian.core.models import AuditLine
from openxian.portal.models import ColumnPage
from tests.cast import login

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder(site_manager) -> Client:
    return login(Client(raise_request_exception=False), site_manager)


@pytest.fixture
def column(samples) -> ColumnPage:
    return ColumnPage.objects.get(slug="education")


def test_a_moved_column_leaves_a_line_with_the_person(builder, column, site_manager):
    url = reverse("wagtailadmin_pages:unpublish", args=[column.pk])
    assert builder.post(url).status_code == 302
    line = AuditLine.objects.filter(act__startswith="portal.wagtail").first()
    assert (line.actor_id, line.thing_id) == (site_manager.pk, str(column.pk))
    assert column.title in line.sentence


def test_a_column_with_articles_is_not_deleted_and_the_page_says_why(builder, column):
    answer = builder.post(reverse("wagtailadmin_pages:delete", args=[column.pk]))
    assert answer.status_code == 409
    assert "不能删除" in answer.content.decode()
    assert ColumnPage.objects.filter(pk=column.pk).exists()
