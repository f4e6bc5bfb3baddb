"""An export is proved without this program, and not one byte of it can be changed unseen."""

import hashlib
import importlib.util
import io
import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from openxian.core import audit
from openxian.core.audit import actions, anchors, exporting, sealing
from openxian.core.errors import Refused
from openxian.core.models import AuditLink

SCRIPT = Path(__file__).parents[4] / "scripts" / "verify_audit.py"


@pytest.fixture(scope="module")
def verifier():
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def exported(trail, at):
    out = io.BytesIO()
    exporting.export(out, at=at)
    return out.getvalue()


def fault(verifier, content, anchors=()):
    """The first fault the script finds, empty when there is none."""
    try:
        verifier.verify(io.BytesIO(content), anchors)
    except verifier.Fault as found:
        return str(found)
    return ""


def test_the_script_proves_what_was_exported(verifier, exported):
    chain = verifier.verify(io.BytesIO(exported))
    assert (chain.count, chain.seq, chain.hash) == (5, 5, AuditLink.objects.get(seq=5).hash)


def test_it_stands_alone_and_is_short():
    text = SCRIPT.read_text(encoding="utf-8")
    assert text.count("\n") < 200
    assert "openxian." not in text.replace("openxian.core", "!")
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported == {"argparse", "hashlib", "json", "struct", "sys"}


def test_every_byte_is_watched(verifier, exported):
    """Each byte in turn becomes another one: a neighbour, the other case, or anything."""
    chance = random.Random(20260302)
    unseen = []
    for place, byte in enumerate(exported):
        for other in {byte ^ 1, byte ^ 0x20, chance.randrange(256)} - {byte}:
            changed = exported[:place] + bytes([other]) + exported[place + 1 :]
            if not fault(verifier, changed):
                unseen.append((place, byte, other))
    assert unseen == []


def test_no_byte_is_taken_out_or_put_in(verifier, exported):
    chance = random.Random(7)
    for place in chance.sample(range(len(exported)), 300):
        assert fault(verifier, exported[:place] + exported[place + 1 :])
        assert fault(verifier, exported[:place] + bytes([chance.randrange(256)]) + exported[place:])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda rows: rows[:2] + rows[3:], "第 2 号环节不见了"),
        (lambda rows: [rows[0], rows[2], rows[1], *rows[3:]], "第 1 号环节不见了或顺序被调换"),
        (lambda rows: rows[:-1], "没有结尾"),
        (lambda rows: rows[:-2] + rows[-1:], "条数与文件末尾记的不同"),
        (lambda rows: [*rows, rows[1]], "末尾之后还有内容"),
        (lambda rows: [], "没有结尾"),
    ],
)
def test_lines_removed_added_or_moved_are_found(verifier, exported, change, found):
    assert found in fault(verifier, b"".join(change(exported.splitlines(keepends=True))))


def test_an_anchor_finds_an_export_that_was_made_anew(verifier, exported):
    head = AuditLink.objects.get(seq=5)
    assert fault(verifier, exported, [(5, head.hash)]) == ""
    assert "与锚不同" in fault(verifier, exported, [(3, head.hash)])
    assert "第 9 号不在文件里" in fault(verifier, exported, [(9, head.hash)])


def test_an_export_can_begin_later(verifier, trail, at, writer):
    for day in (1, 2):
        audit.record("test.act", by=writer, at=at + timedelta(days=day), thing=None, sentence="后来的事。")
    sealing.seal_all()
    out = io.BytesIO()
    assert exporting.export(out, at=at, since=at + timedelta(days=1)) == 2
    chain = verifier.verify(io.BytesIO(out.getvalue()))
    assert (chain.count, chain.seq) == (2, 7)


def test_a_line_that_is_missing_stops_the_export(trail, attack, at):
    attack(f"DELETE FROM core_auditline WHERE id = {trail[2].pk}")
    with pytest.raises(Refused, match="第 3 号"):
        exporting.export(io.BytesIO(), at=at)


def test_the_script_brings_its_own_sm3(verifier, exported, monkeypatch):
    vectors = {b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"}  # GB/T 32905-2016 A.1
    chance = random.Random(3)
    for length in (0, 1, 55, 56, 63, 64, 65, 119, 120, 500):
        content = chance.randbytes(length)
        vectors[content] = hashlib.new("sm3", content).hexdigest()
    assert {content: verifier.PureSM3(content).hexdigest() for content in vectors} == vectors

    def without(name, content=b""):
        raise ValueError(name)

    monkeypatch.setattr(verifier.hashlib, "new", without)
    assert fault(verifier, exported) == ""


def test_the_command_of_the_script_answers_by_its_exit_code(verifier, exported, tmp_path, capsys):
    file = tmp_path / "trail.jsonl"
    file.write_bytes(exported)
    assert verifier.main([str(file)]) == 0
    assert AuditLink.objects.get(seq=5).hash in capsys.readouterr().out
    file.write_bytes(exported.replace("第3件事".encode(), "第4件事".encode()))
    assert verifier.main([str(file)]) == 1
    assert "第 4 号环节的审计记录被改过" in capsys.readouterr().out
    assert verifier.main([str(tmp_path / "none")]) == 2


def test_each_line_is_the_documented_form(exported, trail):
    header, first = (json.loads(line) for line in exported.splitlines()[:2])
    assert header == {"at": "2026-03-02T01:00:00.000000Z", "first": 1, "format": "openxian-audit-1",
                      "previous": "0" * 64}  # fmt: skip
    assert first["line"]["address"] == "10.1.2.3"
    assert first["line"]["at"] == "2026-03-02T01:00:00.000000Z"
    assert first["line"]["detail"] == {"number": 0}


def test_an_anchor_is_read_as_it_is_printed(trail, at):
    anchor = actions.take_anchor(by=None, at=at)
    assert anchors.read(str(anchor)) == (anchor.seq, anchor.hash)
    assert anchors.read(f"5:{' '.join(anchor.groups)}") == (5, anchor.hash)
    for wrong in ("", "5", "5:abc", f"x:{anchor.hash}"):
        with pytest.raises(ValueError):
            anchors.read(wrong)
