"""Looking for viruses before a file is kept, and afterwards when the scanner was away."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import structlog
from django.conf import settings
from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.files import clamd, kept
from openxian.core.files.models import StoredFile
from openxian.core.outbox import actions as outbox
from openxian.core.outbox.errors import TryLater

Verdict = StoredFile.Verdict
TOPIC = "files.scan"
log = structlog.get_logger("openxian.files")


def is_on() -> bool:
    """This installation has a scanner."""
    return bool(settings.OPENXIAN_CLAMD)


def scan(stream: BinaryIO, name: str, *, thing: Any, by: Any, at: datetime) -> Verdict:
    """What the scanner says of a file; raises ``Refused`` for a virus, or for no scanner if so set."""
    if not is_on():
        return Verdict.UNSCANNED
    try:
        virus = clamd.scan(settings.OPENXIAN_CLAMD, stream)
    except clamd.Unreachable as error:
        log.warning("files.scanner_away", reason=str(error))
        if settings.OPENXIAN_CLAMD_AWAY == "refuse":
            raise Refused(
                "查毒服务现在不可用，文件没有收下；请稍后再传，仍不行请联系系统管理员。", field="file"
            ) from error
        return Verdict.UNSCANNED
    if virus:
        refuse_infected(name, virus, thing=thing, by=by, at=at)
    return Verdict.CLEAN


def refuse_infected(name: str, virus: str, *, thing: Any, by: Any, at: datetime) -> None:
    """Leave a line (and one in the log, which no rollback takes back), then raise ``Refused``."""
    log.warning("files.infected", virus=virus)
    sentence = f"拒收文件“{name}”：查出病毒 {virus}。"
    audit.record("files.refuse_infected", by=by, at=at, thing=thing, sentence=sentence, succeeded=False, virus=virus)
    raise Refused(f"文件“{name}”里查出病毒（{virus}），没有收下；请先在电脑上杀毒，再换干净的文件。", field="file")


def later(files: Iterable[StoredFile], *, at: datetime) -> None:
    """Ask the worker to scan files that were kept while the scanner was away; inside the act's transaction."""
    if is_on():
        unseen = [file.pk for file in files if file.verdict == Verdict.UNSCANNED]
        outbox.put_many(TOPIC, [outbox.Order({"file": pk}, key=str(pk)) for pk in unseen], at=at)


def scan_later(payload: dict[str, int], *, at: datetime, idempotency_key: Any) -> None:
    """The worker's side of ``later``; scanning twice does no harm."""
    try:
        scan_kept(payload["file"], at=at)
    except clamd.Unreachable as error:
        raise TryLater(f"查毒服务不可用：{error}", after=timedelta(minutes=10)) from error


@transaction.atomic
def scan_kept(pk: int, *, at: datetime) -> Verdict:
    """Scan a kept file now; an infected one can no longer be had. Raises ``clamd.Unreachable`` (to be tried again)."""
    file = StoredFile.objects.select_for_update().get(pk=pk)
    if file.verdict != Verdict.UNSCANNED or file.removed_at or not is_on():
        return Verdict(file.verdict)
    with kept.open_bytes(file.sm3) as stream:
        virus = clamd.scan(settings.OPENXIAN_CLAMD, stream)
    file.verdict, file.scanned_at = (Verdict.INFECTED if virus else Verdict.CLEAN), at
    file.save(update_fields=["verdict", "scanned_at"])
    sentence = f"补查文件“{file.name}”：" + (f"查出病毒 {virus}，已停止下载。" if virus else "未见病毒。")
    audit.record("files.scan", by=None, at=at, thing=file, sentence=sentence, succeeded=not virus, virus=virus)
    return Verdict(file.verdict)
