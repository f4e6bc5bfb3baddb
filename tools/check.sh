#!/usr/bin/env bash
# `make check`: everything CI does. Stops at the first thing that is wrong; nothing is changed.
set -euo pipefail
cd "$(dirname "$0")/.."

bash tools/environment.sh dev
export PATH=$PWD/.venv/bin:$PATH OPENXIAN_MODE=demo OPENXIAN_LOG_LEVEL=ERROR
OPENXIAN_DATA=$(mktemp -d)
export OPENXIAN_DATA
trap 'rm -rf "$OPENXIAN_DATA"' EXIT
unset DATABASE_URL

step() { echo "== $1 =="; shift; "$@"; }
templates() { find openxian -name '*.html' -print0 | xargs -0r "$@"; }

step "代码格式" ruff format --check .
step "代码规范" ruff check .
step "模板缩进" templates djhtml --check --tabwidth 2
step "模板规范" djlint --quiet --lint openxian
step "类型" mypy
step "分层" lint-imports
step "部署检查" openxian check --fail-level ERROR
step "模型与迁移一致" openxian makemigrations --check --dry-run
step "迁移成一条线" openxian makemigrations --check --dry-run
step "迁移不锁表、不丢数据" openxian lintmigrations --quiet ok ignore --warnings-as-errors
step "设置页" openxian settings --check
step "慢测试与旅程" bash tools/test.sh slow
step "README 里的 make test" make test
