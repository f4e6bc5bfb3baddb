"""Each committed line becomes one link, in one chain, whoever seals it and whenever."""

import pytest
from django.db import transaction

from openxian.core import audit
from openxian.core.audit import canonical, sealing, verifying
from openxian.core.models import AuditLine, AuditLink, AuditPending


def record(at, sentence="做了一件事。"):
    return audit.record("test.act", by=None, at=at, thing=None, sentence=sentence)


@pytest.fixture
def unhurried(monkeypatch):
    """Each commit tries to seal, however soon after the last."""
    monkeypatch.setattr(sealing, "GAP", 0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_line_is_sealed_as_soon_as_its_act_is_committed(at, unhurried):
    with transaction.atomic():
        line = record(at)
    link = AuditLink.objects.get()
    assert (link.seq, link.line_id, link.digest) == (1, line.pk, line.digest)
    assert link.hash == canonical.link_hash(canonical.BEGINNING, 1, line.pk, line.digest)
    assert not AuditPending.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_act_that_is_undone_leaves_neither_line_nor_link(at, unhurried):
    record(at)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(at)
        1 / 0  # noqa: B018
    record(at)
    assert list(AuditLink.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert verifying.verify().whole


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_a_burst_the_next_act_seals_what_was_left(at, on_sqlite, monkeypatch):
    if on_sqlite:
        pytest.skip("on SQLite each line is sealed in its own transaction")
    monkeypatch.setattr(sealing, "GAP", 60)
    monkeypatch.setattr(sealing, "_pace", sealing.Pace())
    for _ in range(5):
        record(at)
    assert (AuditLink.objects.count(), AuditPending.objects.count()) == (1, 4)
    monkeypatch.setattr(sealing, "_pace", sealing.Pace())
    record(at)
    assert (AuditLink.objects.count(), AuditPending.objects.count()) == (6, 0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_a_crash_left_between_commit_and_seal_is_sealed_later(at, monkeypatch):
    monkeypatch.setattr(sealing, "arrange", lambda: None)
    for _ in range(3):
        record(at)
    assert (AuditLink.objects.count(), AuditPending.objects.count()) == (0, 3)
    assert sealing.seal_all() == 3
    assert verifying.verify().whole


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_line_that_commits_after_a_younger_one_is_sealed_after_it(at, on_sqlite, unhurried):
    if on_sqlite:
        pytest.skip("SQLite has one writer at a time")
    from django.db import connection

    other = connection.copy()
    try:
        with transaction.atomic():
            older = record(at)
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO core_auditline (at, act, actor_name, thing_type, thing_id, thing_name, sentence,"
                    " succeeded, detail, digest) SELECT now(), 'a', '', '', '', '', '', true, '{}', 'd' RETURNING id"
                )
                younger = cursor.fetchone()[0]
            sealing.append(connection.cursor())
            assert list(AuditLink.objects.values_list("line_id", flat=True).order_by("seq")) == [older.pk, younger]
            transaction.set_rollback(True)
        sealing.seal_all()
        assert list(AuditLink.objects.values_list("line_id", flat=True)) == [younger]
    finally:
        other.close()


def test_lines_written_in_bulk_are_chained_too(db, at, on_sqlite):
    AuditLine.objects.bulk_create(
        audit.line("test.act", by=None, at=at, thing=None, sentence=f"第{n}行", number=n) for n in range(1200)
    )
    if not on_sqlite:  # there they are sealed in the same transaction
        sealing.seal()
    assert AuditLink.objects.count() == 1200
    assert verifying.verify().whole


def test_lines_brought_back_from_a_backup_do_not_get_a_second_link(trail):
    AuditPending.objects.create(line_id=trail[0].pk)
    AuditPending.objects.create(line_id=999_999)
    sealing.seal_all()
    assert (AuditLink.objects.count(), AuditPending.objects.count()) == (5, 0)


def test_a_digest_is_the_same_when_the_line_comes_back_from_the_database(db, at, writer):
    detail = {"number": 2**70, "share": 0.1, "big": 1e22, "words": ['甲\n"乙"', None, True], "z": {"b": 1, "a": ()}}
    with audit.acting_from("2001:DB8::1"):
        line = audit.record("test.act", by=writer, at=at, thing=None, sentence="一句话。", **detail)
    kept = AuditLine.objects.get(pk=line.pk)
    assert canonical.digest(kept) == line.digest == kept.digest
    assert (kept.detail["share"], kept.detail["big"]) == ("0.1", "1e+22")
