"""The admin's list of articles: first page, a page far down, a search by title; p95 of whole answers, rendered.

Ours is the explorer 稿件 for an information officer with 2,000 duties, no superuser. The peers hold the same number
of rows in the same database and are asked by a person of the same role: a stock snippet listing, and the stock page
explorer over one parent with 2,000 page permission rows. Every figure is a whole request through Django's test
client: session, gate, permissions, queries, template.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from bench.rows import Row
from tools.postgres import binaries, temporary_cluster

WORK = Path(__file__).parent / "work" / "explorer"
GOAL = 300
SENTENCE = "各乡镇人民政府、县政府各部门要结合实际抓好落实，及时报告进展情况。"
BODY = "".join(f"<p>{SENTENCE}</p>" for _ in range(12))
SIDES = (
    ("稿件列表第一页", "first", "snippet_first", "stock 片段列表"),
    ("稿件列表第一页", "first", "pages_first", "stock 页面浏览器"),
    ("稿件列表很后面的一页", "deep", "snippet_deep", "stock 片段列表"),
    ("稿件列表很后面的一页", "deep", "pages_deep", "stock 页面浏览器"),
)


def run(quick: bool) -> list[Row]:
    """200,000 articles and 2,000 duties on PostgreSQL and SQLite (quick: 4,000 and 200 on SQLite)."""
    shutil.rmtree(WORK, ignore_errors=True)
    size, duties, times = (4_000, 200, 8) if quick else (200_000, 2_000, 40)
    try:
        if quick or not binaries():
            return measure("SQLite", "", size, duties, times)
        with temporary_cluster(durable=True) as address, ThreadPoolExecutor() as pool:
            engines = (("PostgreSQL", address), ("SQLite", ""))
            list(pool.map(lambda engine: worker(*engine, "prepare", size, duties, 0), engines))
            return [row for engine in engines for row in measure(*engine, size, duties, times)]
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def measure(engine: str, address: str, size: int, duties: int, times: int) -> list[Row]:
    """Rows of one database; only PostgreSQL has a goal."""
    if not address:
        (WORK / engine / "openxian.sqlite3").exists() or worker(engine, address, "prepare", size, duties, 0)
    said = worker(engine, address, "measure", size, duties, times)
    goal = GOAL if engine == "PostgreSQL" else None
    suffix = f"{size:,} 篇 {duties:,} 条职责，{engine}，p95"
    rows = [
        Row(f"{what}，{suffix}", said[ours], "毫秒", name, said[peer], at_most=goal) for what, ours, peer, name in SIDES
    ]
    rows.append(Row(f"标题查找（查不到，找完一个窗口），{suffix}", said["search"], "毫秒", at_most=goal))
    rows.append(Row(f"按栏目筛选，{suffix}", said["column"], "毫秒", at_most=goal))
    rows.append(Row(f"列表一次的查询数，{engine}", said["queries"], "次", "stock 片段列表", said["snippet_queries"]))
    return rows


def worker(engine: str, address: str, act: str, *numbers: int) -> dict:
    """Run one act in a process of its own and read its answer."""
    (WORK / engine).mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "bench.peer_app.settings",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(WORK / engine),
        "DATABASE_URL": address,
    }
    command = [sys.executable, "-m", "bench.explorer", act, *map(str, numbers)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{act} on {engine} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


# What follows runs in the worker process.


def _prepare(size: int, duties: int, times: int) -> dict:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    bodies = _bodies(duties)
    officer, manager = _people(bodies)
    section = _sections(manager, duties)
    _articles(size, bodies, officer)
    _peers(size, section)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {}


def _bodies(duties: int) -> list:
    from openxian.organisations.models import Organisation

    return Organisation.objects.bulk_create(
        Organisation(
            slug=f"body-{number}",
            kind="department",
            name=f"青岚县第{number}单位",
            short_name=f"第{number}单位",
            established_on=date(2010, 1, 1),
        )
        for number in range(duties)
    )


def _people(bodies: list) -> tuple:
    from django.utils import timezone

    from openxian.accounts.models import Role, User
    from openxian.organisations.models import Duty

    facts = {"must_change_password": False, "password_changed_at": timezone.now()}
    officer = User.objects.create_user("officer", "信息员", "Green-Hills-42", **facts)
    manager = User.objects.create_user("manager", "站点管理员", "Green-Hills-42", **facts)
    writer, building = Role.objects.get(key="writer"), Role.objects.get(key="site_manager")
    Duty.objects.bulk_create(
        Duty(user=officer, role=writer, organisation=body, from_on=date(2020, 1, 1)) for body in bodies
    )
    Duty.objects.create(user=manager, role=building, organisation=bodies[0], from_on=date(2020, 1, 1))
    officer.groups.add(writer.group)
    manager.groups.add(building.group)
    return officer, manager


def _sections(manager, duties: int):
    """A home with a column and the peers' parent; as many page permission rows as there are duties."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission, Page, Site

    from bench.peer_app.models import PeerPage
    from openxian.portal.models import ColumnPage, HomePage

    words = {"description": "性能测试", "keywords": "测试"}
    home = Page.get_first_root_node().add_child(instance=HomePage(title="首页", slug="bench", **words))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    home.add_child(instance=ColumnPage(title="新闻", slug="news", **words))
    section = home.add_child(instance=PeerPage(title="对照", slug="stock"))
    group = Group.objects.create(name="peer")
    manager.groups.add(group)
    names = ["add_peersnippet", "change_peersnippet", "publish_peersnippet", "delete_peersnippet"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    targets = _pages(section, PeerPage, range(duties), "小节{}")
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=change) for page in targets
    )
    return section


