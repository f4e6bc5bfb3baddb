"""The data folder, which must be there and writable before anything else can work."""

import os
import sys
from pathlib import Path

from openxian.config.reader import WrongSettings


def data_folder(value: str) -> Path:
    """The absolute data folder, made when missing; stops the start when it cannot be written."""
    folder = Path(value).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _stop(f"OPENXIAN_DATA 指的目录 {folder} 建不出来（{error.strerror}），请换一个或先建好。")
    if not os.access(folder, os.W_OK | os.X_OK):
        _stop(f"OPENXIAN_DATA 指的目录 {folder} 不可写，请改属主或换一个。")
    return folder


def _stop(sentence: str) -> None:
    wrong = WrongSettings([sentence])
    print(wrong, file=sys.stderr)  # noqa: T201 - logging is not set up before the settings are
    raise wrong
