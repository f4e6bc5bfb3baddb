"""Whatever somebody changes in the tables of the trail, past every trigger, is found and named."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.core import audit
from openxian.core.audit import canonical, sealing, verifying
from openxian.core.models import AuditCheck, AuditLine, AuditLink

CHANGES = {
    "at": "'2020-01-01 00:00:00'",
    "act": "'test.other'",
    "actor_id": "NULL",
    "actor_name": "'别人'",
    "thing_type": "'accounts.user'",
    "thing_id": "'0'",
    "thing_name": "'别的单位'",
    "sentence": "'没做过。'",
    "address": "'10.9.9.9'",
    "succeeded": "NOT succeeded",
    "detail": """'{"number": 77}'""",
    "digest": f"'{'a' * 64}'",
}


def test_a_trail_nobody_touched_is_whole(trail):
    report = verifying.verify()
    assert (report.whole, report.links, report.last) == (True, 5, 5)
    assert report.hash == AuditLink.objects.get(seq=5).hash


@pytest.mark.parametrize("column", CHANGES)
def test_a_line_changed_in_any_column_is_found(trail, attack, column):
    attack(f"UPDATE core_auditline SET {column} = {CHANGES[column]} WHERE id = {trail[2].pk}")
    report = verifying.verify()
    assert report.faults == [f"审计记录 {trail[2].pk}（第 3 号）被改过：内容与封存时的摘要不符。"]


def test_every_column_of_a_line_is_covered():
    assert {field.attname for field in AuditLine._meta.local_concrete_fields} == {*CHANGES, "id"}
    assert {*canonical.FIELDS, "digest"} == set(CHANGES)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE core_auditline SET id = 99999 WHERE id = {third}", "不见了"),
        ("DELETE FROM core_auditline WHERE id = {third}", "不见了"),
        ("UPDATE core_auditlink SET seq = 99 WHERE seq = 5", "第 5—98 号环节不见了"),
        ("UPDATE core_auditlink SET line_id = 99999 WHERE seq = 3", "链值对不上"),
        ("UPDATE core_auditlink SET digest = '{zeros}' WHERE seq = 3", "链值对不上"),
        ("UPDATE core_auditlink SET hash = '{zeros}' WHERE seq = 3", "第 3 号环节被改过"),
        ("DELETE FROM core_auditlink WHERE seq = 3", "第 3 号环节不见了"),
        ("DELETE FROM core_auditlink WHERE seq = 5", "不在链上"),
        ("DELETE FROM core_auditlink WHERE seq = 1", "第 1 号环节不见了"),
    ],
)
def test_a_chain_changed_anywhere_is_found(trail, attack, change, found):
    attack(change.format(third=trail[2].pk, zeros=canonical.BEGINNING))
    report = verifying.verify()
    assert found in report.faults[0], report.faults


def test_links_that_changed_places_are_found(trail, attack):
    attack(*(f"UPDATE core_auditlink SET seq = {new} WHERE seq = {old}" for old, new in ((2, 77), (3, 2), (77, 3))))
    assert "第 2 号环节被改过，或与别的环节调换了位置" in verifying.verify().faults[0]


def test_a_line_put_in_without_a_seal_is_found(trail, attack):
    columns = ", ".join(CHANGES)
    attack(
        f"INSERT INTO core_auditline ({columns}) SELECT {columns} FROM core_auditline WHERE id = {trail[0].pk}",
        "DELETE FROM core_auditpending",
    )
    (fault,) = verifying.verify().faults
    assert "不在链上，也不在待封存之列" in fault


def test_a_chain_computed_anew_is_found_by_an_anchor(trail, attack):
    anchor = {5: AuditLink.objects.get(seq=5).hash}
    assert verifying.verify(anchors=anchor).whole
    trail[0].sentence = "没做过。"
    changes = [f"UPDATE core_auditline SET sentence = '没做过。', digest = '{canonical.digest(trail[0])}' "
               f"WHERE id = {trail[0].pk}"]  # fmt: skip
    previous = canonical.BEGINNING
    for link, digest in zip(AuditLink.objects.order_by("seq"), map(canonical.digest, trail), strict=True):
        previous = canonical.link_hash(previous, link.seq, link.line_id, digest)
        changes.append(f"UPDATE core_auditlink SET digest = '{digest}', hash = '{previous}' WHERE seq = {link.seq}")
    attack(*changes)
    assert verifying.verify().whole, "without an anchor this cannot be seen"
    assert "与先前记下的（锚）不同" in verifying.verify(anchors=anchor).faults[0]


def test_an_end_cut_off_is_found_by_an_anchor(trail, attack):
    anchor = {5: AuditLink.objects.get(seq=5).hash}
    attack("DELETE FROM core_auditlink WHERE seq > 3", f"DELETE FROM core_auditline WHERE id > {trail[2].pk}")
    assert verifying.verify().whole, "without an anchor this cannot be seen"
    assert "末尾被截去" in verifying.verify(anchors=anchor).faults[0]


def test_what_an_earlier_verification_saw_is_an_anchor_too(trail, attack, at):
    head = AuditLink.objects.get(seq=5).hash
    AuditCheck.objects.create(at=at, actor_name="系统", first_seq=1, last_seq=5, hash=head, faults=0)
    attack("DELETE FROM core_auditlink WHERE seq > 3", f"DELETE FROM core_auditline WHERE id > {trail[2].pk}")
    assert "末尾被截去" in verifying.verify().faults[0]


def test_a_line_that_waits_too_long_for_its_seal_is_named(trail, at, monkeypatch):
    monkeypatch.setattr(sealing, "arrange", lambda: None)
    audit.record("test.act", by=None, at=at, thing=None, sentence="做了一件事。")
    assert verifying.verify(at=at + timedelta(minutes=9)).whole
    report = verifying.verify(at=at + timedelta(minutes=11))
    assert report.waiting == 1
    assert "还没有封存" in report.faults[0]


def test_the_loss_of_a_trigger_is_named(trail, on_sqlite):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER core_auditlink_update" if on_sqlite else "ALTER TABLE core_auditlink DISABLE TRIGGER ALL"
        )
    assert "触发器不全" in verifying.verify().faults[0]


def test_a_part_can_be_verified_alone(trail, attack):
    attack(f"UPDATE core_auditline SET sentence = '没做过。' WHERE id = {trail[0].pk}")
    assert verifying.verify(first=3).whole
    assert verifying.verify(first=3).links == 3
    assert not verifying.verify(first=1).whole


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_of_a_line_is_another_ones_digest(data, at):
    texts, numbers = st.text(max_size=8), st.integers(min_value=0, max_value=9)
    facts = st.fixed_dictionaries(
        {name: texts for name in canonical.FIELDS if name not in ("at", "detail", "succeeded", "actor_id", "address")}
        | {"detail": st.dictionaries(texts, numbers | texts | st.lists(texts, max_size=2), max_size=2)}
    )
    one, other = (AuditLine(at=at, **said) for said in (data.draw(facts), data.draw(facts)))
    assert (canonical.digest(one) == canonical.digest(other)) == (canonical.facts(one) == canonical.facts(other))
