"""create_site: a site opens complete or not at all."""

import pytest
from wagtail.models import Page, Site

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.portal import actions
from openxian.portal.models import ErrorReportPage, HomePage, SiteMapPage, SiteProfile
from openxian.portal.tests.green_hills import AT, PROFILE, make_column, make_site


def test_a_site_has_home_site_map_error_entry_and_profile(county):
    site = make_site(organisation=county)
    assert isinstance(site.root_page.specific, HomePage)
    assert SiteMapPage.objects.descendant_of(site.root_page).count() == 1
    assert ErrorReportPage.objects.descendant_of(site.root_page).count() == 1
    assert SiteProfile.objects.get(site=site).domain == "testserver"
    assert AuditLine.objects.filter(act="portal.create_site").exists()


def test_the_welcome_page_of_a_new_database_is_gone(county):
    make_site()
    assert list(Site.objects.values_list("hostname", flat=True)) == ["testserver"]
    assert all(page.specific_class is not Page for page in Page.objects.filter(depth__gt=1))


@pytest.mark.parametrize(
    "field", ["site_code", "sponsor", "contact", "icp_number", "police_number", "error_report_url"]
)
def test_an_incomplete_footer_opens_nothing(county, field):
    with pytest.raises(Refused):
        make_site(**{field: ""})
    assert not HomePage.objects.exists()


def test_a_pale_colour_is_refused(county):
    with pytest.raises(Refused, match="对比度"):
        make_site(primary_colour="#ffcc00")


def test_a_commercial_domain_is_refused_where_the_rule_holds(county, settings):
    settings.OPENXIAN_DOMAIN_SUFFIXES = (".gov.cn", ".政务")
    with pytest.raises(Refused, match="gov.cn"):
        make_site(domain="www.qinglan.com")


def test_two_sites_stand_side_by_side(county):
    main = make_site()
    sub = make_site("forest.testserver", "青岚湖国有林场", default=False, primary_colour="#17663a")
    assert Site.objects.get(is_default_site=True) == main
    assert sub.root_page.get_depth() == main.root_page.get_depth()


def test_the_same_address_is_not_given_twice(county):
    make_site()
    with pytest.raises(Refused, match="已有站点"):
        make_site(default=False)


def test_a_writer_opens_no_site(writer):
    with pytest.raises(Forbidden):
        actions.create_site(host="a.gov.cn", name="甲", by=writer, at=AT, **PROFILE)


def test_a_site_manager_does(site_manager):
    assert actions.create_site(host="a.gov.cn", name="甲", by=site_manager, at=AT, **PROFILE).pk


def test_saving_a_profile_brings_a_lost_site_map_back(county):
    site = make_site()
    SiteMapPage.objects.all().delete()
    site.siteprofile.save()
    assert SiteMapPage.objects.descendant_of(Site.objects.get().root_page).count() == 1


def test_a_column_with_a_bad_name_does_not_validate(county):
    from django.core.exceptions import ValidationError

    site = make_site()
    with pytest.raises(ValidationError):
        make_column(site.root_page, "新闻，以及其他", "news").full_clean()
