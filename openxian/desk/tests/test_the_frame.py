"""外框：菜单只有用得着的，图形都在，组件都在样式页上。"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse

import openxian.core
from openxian.desk import registry
from tests.cast import login

pytestmark = pytest.mark.django_db
COMPONENTS = sorted((Path(openxian.core.__file__).parent / "templates" / "components").glob("*.html"))


def words_of_menu(page) -> list[str]:
    return [line.label for group in page.context["menu"] for line in group.lines]


def test_the_menu_has_what_a_person_may_open(client, writer, nobody):
    assert "内容管理" in words_of_menu(login(client, writer).get("/office/desk/"))
    assert "内容管理" not in words_of_menu(login(client, nobody).get("/office/desk/"))


def test_the_line_one_stands_on_is_marked(desk):
    page = desk("todo/waiting/")
    assert [line.label for group in page.context["menu"] for line in group.lines if line.here] == ["等别人"]
    assert [line.label for line in page.context["tabbar"] if line.here] == ["等别人"]
    more = desk("more/")
    assert [line.label for group in more.context["menu"] for line in group.lines if line.here] == []


def test_log_out_is_a_post(desk):
    page = desk().content.decode()
    assert f'<form method="post" action="{reverse("accounts:logout")}">' in page


@pytest.mark.parametrize("path", ["", "todo/", "search/", "calendar/", "notices/", "more/", "keys/", "styleguide/"])
def test_every_page_has_a_skip_link_one_heading_and_landmarks(desk, path):
    page = desk(path).content.decode()
    assert 'href="#main"' in page and len(re.findall(r"<h1\b", page)) == 1
    for landmark in ("<header", "<nav", "<main", 'role="search"'):
        assert landmark in page


def test_every_line_of_the_menu_has_its_picture():
    names = set(re.findall(r'id="([a-z-]+)"', Path(finders.find("core/icons.svg")).read_text("utf-8")))
    assert {entry.icon for entry in registry._entries} - names == set()


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_is_on_the_styleguide_and_says_what_it_wants(file):
    shown = Path(get_template("desk/styleguide.html").origin.name).read_text("utf-8")
    assert f'components/{file.name}"' in shown
    assert "{% comment %}" in file.read_text("utf-8").splitlines()[0]


def test_the_two_doors_lead_to_each_other(client, writer):
    login(client, writer)
    assert f'href="{reverse("wagtailadmin_home")}"' in client.get("/office/desk/").content.decode()
    assert reverse("desk:home") in client.get("/office/").content.decode()
