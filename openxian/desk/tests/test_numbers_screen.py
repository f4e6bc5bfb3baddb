"""编号: the system administrator sees what was given out, why numbers are empty, and voids with a reason."""

import pytest

from openxian.core.numbering import actions
from openxian.core.numbering.models import Counter, Number
from tests.cast import login

NUMBERS = "/office/desk/operations/numbers/"


@pytest.fixture
def drawn(writer, education, at):
    """One number in use, one kept."""
    used = actions.draw("supplies", 2026, by=writer, at=at, thing=education)
    return used, actions.reserve("supplies", 2026, by=writer, at=at, thing=education)


def test_each_code_and_year_is_counted_and_each_gap_explained(client, system_administrator, drawn):
    login(client, system_administrator)
    page = client.get(NUMBERS).content.decode()
    assert f'href="{NUMBERS}{Counter.objects.get().pk}/">supplies</a>' in page
    page = client.get(f"{NUMBERS}{Counter.objects.get().pk}/").content.decode()
    assert "空号及原因（1）" in page
    assert "为“县教体局”预留，自2026-03-02起" in page


def test_a_number_is_voided_with_a_reason_and_only_once(client, system_administrator, drawn):
    login(client, system_administrator)
    address = f"{NUMBERS}void/{drawn[1].pk}/"
    assert "没有办成" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "文件未发"}).status_code == 302
    assert Number.objects.get(pk=drawn[1].pk).state == "void"
    assert client.get(address).status_code == 404
    assert "已作废：文件未发" in client.get(f"{NUMBERS}{Counter.objects.get().pk}/").content.decode()


def test_an_empty_installation_says_so_and_others_do_not_come_in(client, system_administrator, writer):
    assert "还没有发出过编号" in login(client, system_administrator).get(NUMBERS).content.decode()
    assert login(client, writer).get(NUMBERS).status_code == 403
