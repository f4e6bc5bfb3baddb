"""The same story in the browser: list, form, page, buttons, files, table; strangers find nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openxian.core.assignments import queries as assignments
from openxian.core.files import queries as files
from openxian.core.tables import reading
from openxian.core.tables.columns import Column
from tests.cast import login
from tests.example import actions
from tests.example.models import SupplyRequest

LIST = "/office/desk/supplies/"
SECOND = {"organisation": "", "what": "台灯", "amount": "3", "purpose": "值班室"}


def page_of(client, case):
    return client.get(f"{LIST}{case.pk}/").content.decode()


def press(client, case, act, **given):
    return client.post(f"{LIST}{case.pk}/", {"act": f"example.{act}", **given}, follow=True).content.decode()


def test_a_writer_begins_one_in_the_browser(client, writer, education, at):
    login(client, writer)
    answer = client.post(f"{LIST}new/", SECOND | {"organisation": education.pk}, follow=True)
    assert "已提交《台灯×3》" in answer.content.decode()
    case = SupplyRequest.objects.get()
    assert (case.owner, case.state) == (writer, "draft")
    assert "台灯×3" in client.get(LIST).content.decode()


def test_not_for_a_body_one_does_not_write_for(client, writer, stranger, education, nobody):
    login(client, stranger)
    assert client.post(f"{LIST}new/", SECOND | {"organisation": education.pk}).status_code == 403
    assert not SupplyRequest.objects.exists()
    assert login(client, nobody).get(f"{LIST}new/").status_code == 403


def test_the_page_shows_facts_way_and_buttons_of_the_one_who_looks(client, writer, first_reviewer, stranger, draft, at):
    login(client, writer)
    page = page_of(client, draft)
    assert "提交申请" in page
    assert "由陈晓禾承办" in page
    press(client, draft, "submit")
    assert "撤回" in page_of(client, draft)
    page = page_of(login(client, first_reviewer), draft)
    for words in ("物领〔2026〕1号", "新教室", "提交申请：物资领用申请《椅子×30》", "同意", "退回", "期限", "第四条"):
        assert words in page
    assert login(client, stranger).get(f"{LIST}{draft.pk}/").status_code == 404


def test_a_step_with_a_reason_asks_for_it_and_a_step_with_facts_for_them(
    client, writer, first_reviewer, second_reviewer, draft, at
):
    actions.submit(draft, by=writer, at=at)
    login(client, first_reviewer)
    press(client, draft, "send_back")
    assert SupplyRequest.objects.get().state == "review"
    client.post(f"{LIST}{draft.pk}/act/example.send_back/", {"reason": "数量太多", "confirmed": "1"})
    assert SupplyRequest.objects.get().state == "returned"
    assert "数量太多" in page_of(login(client, writer), draft)


def test_the_applicant_explains_without_moving_it(client, writer, first_reviewer, draft, at):
    actions.submit(draft, by=writer, at=at)
    login(client, writer)
    client.post(f"{LIST}{draft.pk}/act/example.explain/", {"purpose": "新教室和备用", "confirmed": "1"})
    case = SupplyRequest.objects.get()
    assert (case.purpose, case.state) == ("新教室和备用", "review")


def test_a_file_belongs_to_those_who_see_the_request(client, writer, first_reviewer, stranger, draft, at):
    login(client, writer)
    paper = SimpleUploadedFile("清单.txt", "椅子三十把".encode())
    client.post(f"{LIST}{draft.pk}/attach/", {"file": paper})
    [file] = files.of(draft)
    assert "清单.txt" in page_of(client, draft)
    assert login(client, first_reviewer).get(f"/office/desk/files/{file.pk}/").status_code == 200
    assert client.get(f"{LIST}{draft.pk}/attach/").status_code == 403
    assert login(client, stranger).get(f"/office/desk/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_list_goes_out_as_a_table(client, writer, draft, format):
    login(client, writer)
    answer = client.get(LIST, {"format": format})
    taken = io.BytesIO(b"".join(answer.streaming_content))
    columns = [Column("title", "物资领用"), Column("state", "状态"), Column("owner", "申请人")]
    [row] = reading.read(taken, f"list.{format}", columns).rows
    assert tuple(row.values.values()) == ("椅子×30", "草稿", "陈晓禾")


def test_the_list_is_narrowed_by_state_and_words(client, writer, draft):
    login(client, writer)
    assert "椅子×30" in client.get(LIST, {"state": "draft", "text": "椅"}).content.decode()
    assert "没有符合条件的" in client.get(LIST, {"state": "done"}).content.decode()


def test_it_is_decided_on_the_desk_by_whoever_is_asked(client, writer, first_reviewer, draft, at):
    actions.submit(draft, by=writer, at=at)
    [part] = assignments.mine(first_reviewer, at)
    login(client, first_reviewer)
    assert "椅子×30" in client.get("/office/desk/todo/").content.decode()
    assert "新教室" in client.get(f"/office/desk/todo/{part.pk}/").content.decode()
    client.post(f"/office/desk/todo/{part.pk}/", {"act": "example.approve"})
    assert SupplyRequest.objects.get().state == "heard"
