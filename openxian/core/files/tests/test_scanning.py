"""查毒：收下之前先查，有毒不收并留痕；查毒服务不在时，或者不收，或者先收后补查。"""

import io
import shutil

import pytest

from openxian.core.errors import Refused
from openxian.core.files import actions, clamd, permissions, queries, scanning
from openxian.core.files.models import StoredFile
from openxian.core.files.tests import scanners
from openxian.core.files.tests.conftest import PDF
from openxian.core.models import AuditLine
from openxian.core.outbox.errors import TryLater

ILL = PDF + scanners.TEST_VIRUS


@pytest.fixture
def bring(education, writer, at):
    """Somebody brings a file."""
    return lambda content: actions.keep(io.BytesIO(content), "通知.pdf", thing=education, by=writer, at=at)


@pytest.fixture
def scanner(settings):
    with scanners.pretended() as server:
        settings.OPENXIAN_CLAMD = server.address
        yield server


def test_without_a_scanner_files_are_marked_unscanned(bring):
    file = bring(PDF)
    assert (file.verdict, file.scanned_at) == ("unscanned", None)


def test_the_scanner_sees_every_byte_in_pieces(scanner, bring, at):
    large = PDF + b"x" * (3 * clamd.CHUNK + 17)
    file = bring(large)
    assert scanner.seen == [large]
    assert (file.verdict, file.scanned_at) == ("clean", at)


def test_an_infected_file_is_refused_and_leaves_a_line(scanner, bring, store):
    with pytest.raises(Refused, match="查出病毒（Eicar-Test-Signature）") as refusal:
        bring(ILL)
    assert refusal.value.field == "file"
    assert not StoredFile.objects.exists()
    assert not list(store.walk("bytes"))
    line = AuditLine.objects.get(act="files.refuse_infected")
    assert (line.succeeded, line.detail["virus"]) == (False, "Eicar-Test-Signature")


def test_a_unix_socket_will_do(tmp_path):
    with scanners.pretended(unix=tmp_path / "clamd.sock") as server:
        assert clamd.scan(server.address, io.BytesIO(PDF)) == ""
        assert clamd.version(server.address).startswith("ClamAV")


def test_while_the_scanner_is_away_files_are_refused_by_default(settings, bring):
    settings.OPENXIAN_CLAMD = scanners.nobody_listens()
    with pytest.raises(Refused, match="查毒服务现在不可用"):
        bring(PDF)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: gibberish"])
def test_an_answer_that_is_none_never_counts_as_clean(answer):
    with scanners.pretended(says=lambda content: answer) as server, pytest.raises(clamd.Unreachable):
        clamd.scan(server.address, io.BytesIO(PDF))


@pytest.fixture
def kept_unseen(settings, bring):
    """Brings a file while the scanner is away and policy is to keep; the scanner comes back afterwards."""

    def keep(content):
        settings.OPENXIAN_CLAMD, settings.OPENXIAN_CLAMD_AWAY = scanners.nobody_listens(), "keep"
        return bring(content)

    return keep


def test_a_file_kept_unseen_waits_for_its_scan(kept_unseen):
    from openxian.core.outbox.models import Job

    file = kept_unseen(PDF)
    assert file.verdict == "unscanned"
    assert [job.payload for job in Job.objects.filter(topic=scanning.TOPIC)] == [{"file": file.pk}]


def test_a_scan_made_up_for_finds_what_was_missed(kept_unseen, settings, at, rights, writer):
    ill, well = kept_unseen(ILL), kept_unseen(PDF)
    rights.append(writer)
    with scanners.pretended() as server:
        settings.OPENXIAN_CLAMD = server.address
        for file in (ill, well):
            scanning.scan_later({"file": file.pk}, at=at, idempotency_key=None)
            file.refresh_from_db()
    assert (ill.verdict, well.verdict) == ("infected", "clean")
    assert not permissions.may_download(writer, ill, at)
    assert permissions.may_download(writer, well, at)
    assert [line.succeeded for line in AuditLine.objects.filter(act="files.scan").order_by("id")] == [False, True]


def test_a_scan_made_up_for_waits_on_while_the_scanner_stays_away(kept_unseen, at):
    file = kept_unseen(PDF)
    with pytest.raises(TryLater):
        scanning.scan_later({"file": file.pk}, at=at, idempotency_key=None)


def test_what_was_kept_before_there_was_a_scanner_can_be_scanned(bring, scanner, settings, system_administrator, at):
    settings.OPENXIAN_CLAMD = ""
    files = [bring(PDF + bytes([number])) for number in range(3)]
    with pytest.raises(Refused, match="没有设置查毒服务"):
        actions.scan_unscanned(by=system_administrator, at=at)
    settings.OPENXIAN_CLAMD = scanner.address
    assert actions.scan_unscanned(by=system_administrator, at=at) == 3
    for file in files:
        assert scanning.scan_kept(file.pk, at=at) == "clean"
    with pytest.raises(Refused, match="都查过了"):
        actions.scan_unscanned(by=system_administrator, at=at)
    assert queries.totals() == {"files": 3, "bytes": 3 * len(PDF) + 3, "clean": 3, "infected": 0, "unscanned": 0}


@pytest.mark.skipif(not shutil.which("clamd"), reason="ClamAV 没有安装（apt install clamav-daemon）")
def test_the_real_daemon_finds_the_test_virus(tmp_path, settings, bring):
    with scanners.real(tmp_path) as address:
        settings.OPENXIAN_CLAMD = address
        assert bring(PDF).verdict == "clean"
        with pytest.raises(Refused, match="Eicar-Test-Signature"):
            bring(ILL)
        with pytest.raises(clamd.Unreachable):
            clamd.scan(address, io.BytesIO(b"x" * 3_000_000))
