"""Rows and bytes compared: what lies there for nobody, and what a row misses.

Bytes for nobody come from a kill between writing and committing, from an act taken back, and from removed files.
They are taken after a grace period, never sooner, so that an act under way is not disturbed. A row without its
bytes is a loss: it is reported, never tidied away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from openxian.core import audit
from openxian.core.files import actions, kept, queries
from openxian.core.files.kept import BYTES, PAGES, WAITING, Lying
from openxian.core.files.models import StoredFile

GRACE = timedelta(hours=24)
UNUSED = timedelta(days=7)
AT_ONCE = 1000


@dataclass
class Found:
    """What a comparison found. ``bytes_held`` is a size; ``missing`` and ``changed`` are losses."""

    rows: int = 0
    bytes_held: int = 0
    orphans: list[Lying] = field(default_factory=list)
    pages: list[Lying] = field(default_factory=list)
    leftovers: list[Lying] = field(default_factory=list)
    missing: list[StoredFile] = field(default_factory=list)
    changed: list[StoredFile] = field(default_factory=list)
    taken: int = 0

    @property
    def is_well(self) -> bool:
        """No row has lost its bytes."""
        return not self.missing and not self.changed

    @property
    def orphan_bytes(self) -> int:
        return sum(one.size for one in [*self.orphans, *self.pages, *self.leftovers])

    def as_json(self) -> dict[str, Any]:
        """Counts, and the losses one by one."""
        lost = [*self.missing, *self.changed]
        return {
            "rows": self.rows,
            "bytes": self.bytes_held,
            "orphans": len(self.orphans),
            "orphan_pages": len(self.pages),
            "leftovers": len(self.leftovers),
            "orphan_bytes": self.orphan_bytes,
            "missing": [_named(file) for file in self.missing],
            "changed": [_named(file) for file in self.changed],
            "taken": self.taken,
            "well": not lost,
        }


def check(*, at: datetime, grace: timedelta = GRACE, whole: bool = False) -> Found:
    """Compare rows and bytes; ``whole`` also measures every file again, which reads them all."""
    found = Found()
    before = at - grace
    found.orphans = list(_for_nobody(BYTES, before))
    found.pages = list(_for_nobody(PAGES, before))
    found.leftovers = [one for one in kept.folder().walk(WAITING) if one.at < before]
    for file in StoredFile.objects.present().order_by("pk").iterator(chunk_size=AT_ONCE):
        found.rows += 1
        found.bytes_held += file.size
        _look_for_loss(file, found, whole)
    return found


def clean(*, by: Any, at: datetime, grace: timedelta = GRACE) -> Found:
    """Take what lies there for nobody; leaves one line in the trail when anything was taken or lost."""
    _put_back(at - grace)
    _forget_unused(at)
    found = check(at=at, grace=grace)
    store = kept.folder()
    for one in [*found.orphans, *found.pages]:
        found.taken += store.discard(one.name, before=at - grace)
    for one in found.leftovers:
        store.delete(one.name)
        found.taken += 1
    if found.taken or not found.is_well:
        sentence = f"清理无主文件 {found.taken} 个（{found.orphan_bytes} 字节）；缺失的文件 {len(found.missing)} 个。"
        missing = [_named(file) for file in found.missing[:100]]
        audit.record(
            "files.clean", by=by, at=at, thing=None, sentence=sentence, succeeded=found.is_well, missing=missing
        )
    return found


def clean_daily(*, at: datetime) -> None:
    """The worker's daily round."""
    clean(by=None, at=at)


def _for_nobody(part: str, before: datetime) -> Iterator[Lying]:
    """What no row holds any more, and nobody has wanted since ``before``."""
    for batch in _batches(one for one in kept.folder().walk(part) if one.at < before):
        held = queries.measures_in_use([one.sm3 for one in batch], before)
        yield from (one for one in batch if one.sm3 not in held)


def _put_back(before: datetime) -> None:
    """What a killed clean-up left aside goes back to its place, where it is looked at like everything else."""
    store = kept.folder()
    for one in list(store.walk(WAITING)):
        if one.at < before:
            store.put_back(one)


def _forget_unused(at: datetime) -> None:
    """Files on their way (uploaded for an import, say) that nobody came back for."""
    for file in StoredFile.objects.present().filter(thing_type="", kept_at__lt=at - UNUSED).order_by("pk")[:AT_ONCE]:
        actions.remove(file, by=None, at=at, reason="上传后七天没有用上")


def _look_for_loss(file: StoredFile, found: Found, whole: bool) -> None:
    if not kept.folder().exists(kept.name_of(file.sm3)):
        found.missing.append(file)
    elif whole and not kept.is_whole(file.sm3):
        found.changed.append(file)


def _batches(many: Iterable[Lying]) -> Iterator[list[Lying]]:
    these = iter(many)
    while batch := list(islice(these, AT_ONCE)):
        yield batch


def _named(file: StoredFile) -> str:
    return f"{file.pk} {file.name} {file.sm3}"
