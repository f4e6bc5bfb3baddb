"""The runner: ``python -m bench [--only NAME] [--quick]``, usually through ``make bench``."""

import argparse
import importlib
import json
import pkgutil
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

from bench import machine
from bench.rows import Row

HERE = Path(__file__).parent
RESULTS = HERE / "results"
console = Console()


def benchmarks() -> dict[str, str]:
    """Name → module of every benchmark: a module of this folder that has a ``run`` function.

    A module is called by its file name unless it says ``NAME = "…"`` (for names Python keeps for itself).
    """
    found = {}
    for entry in pkgutil.iter_modules([str(HERE)]):
        source = (HERE / f"{entry.name}.py").read_text(encoding="utf-8") if not entry.ispkg else ""
        if "\ndef run(" in source:
            found[_name(entry.name, source)] = f"bench.{entry.name}"
    return found


def _name(module: str, source: str) -> str:
    """Read without importing: a benchmark may set up Django only when it is really run."""
    named = [line for line in source.splitlines() if line.startswith("NAME = ")]
    return named[0].split("=", 1)[1].strip().strip("\"'") if named else module


def measure(name: str, module: ModuleType, quick: bool) -> list[Row]:
    """Run one benchmark, show its table and keep its result; raises what the benchmark raises."""
    began = time.perf_counter()
    rows: list[Row] = module.run(quick=quick)
    took = time.perf_counter() - began
    if not rows:
        raise RuntimeError(f"{name} measured nothing")
    show(name, rows, quick=quick, took=took)
    keep(name, rows, quick=quick, took=took)
    return rows


def show(name: str, rows: Sequence[Row], *, quick: bool, took: float) -> None:
    """The table on the screen."""
    size = "QUICK：数据较小，数字只作参考" if quick else "完整规模"
    table = Table(title=f"{name}（{size}，用时 {took:.0f} 秒）", title_justify="left")
    for heading in ("项目", "我们", "单位", "对照", "对照值", "比值", "目标", "达标"):
        table.add_column(heading, justify="right" if heading in {"我们", "对照值", "比值"} else "left")
    for row in rows:
        table.add_row(
            row.what,
            f"{row.ours:,.6g}",
            row.unit,
            row.peer_name or "—",
            "—" if row.peer is None else f"{row.peer:,.6g}",
            "—" if row.ratio is None else f"{row.ratio:.2f}",
            row.goal or "—",
            ("✓" if row.ok else "✗ 未达标") if row.goal else "—",
        )
    console.print(table)


def keep(name: str, rows: Sequence[Row], *, quick: bool, took: float) -> Path:
    """Write ``bench/results/<name>.json`` and answer where it is."""
    RESULTS.mkdir(exist_ok=True)
    result = {
        "name": name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "seconds": round(took, 1),
        "machine": machine.describe(),
        "rows": [row.as_dict() for row in rows],
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when every benchmark ran, 1 when one broke, 2 for an unknown name; a missed goal is only shown."""
    parser = argparse.ArgumentParser(prog="make bench", description="性能测试：每项都与对照物在同一次运行中测量。")
    parser.add_argument("--only", metavar="NAME", help="只跑这一项")
    parser.add_argument("--quick", action="store_true", help="数据较小，45 秒以内")
    options = parser.parse_args(arguments)
    known = benchmarks()
    if options.only and options.only not in known:
        console.print(f"没有名为 {options.only} 的性能测试，现有：{'、'.join(known) or '（无）'}", style="red")
        return 2
    wanted = {options.only: known[options.only]} if options.only else known
    broken = [name for name, path in wanted.items() if not _survives(name, path, options.quick)]
    return 1 if broken else 0


def _survives(name: str, path: str, quick: bool) -> bool:
    try:
        measure(name, importlib.import_module(path), quick)
    except Exception:  # the other benchmarks still run
        console.print(f"{name} 没有跑完：", style="red")
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
