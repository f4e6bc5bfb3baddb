"""Keeping, handing out and removing files: one act, one function, one line in the trail."""

from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.files import content, kept, permissions, previewing, queries, registry, scanning
from openxian.core.files.models import StoredFile
from openxian.core.files.scanning import Verdict

LONGEST_NAME = 200
LOOK = timedelta(hours=1)


def keep(stream: BinaryIO, name: str, *, thing: Any, by: Any, at: datetime, purpose: str = "") -> StoredFile:
    """Examine, scan and keep a file that came from outside; raises ``Refused`` (``field="file"``).

    ``thing`` is what it belongs to (a saved row, or ``None`` for a file on its way); whoever calls has asked
    whether ``by`` may add to it. The bytes are on the disk before the row is; a kill in between leaves bytes
    without a row, which the clean-up takes. Call it before your own transaction where you can: a virus found
    inside one that is rolled back leaves its line only in the log.
    """
    examined = content.examine(stream, name)
    verdict = scanning.scan(stream, examined.name, thing=thing, by=by, at=at)
    kept.put(stream, examined.sm3)
    file = StoredFile(
        name=_short(examined.name),
        content_type=examined.content_type,
        family=examined.kind.family,
        size=examined.size,
        sm3=examined.sm3,
        thing_type=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        purpose=purpose,
        kept_at=at,
        kept_by=by,
        verdict=verdict,
        scanned_at=None if verdict == Verdict.UNSCANNED else at,
    )
    return _entered(file, thing, by, at)


@transaction.atomic
def remove(file: StoredFile, *, by: Any, at: datetime, reason: str) -> None:
    """Mark a file as removed: nobody can have it any more, its row stays.

    The bytes go with the next clean-up, when no other row holds them.
    """
    file = StoredFile.objects.select_for_update().get(pk=file.pk)
    if file.removed_at:
        raise Refused("这个文件已经移除了。")
    if not reason.strip():
        raise Refused("请写明为什么移除。", field="reason")
    file.removed_at, file.removed_by, file.removal_reason = at, by, reason
    file.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    sentence = f"移除文件“{file.name}”：{reason}"
    audit.record("files.remove", by=by, at=at, thing=file, sentence=sentence, sm3=file.sm3, belongs_to=_place(file))


def hand_out(file: StoredFile, *, by: Any, at: datetime) -> BinaryIO:
    """The bytes of a file for somebody who may have them; raises ``Forbidden``.

    Leaves a line where the room asks for one with this purpose (``registry.register(recorded=…)``).
    """
    permissions.must_download(by, file, at)
    stream = kept.open_bytes(file.sm3)
    if _is_recorded(file):
        sentence, place = f"下载文件“{file.name}”。", _place(file)
        audit.record("files.hand_out", by=by, at=at, thing=file, sentence=sentence, sm3=file.sm3, belongs_to=place)
    return stream


def show(file: StoredFile, *, by: Any, at: datetime) -> previewing.Outline:
    """The pages of a file for somebody who may look at them; raises ``Forbidden``, ``Undrawable``, ``Busy``.

    Leaves a line where ``hand_out`` would: who has seen it knows it.
    """
    permissions.must_preview(by, file, at)
    outline = previewing.outline(file)
    if _is_recorded(file):
        _note_look(file, by, at)
    return outline


def show_page(file: StoredFile, number: int, width: int, *, by: Any, at: datetime) -> bytes:
    """One page as WebP; raises like ``show``. Leaves a line unless the person has just opened the whole."""
    permissions.must_preview(by, file, at)
    drawn = previewing.picture(file, number, width)
    if _is_recorded(file) and not queries.has_looked(by, file, since=at - LOOK):
        _note_look(file, by, at)
    return drawn


def _note_look(file: StoredFile, by: Any, at: datetime) -> None:
    sentence, place = f"在线查看文件“{file.name}”。", _place(file)
    audit.record("files.show", by=by, at=at, thing=file, sentence=sentence, sm3=file.sm3, belongs_to=place)


def _is_recorded(file: StoredFile) -> bool:
    """The file's room wants to know of everybody who has it."""
    rights = registry.rights_of(file)
    return rights is not None and file.purpose in rights.recorded


@transaction.atomic
def scan_unscanned(*, by: Any, at: datetime) -> int:
    """Let the worker scan every kept file that no scanner has seen; returns how many. Raises ``Refused``."""
    if not scanning.is_on():
        raise Refused("没有设置查毒服务；请先装好 ClamAV，把 clamd 的地址写进 OPENXIAN_CLAMD。")
    files = list(queries.unscanned().only("pk", "verdict"))
    if not files:
        raise Refused("收存的文件都查过了。")
    scanning.later(files, at=at)
    audit.record("files.scan_unscanned", by=by, at=at, thing=None, sentence=f"安排补查 {len(files)} 个没查过毒的文件。")
    return len(files)


@transaction.atomic
def _entered(file: StoredFile, thing: Any, by: Any, at: datetime) -> StoredFile:
    """The row of a file whose bytes are kept, its line, and its scan to come."""
    file.save(force_insert=True)
    sentence = f"收存文件“{file.name}”（{file.size} 字节）。"
    audit.record("files.keep", by=by, at=at, thing=file, sentence=sentence, sm3=file.sm3, belongs_to=_place(file))
    scanning.later([file], at=at)
    return file


def _place(file: StoredFile) -> str:
    """What a file belongs to, for its line in the trail."""
    return f"{file.thing_type}:{file.thing_id}" if file.thing_type else ""


def _short(name: str) -> str:
    """A name that fits its column and keeps its ending."""
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"
