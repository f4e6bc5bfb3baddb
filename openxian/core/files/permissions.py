"""Who may have a file: whom the room of its thing says, and nobody when it is gone or infected."""

from datetime import datetime
from typing import Any

from openxian.core.errors import Forbidden
from openxian.core.files import registry
from openxian.core.files.models import StoredFile


def may_download(person: Any, file: StoredFile, at: datetime) -> bool:
    """The person may take the file away, as it is."""
    rights = _rights(file)
    return rights is not None and rights.may_download(person, file, at)


def may_preview(person: Any, file: StoredFile, at: datetime) -> bool:
    """The person may look at pictures of the file's pages."""
    rights = _rights(file)
    return rights is not None and rights.may_preview(person, file, at)


def must_download(person: Any, file: StoredFile, at: datetime) -> None:
    """Raises ``Forbidden`` unless the person may take the file away."""
    if not may_download(person, file, at):
        raise Forbidden(f"您不能下载“{file.name}”；如果工作需要，请联系承办单位。")


def must_preview(person: Any, file: StoredFile, at: datetime) -> None:
    """Raises ``Forbidden`` unless the person may look at the file's pages."""
    if not may_preview(person, file, at):
        raise Forbidden(f"您不能查看“{file.name}”；如果工作需要，请联系承办单位。")


def _rights(file: StoredFile) -> registry.Rights | None:
    gone = file.removed_at is not None or file.verdict == StoredFile.Verdict.INFECTED
    return None if gone else registry.rights_of(file)
