"""Probes are told the truth, in every front door."""

from django.db import DatabaseError, connection


def test_a_process_that_answers_is_alive(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


def test_a_process_with_its_database_is_ready(client, db):
    assert client.get("/readyz").status_code == 200


def test_a_process_without_its_database_is_not_ready(client, db, monkeypatch):
    def refuse():
        raise DatabaseError("gone")

    with monkeypatch.context() as while_gone:
        while_gone.setattr(connection, "cursor", refuse)
        answer = client.get("/readyz")
    assert answer.status_code == 503
