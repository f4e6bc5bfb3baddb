"""``openxian demo`` loads the county by the real doors, once."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, TestCase, override_settings

from openxian.accounts.models import User
from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.demo.loading import county
from openxian.demo.loading.articles import ORIGIN, column_row
from openxian.demo.loading.routes import POSTS
from openxian.demo.manuscripts import manuscripts, table
from openxian.organisations import queries as organisations
from openxian.organisations.models import Appointment, Organisation, Unit
from openxian.portal.models import ColumnPage, Placement, SiteProfile, TopicPage
from openxian.portal.rules import article_address
from openxian.repository import queries
from openxian.repository.models import Article, ArticleAttachment, Explanation, Picture, PolicyDocument, Review, Stage
from openxian.routes import queries as routes
from openxian.routes.dry_run import dry_run
from openxian.routes.models import Route

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
STAGES = {
    "draft": Stage.DRAFT,
    "first_review": Stage.FIRST_REVIEW,
    "second_review": Stage.SECOND_REVIEW,
    "final_review": Stage.FINAL_REVIEW,
    "returned": Stage.RETURNED,
    "scheduled": Stage.SCHEDULED,
    "withdrawn": Stage.WITHDRAWN,
    "emergency": Stage.PUBLISHED,
}
PUBLIC = [each for each in manuscripts().values() if not each.state]
ON_THEIR_WAY = [each for each in manuscripts().values() if each.state]


def _counts() -> dict[str, int]:
    models = (Article, Placement, Organisation, Unit, User, Picture, ArticleAttachment, ColumnPage, AuditLine, Review)
    return {model.__name__: model.objects.count() for model in models}


class LoadedCountyTests(TestCase):
    """The county is loaded once for all of these (``setUpTestData``) and rolled back."""

    @classmethod
    def setUpTestData(cls):
        county.load(port=8000, at=AT)

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cache.clear()  # which site has which root is kept there

    def test_every_article_is_there_and_those_published_stand_open_in_their_columns(self):
        rows = Article.objects.filter(external_id__startswith=ORIGIN)
        assert {row.external_id.removeprefix(ORIGIN) for row in rows} == {each.slug for each in PUBLIC}
        assert not rows.exclude(live=True, stage=Stage.PUBLISHED).exists()
        homes = Placement.objects.filter(article__in=rows, is_home=True, shown=True)
        assert homes.count() == len(PUBLIC)
        wanted = sum(len(each.head["columns"]) for each in PUBLIC)
        assert Placement.objects.filter(article__in=rows, shown=True).count() == wanted

    def test_published_times_are_those_that_were_written(self):
        rows = Article.objects.in_bulk([ORIGIN + each.slug for each in PUBLIC], field_name="external_id")
        assert all(rows[ORIGIN + each.slug].published_at == each.published_at for each in PUBLIC)

    def test_a_request_for_a_car_can_go_its_way_along_the_published_route(self):
        route = Route.objects.get(organisation__slug="general-office")
        drafter = User.objects.get(username="su.wanqing")
        tried = dry_run(routes.published(route), fields={"kind": "car", "amount": 5000}, drafter=drafter, at=AT)
        assert tried.warnings == []
        assert [len(each.people) for each in tried.steps] == [1, 1, 2, 1]

    def test_the_bodies_have_units_leaders_and_one_open_period_each(self):
        assert Organisation.objects.current().count() == len(table("organisations")["organisation"])
        assert Unit.objects.count() > 80
        assert Appointment.objects.count() == len(table("leaders")["leader"]) + len(POSTS)
        government = Organisation.objects.get(slug="county")
        assert [each.person.name for each in organisations.leaders(government, AT.date())][:2] == ["闻以宁", "程砚舟"]
        assert all(each.person.photo for each in organisations.leaders(government, AT.date()))

    def test_what_is_on_its_way_has_got_where_it_should(self):
        wanted = {each.head["title"]: (STAGES[each.state], each.state == "emergency") for each in ON_THEIR_WAY}
        rows = Article.objects.filter(title__in=wanted)
        assert {row.title: (row.stage, row.live) for row in rows} == wanted
        assert {each.state for each in ON_THEIR_WAY} == STAGES.keys()

    def test_every_reviewer_has_something_to_do(self):
        for login in ("xu.wenjing", "han.zhongliang", "yan.zhixing"):
            assert queries.awaiting_my_review(User.objects.get(username=login), AT.date()).exists(), login

    def test_the_emergency_waits_for_its_later_review(self):
        review = Review.objects.get(emergency=True)
        assert review.is_open
        assert review.article.live

    def test_documents_and_explainers_know_one_another(self):
        pairs = {(ORIGIN + policy, ORIGIN + each.slug) for each in PUBLIC for policy in each.head.get("explains", [])}
        found = Explanation.objects.values_list("policy__external_id", "explainer__external_id")
        assert set(found) == pairs

    def test_documents_have_their_own_index_numbers_and_subjects(self):
        documents = PolicyDocument.objects.all()
        numbers = [each.index_number for each in documents]
        assert all(re.fullmatch(r"[0-9A-Z]{18}/\d{6}-\d{5}", number) for number in numbers)
        assert len(set(numbers)) == len(numbers)
        assert all(each.subject_id and each.subject.parent_id is None for each in documents)

    def test_every_inner_link_is_an_address_of_the_county(self):
        rows = Article.objects.filter(live=True)
        addresses = {article_address(row.pk, row.addressed_on) for row in rows}
        columns = {f"/{row[0]}/" for site in table("sites")["site"] for row in site["columns"]}
        links = {link for row in rows for link in re.findall(r'href="(/[^"]*)"', str(row.body.raw_data[:]))}
        assert links
        assert links - addresses - columns == set()

    def test_both_sites_are_complete_and_topics_have_a_banner(self):
        assert {profile.name for profile in SiteProfile.objects.all()} == {"青岚县人民政府", "青岚工业园区"}
        assert all(profile.logo_id and profile.banner_id for profile in SiteProfile.objects.all())
        assert not TopicPage.objects.filter(banner=None).exists()
        shared = Placement.objects.filter(column__url_path__startswith="/park", shown=True, is_home=False)
        assert shared.count() >= 5

    def test_every_link_on_a_home_page_leads_to_a_column(self):
        paths = {f"/{row[0]}/" for row in table("sites")["site"][0]["columns"]}
        links = {link[1] for row in table("home")["county"] for link in row.get("links", [])}
        assert links <= paths

    def test_pictures_say_what_they_show(self):
        assert not Picture.objects.filter(alternative="").exclude(title__endswith="横幅").exists()

    def test_every_account_works_with_its_printed_password(self):
        for spec in table("accounts")["account"]:
            user = User.objects.get(username=spec["login"])
            assert user.check_password(spec["password"])
            assert not user.must_change_password
            assert user.groups.exists()

    def test_the_public_sees_pages_and_a_withdrawn_article_is_gone(self):
        client = Client(headers={"host": "localhost:8000"})
        withdrawn = Article.objects.get(stage=Stage.WITHDRAWN)
        assert client.get(article_address(withdrawn.pk, withdrawn.addressed_on)).status_code == 410
        page = client.get("/county/overview/")
        assert page.status_code == 200
        assert "虚构" in page.content.decode()

    def test_the_county_is_not_loaded_twice(self):
        before = _counts()
        with pytest.raises(Refused, match="--fresh"):
            county.load(port=8000, at=AT)
        assert _counts() == before

    def test_the_command_run_again_changes_nothing_and_tells_the_accounts(self):
        before, said = _counts(), io.StringIO()
        call_command("demo", port=8000, stdout=said, stderr=io.StringIO())
        assert _counts() == before
        assert all(spec["login"] in said.getvalue() for spec in table("accounts")["account"])
        assert all(spec["password"] in said.getvalue() for spec in table("accounts")["account"])
        assert "http://localhost:8000/" in said.getvalue()

    def test_only_a_demonstration_may_be_emptied(self):
        with override_settings(DEMO=False), pytest.raises(CommandError, match="演示方式"):
            call_command("demo", fresh=True, stdout=io.StringIO())

    def test_a_column_is_found_by_its_path(self):
        assert column_row("park:news")[1] == "园区动态"
        assert column_row("news")[1] == "新闻中心"
