"""Who carries short messages: one small protocol, a pretend carrier, and the one that is set.

A real carrier (a telecom's gateway, the provincial platform) is a class with ``send``, named by its dotted path in
``OPENXIAN_SMS_CARRIER``; it must pass ``tests/carrier_contract.py``.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from openxian.core.outbox.errors import GiveUp

PRETEND = "pretend"


class Carrier(Protocol):
    """Carries one short message to one phone."""

    def send(self, phone: str, text: str, *, idempotency_key: str) -> str:
        """Hand a message over; returns the carrier's receipt number.

        The same ``idempotency_key`` again must not reach the person twice: it returns the first receipt. Raises
        ``GiveUp`` with a Chinese sentence for a number that can never be reached, any other error to be tried again.
        """


class PretendCarrier:
    """Lays each message as a file into a folder, for demonstrations and tests: nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, phone: str, text: str, *, idempotency_key: str) -> str:
        if not (phone.isdigit() and len(phone) == 11 and phone.startswith("1")):
            raise GiveUp(f"“{phone}”不是手机号，请在账号里改正。")
        self.folder.mkdir(parents=True, exist_ok=True)
        message = {"phone": phone, "text": text, "receipt": idempotency_key}
        with NamedTemporaryFile("w", dir=self.folder, suffix=".draft", encoding="utf-8") as draft:
            json.dump(message, draft, ensure_ascii=False)
            draft.flush()
            with suppress(FileExistsError):  # the first one counts
                os.link(draft.name, self.folder / f"{idempotency_key}.json")
        return idempotency_key

    def sent(self) -> list[dict[str, str]]:
        """What was sent, in no order."""
        return [json.loads(file.read_text(encoding="utf-8")) for file in self.folder.glob("*.json")]


def carrier() -> Carrier | None:
    """The carrier that is set, or ``None`` when short messages are not."""
    name = settings.OPENXIAN_SMS_CARRIER
    if not name:
        return None
    return PretendCarrier(settings.DATA / "sms") if name == PRETEND else import_string(name)()
