#!/usr/bin/env bash
# `make check`: everything CI does. Stops at the first thing that is wrong; nothing is changed.
set -euo pipefail
cd "$(dirname "$0")/.."

bash tools/environment.sh dev
export PATH=$PWD/.venv/bin:$PATH DJANGO_SETTINGS_MODULE=openxian.config.settings.dev OPENXIAN_LOG_LEVEL=ERROR
OPENXIAN_DATA=$(mktemp -d)
export OPENXIAN_DATA
trap 'rm -rf "$OPENXIAN_DATA"' EXIT
unset DATABASE_URL

step() { echo "== $1 =="; shift; "$@"; }
# Only what came after the last release: what was never released may still be rewritten.
lint_migrations() {
  local released
  if ! released=$(git describe --tags --abbrev=0 2>/dev/null); then
    echo "还没有发布过版本，跳过。"
    return
  fi
  python tools/postgres.py -- bash -c "openxian migrate --verbosity 0 && openxian lintmigrations $released \
    --include-apps $(echo openxian/*/migrations | xargs -n1 dirname | xargs -n1 basename | xargs) --quiet ok ignore"
}

templates() { find openxian -name '*.html' -print0 | xargs -0r "$@"; }

step "代码格式" ruff format --check .
step "代码规范" ruff check .
step "模板缩进" templates djhtml --check --tabwidth 2
step "模板规范" djlint --quiet --lint openxian
step "类型" mypy
step "分层" lint-imports
step "系统检查与迁移成一条线" openxian check --fail-level ERROR
step "模型与迁移一致" openxian makemigrations --check --dry-run
step "新迁移不锁表、不丢数据" lint_migrations
step "由程序得出的文档页" openxian reference --check
step "慢测试与旅程" bash tools/test.sh slow
step "README 里的 make test" make test
