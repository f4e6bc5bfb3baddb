"""网站: the overview of the sites, and opening one by form."""

import pytest
from wagtail.models import Site

from openxian.portal.models import SiteMapPage, SiteProfile
from openxian.portal.tests.green_hills import PROFILE, make_site
from openxian.portal.tests.office import address, shut
from tests.cast import login

TYPED = PROFILE | {
    "host": "forest.qinglan.gov.cn",
    "port": 80,
    "name": "青岚县林业局",
    "primary_colour": "#17663a",
    "accent_colour": "#1f5f8b",
    "slogan": "绿水青山",
}


@pytest.mark.parametrize("person", ["writer", "first_reviewer", "system_administrator", "nobody"])
def test_only_site_managers_come_in(client, request, person, green_hills):
    login(client, request.getfixturevalue(person))
    assert shut(client.get(address("sites")))
    assert shut(client.get(address("open_site")))
    assert shut(client.post(address("open_site"), TYPED))
    assert not Site.objects.filter(hostname=TYPED["host"]).exists()


def test_the_overview_names_each_site_with_its_columns_and_seven_items(client, site_manager, green_hills):
    login(client, site_manager)
    (state,) = client.get(address("sites")).context["sites"]
    assert state.name == "青岚县人民政府"
    assert state.columns > 10
    assert len(state.items) == 7
    assert state.missing == 0


def test_the_profile_of_a_site_opens_from_there(client, site_manager, green_hills):
    login(client, site_manager)
    profile = f"/office/settings/portal/siteprofile/{green_hills.site.pk}/"
    assert profile in client.get(address("sites")).content.decode()
    assert client.get(profile).status_code == 200


def test_what_is_missing_is_said(client, site_manager, green_hills):
    SiteProfile.objects.update(contact="", icp_number="12345")
    SiteMapPage.objects.get().delete()
    login(client, site_manager)
    page = client.get(address("sites"))
    faults = dict(page.context["sites"][0].items)
    assert [label for label, fault in faults.items() if fault] == ["主办单位及联系方式", "ICP 备案号", "网站地图"]
    assert "档案缺 3 项" in page.content.decode()


def test_a_site_without_a_profile_lacks_all_but_its_map(client, site_manager, green_hills):
    SiteProfile.objects.all().delete()
    login(client, site_manager)
    assert client.get(address("sites")).context["sites"][0].missing == 6


def test_more_sites_cost_no_more_queries(client, site_manager, green_hills, django_assert_max_num_queries):
    login(client, site_manager)
    client.get(address("sites"))
    for number in range(12):
        make_site(f"site{number}.qinglan.gov.cn", f"网站{number}", default=False)
    with django_assert_max_num_queries(24):
        assert len(client.get(address("sites")).context["sites"]) == 13


def test_a_site_opens_with_everything_typed(client, site_manager, green_hills):
    login(client, site_manager)
    assert client.get(address("open_site")).status_code == 200
    done = client.post(address("open_site"), TYPED)
    assert done.url == address("sites")
    profile = SiteProfile.objects.get(site__hostname=TYPED["host"])
    assert (profile.domain, profile.slogan, profile.primary_colour) == (TYPED["host"], "绿水青山", "#17663a")
    assert not profile.site.is_default_site
    assert profile.site.root_page.specific.description == "青岚县林业局官方网站首页。"


def test_a_fault_stands_at_its_field_once_and_what_was_typed_is_kept(client, site_manager, green_hills):
    login(client, site_manager)
    page = client.post(address("open_site"), TYPED | {"site_code": "123", "contact": "", "accent_colour": "#ffee88"})
    errors = page.context["form"].errors
    assert set(errors) == {"site_code", "contact", "accent_colour", "error_report_url"}
    assert [said for said in errors.values() if len(said) != 1] == []
    assert 'value="绿水青山"' in page.content.decode()
    assert not Site.objects.filter(hostname=TYPED["host"]).exists()


def test_an_address_in_use_is_refused_at_its_field(client, site_manager, green_hills):
    login(client, site_manager)
    page = client.post(address("open_site"), TYPED | {"host": "testserver", "domain": "www.qinglan.gov.cn"})
    assert page.context["form"].errors["host"] == ["testserver:80 已有站点，请换域名或端口。"]


def test_a_host_with_protocol_is_refused_at_its_field(client, site_manager, green_hills):
    login(client, site_manager)
    values = TYPED | {"host": "http://a.gov.cn/", "domain": "a.gov.cn"}
    assert set(client.post(address("open_site"), values).context["form"].errors) == {"host"}


def test_without_a_domain_the_host_answers_for_it(client, site_manager, green_hills, settings):
    settings.OPENXIAN_DOMAIN_SUFFIXES = (".gov.cn",)
    login(client, site_manager)
    page = client.post(address("open_site"), TYPED | {"host": "www.qinglan.com"})
    assert page.context["form"].errors == {"host": ["政府网站域名以 .gov.cn 结尾。"]}
    assert set(client.post(address("open_site"), TYPED | {"host": ""}).context["form"].errors) == {"host"}


def test_two_sites_of_one_host_differ_by_port(client, site_manager, green_hills):
    login(client, site_manager)
    client.post(address("open_site"), TYPED | {"host": "testserver", "port": 8080, "domain": "t.gov.cn"})
    assert Site.objects.filter(hostname="testserver").count() == 2
