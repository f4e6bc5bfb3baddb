"""Asking the drawing program, which runs apart (``drawing``)."""

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

PROGRAM = Path(__file__).with_name("drawing.py")
SECONDS = 30


class Undrawable(Exception):  # noqa: N818 - it says what happened
    """The file cannot be drawn: damaged, locked, or too much work."""


def ask(stream: BinaryIO, what: str, *numbers: int) -> bytes:
    """The answer of ``drawing.py what numbers…`` about a stream; raises ``Undrawable``."""
    stream.seek(0)
    command = [sys.executable, "-I", str(PROGRAM), what, *map(str, numbers)]
    try:
        ran = subprocess.run(command, input=stream.read(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except subprocess.SubprocessError as error:
        raise Undrawable(str(error)) from error
    return ran.stdout