def _articles(size: int, bodies: list, officer) -> None:
    from django.utils import timezone

    from openxian.portal.models import ColumnPage, Placement
    from openxian.repository.models import Article

    column, start, moment = ColumnPage.objects.get(slug="news"), timezone.now(), timezone.now()
    for first in range(0, size, 5000):
        rows = [
            Article(
                title=f"关于做好第{number}号便民事项办理工作的通知",
                body=[("text", BODY)],
                organisation=bodies[number % len(bodies)],
                source="青岚县人民政府",
                created_by=officer,
                live=True,
                stage="published",
                published_at=moment,
            )
            for number in range(first, min(first + 5000, size))
        ]
        Article.objects.bulk_create(rows)
        Placement.objects.bulk_create(
            Placement(article=row, column=column, is_home=True, shown=True, sort_at=start, at=start) for row in rows
        )
    _spread_times(Article._meta.db_table)


def _spread_times(table: str) -> None:
    """A second between one article and the next, the newest last; as the real thing would be."""
    from django.db import connection

    later = "updated_at + id * interval '1 second' - interval '10 days'"
    if connection.vendor == "sqlite":
        later = "strftime('%Y-%m-%d %H:%M:%f', updated_at, '-10 days', '+' || id || ' seconds')"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET updated_at = {later}")


def _pages(section, kind, numbers, title: str) -> list:
    """Rows of pages in bulk below ``section``; the rows of their own table are added in ``_peers``."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Locale, Page

    facts = {"content_type": ContentType.objects.get_for_model(kind), "locale": Locale.objects.get()}
    depth, now = section.depth + 1, timezone.now()
    return Page.objects.bulk_create(
        Page(
            title=title.format(n),
            draft_title=title.format(n),
            slug=f"p-{n}",
            path=Page._get_path(section.path, depth, n + 1),
            depth=depth,
            url_path=f"{section.url_path}p-{n}/",
            latest_revision_created_at=now - timedelta(seconds=n),
            **facts,
        )
        for n in numbers
    )


def _peers(size: int, section) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Page

    from bench.peer_app.models import PeerPage, PeerSnippet

    now, kind = timezone.now(), ContentType.objects.get_for_model(PeerPage)
    taken = Page.objects.child_of(section).count()
    for first in range(0, size, 5000):
        numbers = range(first, min(first + 5000, size))
        title = "关于做好第{}号便民事项办理工作的通知"
        PeerSnippet.objects.bulk_create(
            PeerSnippet(title=title.format(n), body=BODY, updated_at=now - timedelta(seconds=n)) for n in numbers
        )
        _pages(section, PeerPage, [taken + n for n in numbers], title)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO peer_app_peerpage (page_ptr_id, body) SELECT id, %s FROM wagtailcore_page "
            "WHERE content_type_id = %s AND id NOT IN (SELECT page_ptr_id FROM peer_app_peerpage)",
            [BODY, kind.pk],
        )
    Page.objects.filter(pk=section.pk).update(numchild=taken + size)


def _measure(size: int, duties: int, times: int) -> dict:
    from django.test import Client
    from wagtail.models import Page

    from openxian.accounts.models import User
    from openxian.portal.models import ColumnPage

    officer, manager = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    for client, name in ((officer, "officer"), (manager, "manager")):
        client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    section = Page.objects.get(slug="stock")
    deep = max(size // 20 * 4 // 5, 1)
    ours = {
        "first": (officer, "/office/articles/"),
        "deep": (officer, f"/office/articles/?after={_far_down(size)}"),
        "search": (officer, "/office/articles/?q=没有这样的标题"),
        "column": (officer, f"/office/articles/?column={ColumnPage.objects.get(slug='news').pk}"),
    }
    peers = {
        "snippet_first": (manager, "/office/snippets/peer_app/peersnippet/"),
        "snippet_deep": (manager, f"/office/snippets/peer_app/peersnippet/?p={deep}"),
        "pages_first": (manager, f"/office/pages/{section.pk}/"),
        "pages_deep": (manager, f"/office/pages/{section.pk}/?p={size // 50 * 4 // 5}"),
    }
    spent = _alternate(ours | peers, times)
    counts = {
        "queries": _queries(*ours["first"]),
        "snippet_queries": _queries(*peers["snippet_first"]),
    }
    return {name: _p95(each) for name, each in spent.items()} | counts


def _far_down(size: int) -> str:
    from openxian.repository.models import Article
    from openxian.repository.workplace.explorer import cursor_of

    return cursor_of(Article.objects.order_by("-updated_at", "-id").only("pk", "updated_at")[size * 4 // 5])


def _alternate(doors: dict, times: int) -> dict[str, list[float]]:
    """Every address in turn, ``times`` times, after two warm rounds; a slow peer is asked less often."""
    spent = {name: [] for name in doors}
    for turn in range(-2, times):
        for name, (client, path) in doors.items():
            if turn > 2 and sum(spent[name]) > 20_000:
                continue
            began = time.perf_counter()
            answer = client.get(path)
            took = (time.perf_counter() - began) * 1000
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answered {answer.status_code}")
            if turn >= 0:
                spent[name].append(took)
    return spent


def _p95(spent: list[float]) -> float:
    return round(sorted(spent)[min(len(spent) - 1, int(len(spent) * 0.95))], 1)


def _queries(client, path) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _worker(act: str, *numbers: int) -> None:
    import django

    django.setup()
    print(json.dumps({"prepare": _prepare, "measure": _measure}[act](*numbers)))


if __name__ == "__main__":
    _worker(sys.argv[1], *map(int, sys.argv[2:]))
