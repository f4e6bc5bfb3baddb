"""收存的文件：系统管理员看得见有多少、查没查毒、清理了什么，看不见内容。"""

import io

import pytest
from django.urls import reverse

from openxian.core.files import actions, cleaning
from openxian.core.files.models import StoredFile
from openxian.core.files.tests import scanners
from openxian.core.files.tests.conftest import pdf, store  # noqa: F401 - fixtures
from openxian.core.outbox.models import Job
from tests.cast import login


@pytest.fixture
def page(client, system_administrator):
    login(client, system_administrator)

    def show():
        return client.get(reverse("desk:files")).content.decode()

    return show


def test_it_says_how_many_there_are_and_that_nobody_scans(page, pdf):  # noqa: F811
    html = page()
    assert "1 个" in html
    assert "没有开启查毒" in html


def test_infected_files_and_losses_are_shown(page, pdf, store, at):  # noqa: F811
    StoredFile.objects.update(verdict="infected", scanned_at=at)
    store.delete(next(store.walk("bytes")).name)
    cleaning.clean(by=None, at=at)
    html = page()
    assert "关于开学的通知.pdf" in html
    assert "缺失的文件 1 个" in html


def test_what_is_unscanned_can_be_handed_to_the_worker(client, page, pdf, settings):  # noqa: F811
    settings.OPENXIAN_CLAMD = scanners.nobody_listens()
    assert "补查病毒" in page()
    client.post(reverse("desk:scan_files"))
    assert [job.payload for job in Job.objects.filter(topic="files.scan")] == [{"file": pdf.pk}]


def test_an_administrator_of_the_system_cannot_open_the_files(client, page, pdf):  # noqa: F811
    assert client.get(reverse("desk:file", args=[pdf.pk])).status_code == 404


def test_others_do_not_come_here(client, writer, education, at):
    actions.keep(io.BytesIO(b"a,b"), "a.csv", thing=education, by=writer, at=at)
    assert login(client, writer).get(reverse("desk:files")).status_code == 403
    assert client.post(reverse("desk:scan_files")).status_code == 403
