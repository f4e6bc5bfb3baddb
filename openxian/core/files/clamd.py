"""ClamAV's daemon, spoken to by its own protocol (clamd(8), command ``INSTREAM``).

Forty lines instead of a package: the one on the index has not been kept since 2014.
"""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

CHUNK = 256 * 1024
SECONDS = 120


class Unreachable(Exception):  # noqa: N818 - it says what happened
    """The daemon does not answer, or answers that it cannot."""


def scan(address: str, stream: BinaryIO) -> str:
    """The name of the virus in a stream, empty when there is none; raises ``Unreachable``.

    ``address`` is ``unix:/run/clamav/clamd.ctl`` or ``tcp://host:3310``. A file larger than the daemon's
    ``StreamMaxLength`` counts as unreachable, never as clean.
    """
    stream.seek(0)
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            return _found(_answer(line))
    except OSError as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    finally:
        stream.seek(0)


def version(address: str) -> str:
    """What the daemon calls itself and its signatures; raises ``Unreachable``."""
    try:
        with _connected(address) as line:
            line.sendall(b"zVERSION\0")
            return _answer(line)
    except OSError as error:
        raise Unreachable(str(error) or type(error).__name__) from error


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address.removeprefix("unix:"))
        return line
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and (more := line.recv(4096)):
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _found(answer: str) -> str:
    """``stream: OK`` or ``stream: Name FOUND``; everything else is no answer."""
    if answer.endswith(": OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").partition(": ")[2]
    raise Unreachable(answer or "没有回答")
