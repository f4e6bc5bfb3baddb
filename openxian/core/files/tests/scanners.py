"""Scanners for the tests: one that pretends, speaking clamd's protocol, and the real one where it is installed."""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from openxian.core.files import clamd

# The harmless test virus of the scanners' makers, in two halves so that no scanner minds this file.
TEST_VIRUS = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()


class Conversation(socketserver.BaseRequestHandler):
    """One ``zINSTREAM``: pieces with their lengths in front, an empty one last."""

    def handle(self):
        command = self.read_until_zero()
        if command == b"zVERSION":
            self.request.sendall(b"ClamAV 1.4.6/27000/pretended\0")
            return
        content = b""
        while size := struct.unpack("!I", self.read(4))[0]:
            content += self.read(size)
        self.server.seen.append(content)
        self.request.sendall(self.server.says(content) + b"\0")

    def read_until_zero(self):
        said = b""
        while not said.endswith(b"\0"):
            said += self.request.recv(1)
        return said.rstrip(b"\0")

    def read(self, size):
        said = b""
        while len(said) < size:
            piece = self.request.recv(size - len(said))
            assert piece, "the caller hung up in the middle"
            said += piece
        return said


def judge(content: bytes) -> bytes:
    """What a scanner that knows one virus says."""
    return b"stream: Eicar-Test-Signature FOUND" if TEST_VIRUS in content else b"stream: OK"


@contextmanager
def pretended(says=judge, unix: Path | None = None):
    """A server at an address; ``seen`` on it lists what was sent."""
    kind = socketserver.ThreadingUnixStreamServer if unix else socketserver.ThreadingTCPServer
    with kind(str(unix) if unix else ("127.0.0.1", 0), Conversation) as server:
        server.says, server.seen = says, []
        server.address = f"unix:{unix}" if unix else f"tcp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def real(folder: Path):
    """The real daemon with a database of one hand-made signature; yields its address."""
    signatures = folder / "signatures"
    signatures.mkdir(mode=0o755)
    (signatures / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{TEST_VIRUS.hex()}\n", encoding="ascii")
    line = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {line}\nDatabaseDirectory {signatures}\nForeground yes\nUser root\nStreamMaxLength 1M\n",
        encoding="ascii",
    )
    folder.chmod(0o755)
    daemon = subprocess.Popen([shutil.which("clamd"), "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"unix:{line}", daemon)
        yield f"unix:{line}"
    finally:
        daemon.terminate()
        daemon.wait(20)


def _wait_for(address: str, daemon: subprocess.Popen) -> None:
    for _ in range(200):
        try:
            clamd.version(address)
        except clamd.Unreachable:
            assert daemon.poll() is None, "clamd went away"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("clamd did not answer within 20 seconds")


def nobody_listens() -> str:
    """An address where nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"
