"""The import contracts of pyproject.toml hold."""

import subprocess
import sys

from tests.architecture.source import ROOT


def test_the_rooms_import_downwards_only():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"]
    kept = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert kept.returncode == 0, kept.stdout + kept.stderr
