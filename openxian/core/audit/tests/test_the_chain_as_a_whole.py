"""Verifying, exporting and anchoring are acts themselves, at the command line and in the worker's rounds."""

import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from openxian.core import audit
from openxian.core.audit import actions
from openxian.core.models import AuditCheck, AuditLine, AuditLink
from openxian.core.outbox import registry
from openxian.core.outbox.models import Job


def command(*arguments):
    """Exit code and what was said."""
    out = StringIO()
    try:
        call_command("audit", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_a_verification_is_written_down(trail, writer, at):
    report = actions.check(by=writer, at=at)
    kept = AuditCheck.objects.get()
    assert (kept.at, kept.actor_name, kept.first_seq, kept.last_seq, kept.hash) == (at, "陈晓禾", 1, 5, report.hash)
    assert AuditLine.objects.get(act="audit.check").sentence == "核验审计链第 1—5 号，未发现问题。"


def test_a_verification_that_finds_a_fault_says_so_for_ever(trail, attack, at):
    attack(f"UPDATE core_auditline SET sentence = '没做过。' WHERE id = {trail[1].pk}")
    actions.check_daily(at=at)
    assert "（第 2 号）被改过" in AuditCheck.objects.get().fault
    assert AuditLine.objects.get(act="audit.check").succeeded is False


def test_a_page_verifies_only_the_end(trail, writer, at, monkeypatch):
    monkeypatch.setattr(actions, "RECENT", 2)
    assert actions.check_recent(by=writer, at=at).first == 4


def test_the_command_says_whether_all_is_well(trail, attack):
    code, said = command("verify")
    assert (code, "没有发现问题" in said) == (0, True)
    attack(f"UPDATE core_auditline SET sentence = '没做过。' WHERE id = {trail[1].pk}")
    code, said = command("verify", "--json")
    assert (code, json.loads(said)["count"]) == (1, 1)
    assert command("verify", "--from", "3")[0] == 0


def test_the_command_compares_with_an_anchor(trail):
    head = AuditLink.objects.get(seq=5).hash
    assert command("verify", "--anchor", f"5:{head}")[0] == 0
    code, said = command("verify", "--anchor", f"4:{head}")
    assert (code, "与先前记下的（锚）不同" in said) == (1, True)
    with pytest.raises(CommandError):
        command("verify", "--anchor", "nonsense")


def test_the_command_exports_to_a_new_file(trail, tmp_path):
    file = tmp_path / "trail.jsonl"
    assert command("export", "--out", str(file))[0] == 0
    assert len(file.read_bytes().splitlines()) == 5 + 1 + 2, "the lines, the export's own, the first and the last"
    with pytest.raises(CommandError, match="已经存在"):
        command("export", "--out", str(file))


def test_an_export_leaves_a_line_before_the_first_one_leaves(trail, writer, at):
    assert actions.export(BytesIO(), by=writer, at=at, since=at) == 6
    assert AuditLine.objects.get(act="audit.export").sentence == "导出2026-03-02 起的审计链。"


def test_an_anchor_fits_a_sheet_and_can_be_signed(trail):
    code, said = command("anchor")
    head = AuditLink.objects.get(seq=5).hash
    assert (code, f"5:{head}" in said, "签字" in said) == (0, True, True)
    wide = [sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in said.splitlines()]
    assert max(wide) <= 80
    assert json.loads(command("anchor", "--json")[1])["seq"] == 6


def test_taking_an_anchor_is_recorded(trail, writer, at):
    anchor = actions.take_anchor(by=writer, at=at)
    assert AuditLine.objects.get(act="audit.take_anchor").detail == {"seq": 5, "hash": anchor.hash}


def test_anchors_are_mailed_where_addresses_are_set(trail, at, settings):
    assert actions.mail_anchor(at=at) is None
    settings.OPENXIAN_MAIL, settings.OPENXIAN_AUDIT_ANCHOR_MAIL = True, ["archive@example.org", "jcw@example.org"]
    actions.mail_anchor(at=at)
    jobs = list(Job.objects.filter(topic=actions.MAIL).order_by("pk"))
    assert [job.payload["to"] for job in jobs] == ["archive@example.org", "jcw@example.org"]
    handler = registry.handler_of(actions.MAIL)
    handler.run(jobs[0].payload, at=at, idempotency_key="key")
    handler.run(jobs[0].payload, at=at, idempotency_key="key")
    first, again = mail.outbox
    assert AuditLink.objects.get(seq=5).hash in first.body
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]


def test_the_worker_seals_verifies_and_mails(trail, at):
    specs = {name: spec for name, spec in registry.schedules().items() if name.startswith("audit.")}
    assert {name: spec.rhythm for name, spec in specs.items()} == {
        "audit.seal": "每 30 秒",
        "audit.check": "每天 03:20",
        "audit.anchor": "每天 07:00",
    }
    audit.record("test.act", by=None, at=at, thing=None, sentence="做了一件事。")
    specs["audit.seal"].run(at=at)
    specs["audit.check"].run(at=at + timedelta(hours=1))
    assert AuditCheck.objects.get().last_seq == 6
