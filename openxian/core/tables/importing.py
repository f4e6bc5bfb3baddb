"""A table taken in two steps: kept and looked at first, then all of its lines or none."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.files import actions as files
from openxian.core.files import kept
from openxian.core.files.models import StoredFile
from openxian.core.tables.columns import Column
from openxian.core.tables.reading import Reading, Row, RowCheck, read

# Takes the lines, each by the act it belongs to; raises ``Refused``, and then none is taken.
Take = Callable[..., Any]


def read_kept(file: StoredFile, columns: Sequence[Column], check: RowCheck | None = None) -> Reading:
    """What a kept table holds; the same bytes read the same at both steps. Raises ``Refused``."""
    with kept.open_bytes(file.sm3) as stream:
        return read(stream, file.name, columns, check=check)


@transaction.atomic
def take_all(
    file: StoredFile, columns: Sequence[Column], take: Take, *, what: str, by: Any, at: datetime, check: RowCheck | None
) -> int:
    """Take every line of a kept table, or refuse; returns how many. The file is used up: it cannot be taken twice.

    ``take(rows, by=, at=)`` is the room's act; ``what`` is what the lines are, for the trail (“人员”).
    """
    file = StoredFile.objects.select_for_update().get(pk=file.pk)
    if file.removed_at:
        raise Refused("这份表格已经导入过或已过期，请重新上传。")
    reading = read_kept(file, columns, check)
    if not reading.is_whole:
        raise Refused("表格还有问题，一行也没有导入；请改好后重新上传。")
    rows: list[Row] = reading.rows
    take(rows, by=by, at=at)
    files.remove(file, by=by, at=at, reason="已导入")
    sentence = f"从“{file.name}”导入{what} {len(rows)} 行。"
    audit.record("tables.import", by=by, at=at, thing=file, sentence=sentence, rows=len(rows), sm3=file.sm3)
    return len(rows)
