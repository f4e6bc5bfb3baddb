"""The desk under fifty people: home, to-do list and one case; p95 of whole answers through a real server.

A county of 1,000 users, 1,000,000 cases with a part each (200,000 still open: 100 of one's own and 2,000 of one's
duty for everybody) and 5,000,000 lines of the audit trail, on PostgreSQL with fsync. ``openxian serve`` and the
people who use it share two cores. Everybody reads a while (``THINKS`` seconds in the mean) before the next page, as
people do. The peer is the stock Django admin over the same rows in the same server, filtered to the same person;
its people wait the same time. Then the same without any pause: how much the server can give at all.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

from bench.rows import Row
from tools.postgres import binaries, temporary_cluster

WORK = Path(__file__).parent / "scratch" / "desk"
GOAL, QUERIES = 150, 15
PEOPLE, THINKS, PORT = 50, 1.5, 8191
BODIES = 50
OURS = {"工作台首页": "/office/desk/", "待办列表": "/office/desk/todo/"}


def run(quick: bool) -> list[Row]:
    """Full size on PostgreSQL; quick, or without a server: 20,000 cases on SQLite."""
    if quick or not binaries():
        return _measured("SQLite", "", {"users": 100, "cases": 20_000, "lines": 40_000, "people": 10, "seconds": 6})
    size = {"users": 1_000, "cases": 1_000_000, "lines": 5_000_000, "people": PEOPLE, "seconds": 40}
    with temporary_cluster(durable=True) as address:
        return _measured("PostgreSQL", address, size)


def _measured(engine: str, address: str, size: dict) -> list[Row]:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    environment = _environment(address)
    try:
        said = _worker_says(environment, size)
        with _served(environment):
            calm, busy = (_load(said, size, side, THINKS) for side in ("ours", "peer"))
            ours, peer = (_load(said, size, side, 0) for side in ("ours", "peer"))
        return list(_rows(engine, size, said, (calm, busy), (ours, peer)))
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def _rows(engine: str, size: dict, said: dict, calm: tuple, full: tuple) -> Iterator[Row]:
    about = f"{size['cases']:,} 件、{size['lines']:,} 行审计、{size['users']:,} 人，{engine}"
    goal = GOAL if engine == "PostgreSQL" else None
    ours, peer = calm
    stock = _p95(peer["待办列表"])
    for name in OURS:
        what = f"{name}，{size['people']} 人同时在用，{about}，p95"
        yield Row(what, _p95(ours[name]), "毫秒", "stock admin 列表", stock, at_most=goal)
        yield Row(f"{name}的查询数", said["queries"][name], "次", "stock admin 列表", said["stock"], at_most=QUERIES)
        yield Row(f"{name}的大小", said["bytes"][name] / 1024, "KB", "stock admin 列表", said["stock_bytes"] / 1024)
    both = [sum(len(spent) for spent in side.values()) / size["seconds"] for side in full]
    yield Row("不停地点，两核最多给出", both[0], "页/秒", "stock admin 列表", both[1])
    yield Row("备好数据用时", said["prepared"], "秒")


def _p95(spent: list[float]) -> float:
    return round(sorted(spent)[int(len(spent) * 0.95)] * 1000, 1)


def _environment(address: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "bench.desk_app.settings",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(WORK),
        "DATABASE_URL": address,
    }


def _worker_says(environment: dict[str, str], size: dict) -> dict:
    command = [sys.executable, "-m", "bench.desk", json.dumps(size)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the worker failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[None]:
    """``openxian serve`` as an operator starts it, for the length of the measurement."""
    command = [sys.executable, "-m", "openxian.config.cli", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for_answer()
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for_answer() -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


def _load(said: dict, size: dict, side: str, thinks: float) -> dict[str, list[float]]:
    """Seconds of every answer by address; a short round first that nobody counts."""
    for seconds in (size["seconds"] / 8, size["seconds"]):
        plan = {"server": ["127.0.0.1", PORT], "seconds": seconds, "thinks": thinks}
        plan |= {"sessions": said["sessions"], "addresses": said[side]}
        command = [sys.executable, "-m", "bench.desk_app.load"]
        done = subprocess.run(command, input=json.dumps(plan), capture_output=True, text=True, check=True)
        seen = json.loads(done.stdout)
        if seen["wrong"]:
            raise RuntimeError(f"wrong answers: {seen['wrong']}")
    return seen["spent"]


# What follows runs in the worker process, before the server starts.


def _prepare(size: dict) -> list:
    """The county, its people and their work; the people."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    people = _people(size["users"])
    _cases(size, people)
    _lines(size, people[0])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return people


