"""Content packages in: articles a second on each database, and memory at one and at four times the volume.

Ours is ``import_package`` as ``openxian import`` calls it, cleaning, checks, placements and audit lines included.
The peer brings the same rows in the way stock Wagtail offers: parse, clean, ``add_child``,
``save_revision().publish()``, one page after the other. It is measured on fewer rows, because it is slow and its
pace does not depend on the number at this size.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.rows import Row
from tools.postgres import binaries, temporary_cluster

NAME = "import"
WORK = Path(__file__).parent / "scratch" / "import"
PEER = "stock Wagtail"
SENTENCE = "各乡镇人民政府、县政府各部门要结合实际抓好落实，及时报告进展情况，切实把便民措施送到群众身边。"
TABLE = "<table><tr><th>序号</th><th>事项</th><th>责任单位</th></tr>" + "".join(
    f"<tr><td>{number}</td><td>公开事项{number}</td><td>县政府办公室</td></tr>" for number in range(1, 11)
) + "</table>"  # fmt: skip


def run(quick: bool) -> list[Row]:
    """One and four volumes on SQLite and, where its programs are installed, on PostgreSQL with fsync."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    volume, peer_rows = (500, 20) if quick else (5000, 400)
    for size in (volume, 4 * volume):
        write_package(WORK / f"{size}.jsonl", size)
    write_package(WORK / "peer.jsonl", peer_rows)
    try:
        if not binaries():
            return measure("SQLite", "", volume)
        with temporary_cluster(durable=True) as address, ThreadPoolExecutor() as pool:
            list(pool.map(prepare, ("SQLite", "PostgreSQL"), ("", address)))
            return [*measure("SQLite", "", volume), *measure("PostgreSQL", address, volume)]
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def measure(engine: str, address: str, volume: int) -> list[Row]:
    """The peer in the middle of our runs, so that a drift of the machine touches both."""
    if not (WORK / engine).exists():
        prepare(engine, address)
    small = worker(engine, address, "ours", volume)
    stock = worker(engine, address, "stock", "peer")
    large = worker(engine, address, "ours", 4 * volume)
    again = worker(engine, address, "ours", 4 * volume)
    pace = median([small["pace"], large["pace"]])
    return [
        Row(f"稿件导入，{engine}", round(pace, 1), "篇/秒", PEER, round(stock["pace"], 1), at_least=200),
        Row(f"同一包再次导入（全部未变），{engine}", round(again["pace"], 1), "篇/秒"),
        Row(f"内存峰值，{volume:,} 篇，{engine}", small["memory"], "MiB"),
        Row(
            f"内存峰值，{4 * volume:,} 篇，{engine}", large["memory"], "MiB",
            f"{volume:,} 篇时", small["memory"], at_most=round(small["memory"] * 1.1),
        ),
    ]  # fmt: skip


def prepare(engine: str, address: str) -> None:
    """A migrated database with one body and one column."""
    (WORK / engine).mkdir(parents=True, exist_ok=True)
    worker(engine, address, "prepare", 0)


def worker(engine: str, address: str, act: str, package: int | str) -> dict:
    """Run one act in a process of its own and read its answer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "bench.stock.settings",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(WORK / engine),
        "DATABASE_URL": address,
    }
    command = [sys.executable, "-m", "bench.importing", act, str(WORK / f"{package}.jsonl")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{act} on {engine} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def write_package(path: Path, rows: int) -> None:
    """Rows of about 4 KB of text: every fifth a policy document, every fifth with a table; ids differ by file."""
    with path.open("w", encoding="utf-8") as lines:
        for number in range(rows):
            lines.write(json.dumps(row(f"{path.stem}-{number}", number), ensure_ascii=False) + "\n")


def row(external_id: str, number: int) -> dict:
    paragraphs = "".join(
        f'<p style="text-indent:2em"><span style="font-size:16pt">第{part}项：{SENTENCE}</span></p>'
        for part in range(24)
    )
    day = date(2015, 1, 1) + timedelta(days=number % 4000)
    content = {
        "external_id": external_id,
        "title": f"关于做好第{number}号便民事项办理工作的通知",
        "keywords": ["便民", "公开"],
        "tags": [f"标签{number % 40}"],
        "body": {"format": "html", "text": paragraphs + (TABLE if number % 5 == 1 else "")},
        "columns": ["news"],
        "organisation": "county",
        "source": "青岚县人民政府",
        "published_at": f"{day} 09:30",
    }
    if number % 5 == 0:
        document = {
            "document_number": f"青政发〔{day.year}〕{number}号",
            "issuer": "青岚县人民政府",
            "dated_on": f"{day}",
        }
        content |= {"kind": "policy", "metadata": document | {"index_number": external_id, "subject": "综合政务\\其他"}}
    return content


# What follows runs in the worker process.


def _prepare(path: Path) -> dict:
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from openxian.organisations.models import Organisation
    from openxian.portal.models import ColumnPage, HomePage

    call_command("migrate", verbosity=0)
    Organisation.objects.create(
        slug="county",
        kind="county_government",
        name="青岚县人民政府",
        short_name="县政府",
        established_on=date(1949, 10, 1),
    )
    words = {"description": "性能测试", "keywords": "测试"}
    home = Page.get_first_root_node().add_child(instance=HomePage(title="首页", slug="bench", **words))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    home.add_child(instance=ColumnPage(title="新闻", slug="news", **words))
    home.add_child(instance=ColumnPage(title="对照", slug="stock", **words))
    return {}


def _ours(path: Path) -> dict:
    from django.utils import timezone

    from openxian.repository.packages.actions import import_package
    from openxian.repository.packages.package import opened

    with opened(path) as package:
        began = time.perf_counter()
        totals = import_package(package, by=None, at=timezone.now())
        took = time.perf_counter() - began
    if not totals.all_in:
        raise RuntimeError(f"rows were refused: {totals}")
    return {"pace": totals.read / took}


def _stock(path: Path) -> dict:
    from wagtail.models import Page

    from bench.stock.models import StockArticle
    from openxian.core.html import clean

    section = Page.objects.get(slug="stock")
    rows = path.read_text(encoding="utf-8").splitlines()
    began = time.perf_counter()
    for line in rows:
        said = json.loads(line)
        page = StockArticle(
            title=said["title"],
            body=clean(said["body"]["text"]),
            source=said["source"],
            published_at=datetime.fromisoformat(said["published_at"] + "+08:00"),
        )
        section.add_child(instance=page)
        page.save_revision().publish()
    return {"pace": len(rows) / (time.perf_counter() - began)}


def _worker(act: str, path: Path) -> None:
    import resource

    import django

    django.setup()
    answer = {"prepare": _prepare, "ours": _ours, "stock": _stock}[act](path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(answer | {"memory": round(memory, 1)}))


if __name__ == "__main__":
    _worker(sys.argv[1], Path(sys.argv[2]))
