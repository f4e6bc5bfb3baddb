"""The kernel is pleasant: a whole kind of case, from table to pages, in under 150 lines."""

from pathlib import Path

from openxian.core.workflow.checking import complaints
from tests.example.workflow import SUPPLIES

FILES = sorted(Path(__file__).resolve().parents[1].glob("*.py"))


def test_the_whole_room_is_under_150_lines():
    assert {file.name for file in FILES} >= {"actions.py", "apps.py", "models.py", "pages.py", "workflow.py"}
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES) < 150


def test_its_procedure_is_sound():
    assert complaints(SUPPLIES) == []