def _people(users: int) -> list:
    """Users with one duty each, spread over ``BODIES`` bodies."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from openxian.accounts.models import Role, User
    from openxian.organisations.models import Duty, Organisation

    role, secret = Role.objects.get(key="writer"), make_password("Green-Hills-42")
    facts = {"must_change_password": False, "password_changed_at": timezone.now(), "password": secret}
    people = User.objects.bulk_create([User(username=f"person-{n}", name=f"人员{n}", **facts) for n in range(users)])
    named = [{"slug": f"body-{n}", "name": f"青岚县第{n}单位", "short_name": f"第{n}单位"} for n in range(BODIES)]
    since = date(2010, 1, 1)
    bodies = [Organisation.objects.create(kind="department", established_on=since, **one) for one in named]
    role.group.user_set.add(*people)
    Duty.objects.bulk_create(
        [
            Duty(user=person, role=role, organisation=bodies[n % BODIES], from_on=date(2020, 1, 1))
            for n, person in enumerate(people)
        ]
    )
    return people


def _cases(size: dict, people: list) -> None:
    """Every case with one part: a fifth open, half of those by person and half by duty; limits around today."""
    from django.utils import timezone

    from bench.copies import copy, later, numbers, text
    from bench.desk_app.models import Case
    from openxian.core.assignments.models import Assignment
    from openxian.organisations.models import Organisation

    total, users, start = size["cases"], size["users"], timezone.now() - timedelta(days=20)
    case = Case._default_manager.create(
        title="关于第1号事项的申请", number="青申〔2026〕1号", state="open", opened_at=start
    )
    names = {"title": text("关于第", "号事项的申请"), "number": text("青申〔2026〕", "号")}
    copy(case, numbers(2, total), opened_at=later("opened_at"), **names)
    first, body = people[0].pk, Organisation.objects.earliest("pk")
    part = {
        "kind": "bench.case", "thing_type": "desk_app.case", "thing_id": str(case.pk), "step": "reply",
        "label": "拟办", "opened_at": start, "note": "登记后转来", "basis": "《政府信息公开条例》第三十三条",
    }  # fmt: skip
    same = {"title": names["title"], "number": names["number"], "thing_id": "n", "opened_at": later("opened_at")}
    same |= {
        "round": _own_round(),
        "owner_id": f"{first} + n %% {users}",
        "opened_by_id": f"{first} + n / 7 %% {users}",
    }
    held = {
        "person": (f"'person:' || ({first} + n %% {users})", text("人员")),
        "duty": (f"'duty:writer:' || ({body.pk} + n %% {BODIES})", text("第", "单位信息员")),
    }
    spans = {"person": (2, total // 10), "duty": (total // 10 + 1, total // 5)}
    for kind, (low, high) in spans.items():
        row = _part(case, people[0], due_at=start, order_at=start, **part)
        holder, name = held[kind]
        due = {"due_at": later("due_at"), "order_at": later("order_at")}
        copy(row, numbers(low, high), holder=holder, holder_name=name, **due, **same)
    done = {"closed_at": start, "closed_by": people[0], "outcome": Assignment.Outcome.DONE}
    row = _part(case, people[0], due_at=start, order_at=start, **part, **done)
    closed = {"closed_at": later("closed_at"), "closed_by_id": f"{first} + n %% {users}"}
    copy(row, numbers(total // 5 + 1, total), holder=held["person"][0], **same, **closed)


def _part(case, person, **facts):
    import uuid

    from openxian.core.assignments.models import Assignment

    holder = {"holder": f"person:{person.pk}", "holder_name": person.name}
    return Assignment.objects.create(title=case.title, number=case.number, round=uuid.uuid4(), **holder, **facts)


def _own_round() -> str:
    from bench.copies import unique_key

    return unique_key()


def _lines(size: dict, person) -> None:
    """Lines of the trail, five for a case; copied in the database and not sealed."""
    from django.utils import timezone

    from bench.copies import copy, later, numbers
    from bench.desk_app.models import Case
    from openxian.core import audit
    from openxian.core.models import AuditLine

    line = audit.record(
        "bench.register", by=person, at=timezone.now() - timedelta(days=90), thing=Case._default_manager.first(),
        sentence="登记了一件申请，转给承办单位办理。",
    )  # fmt: skip
    line = AuditLine.objects.get(pk=line.pk)
    copy(line, numbers(2, size["lines"]), thing_id=f"CAST(n %% {size['cases']} + 1 AS text)", at=later("at"))


def _sessions(people: list) -> list[str]:
    from django.test import Client

    def session(person) -> str:
        client = Client(headers={"host": "localhost"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client.cookies["sessionid"].value

    return [session(person) for person in people]


def _stock(person) -> str:
    return f"/admin/assignments/assignment/?holder=person:{person.pk}&closed_at__isnull=True"


def _asked(session: str, address: str) -> tuple[int, int]:
    """Queries and bytes of one page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code} {answer.headers.get('Location', '')}")
    return len(captured), len(answer.content)


def _worker(size: dict) -> None:
    import django

    django.setup()
    began = time.perf_counter()
    people = _prepare(size)
    prepared = round(time.perf_counter() - began, 1)
    chosen = people[: size["people"]]
    sessions = _sessions(chosen)
    ours = {name: _asked(sessions[0], address) for name, address in OURS.items()}
    stock = _asked(sessions[0], _stock(chosen[0]))
    print(
        json.dumps(
            {
                "prepared": prepared,
                "sessions": sessions,
                "queries": {name: pair[0] for name, pair in ours.items()},
                "bytes": {name: pair[1] for name, pair in ours.items()},
                "stock": stock[0],
                "stock_bytes": stock[1],
                "ours": [OURS for _ in chosen],
                "peer": [{"待办列表": _stock(person)} for person in chosen],
            }
        )
    )


if __name__ == "__main__":
    _worker(json.loads(sys.argv[1]))
