"""导入表格：先看清每一行，再一次全收或全不收；上传的文件只有本人看得见。"""

import io
from importlib import import_module

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import include, path
from python_calamine import CalamineWorkbook

from openxian.core.errors import Refused
from openxian.core.files.models import StoredFile
from openxian.core.files.tests.conftest import store  # noqa: F401 - a fixture
from openxian.core.models import AuditLine
from openxian.core.tables.tests import books
from openxian.core.tables.tests.books import GOOD, HEAD, PEOPLE
from openxian.desk.tables import ImportScreen
from tests.cast import login

TAKEN: list[str] = []


class ImportPeople(ImportScreen):
    title, key, what, columns, back = "导入人员", "people", "人员", PEOPLE, "/office/desk/"

    def may(self, person):
        return person.username != "nobody"

    def check_row(self, values):
        if values["count"] == 13:
            yield "count", "不要 13。"

    def take(self, rows, *, by, at):
        for row in rows:
            if row.values["name"] == "拒收":
                raise Refused("第三行的人已经在册。")
            AuditLine.objects.create(at=at, act="test.take", actor_name=str(by), sentence=row.values["name"])


desk = ([path("import/", ImportPeople.as_view(), name="import_people")], "desk_test")
urlpatterns = [path("office/test/", include(desk)), *import_module(settings.ROOT_URLCONF).urlpatterns]
ADDRESS = "/office/test/import/"


@pytest.fixture(autouse=True)
def addresses(monkeypatch):
    gate = import_module("openxian.config.gate")
    monkeypatch.setattr(gate, "TABLE", (("desk_test:*", gate.STAFF), *gate.TABLE))
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def upload(client, writer):
    """Uploads a table as the writer; returns the answer after the redirect."""
    login(client, writer)

    def send(file, name="名册.xlsx"):
        file.name = name
        return client.post(ADDRESS, {"file": file}, follow=True)

    return send


def names_taken():
    return list(AuditLine.objects.filter(act="test.take").order_by("id").values_list("sentence", flat=True))


def address_of(answer):
    return answer.redirect_chain[-1][0]


def test_a_good_table_is_shown_and_taken_only_when_confirmed(upload, client):
    shown = upload(books.xlsx(HEAD, GOOD))
    html = shown.content.decode()
    assert "1 行都可以导入" in html
    assert all(word in html for word in ("陈晓禾", "在编", "2026-01-05", "全部导入（1 行）"))
    assert names_taken() == []
    done = client.post(address_of(shown), follow=True)
    assert "已导入人员 1 行" in done.content.decode()
    assert names_taken() == ["陈晓禾"]
    assert AuditLine.objects.get(act="tables.import").sentence == "从“名册.xlsx”导入人员 1 行。"


def test_a_table_cannot_be_taken_twice(upload, client):
    where = address_of(upload(books.xlsx(HEAD, GOOD)))
    client.post(where)
    assert client.post(where).status_code == 404
    assert names_taken() == ["陈晓禾"]


def test_a_table_with_a_fault_cannot_be_taken_and_says_where(upload, client):
    shown = upload(books.xlsx(HEAD, GOOD, ["乙", "", "", "临时", "", "13"], ["丙", "", "", "", "", "13"]))
    html = shown.content.decode()
    assert "一行也没有收下" in html
    assert "D3" in html
    assert "不要 13。" in html
    assert "全部导入" not in html
    assert "表格还有问题" in client.post(address_of(shown), follow=True).content.decode()
    assert names_taken() == []


def test_the_faulty_lines_can_be_taken_home(upload, client):
    where = address_of(upload(books.xlsx(HEAD, GOOD, ["乙", "", "", "临时", "", ""])))
    content = client.get(f"{where}&wrong=1").getvalue()
    lines = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines] == ["姓名", "乙"]


def test_the_template_can_be_filled_in_and_sent(upload, client):
    content = client.get(f"{ADDRESS}?template=1").getvalue()
    assert "表头下面没有数据" in upload(io.BytesIO(content)).content.decode()


def test_when_the_act_refuses_one_line_none_is_taken(upload, client):
    where = address_of(upload(books.xlsx(HEAD, GOOD, ["拒收", "", "", "", "", ""])))
    assert "第三行的人已经在册。" in client.post(where, follow=True).content.decode()
    assert names_taken() == []
    assert client.post(where, follow=True).status_code == 200


def test_what_is_no_table_is_refused_at_the_field(upload):
    answer = upload(io.BytesIO(b"%PDF-1.4\n"), "名册.pdf")
    assert "请上传 xlsx、xls、ods 或 csv 表格" in answer.content.decode()


def test_a_table_of_somebody_else_is_not_there(upload, client, second_writer):
    where = address_of(upload(books.xlsx(HEAD, GOOD)))
    login(client, second_writer)
    assert client.get(where).status_code == 404
    assert client.post(where).status_code == 404
    assert names_taken() == []


def test_who_may_not_import_sees_nothing(client, nobody):
    assert login(client, nobody).get(ADDRESS).status_code == 403
    assert not StoredFile.objects.exists()
