#!/usr/bin/env bash
# `make test`: the quick suite on SQLite and, where a server can be started, on PostgreSQL.
# `tools/test.sh slow` runs what the quick suite leaves out: long tests and journeys in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."

quick='not slow and not journey'
marked='slow or journey'
suite() { .venv/bin/pytest -n "${WORKERS:-auto}" --dist loadfile -m "$1"; }

bash tools/environment.sh dev
if [ "${1:-quick}" = slow ]; then
  echo "== 慢测试与浏览器旅程（SQLite）=="
  unset DATABASE_URL
  suite "$marked"
  exit
fi

echo "== SQLite =="
(unset DATABASE_URL; suite "$quick")
if .venv/bin/python tools/postgres.py --found; then
  echo "== PostgreSQL =="
  .venv/bin/python tools/postgres.py -- .venv/bin/pytest -n "${WORKERS:-auto}" --dist loadfile -m "$quick"
else
  echo "没有找到 PostgreSQL 服务程序，只在 SQLite 上测试了。"
fi
