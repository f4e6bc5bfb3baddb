#!/usr/bin/env bash
# `make run`: the demo county on this machine, from nothing to a page in a browser. PORT, HOST and DATA may be set.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-8000}
host=${HOST:-127.0.0.1}
export OPENXIAN_MODE=demo OPENXIAN_DATA=${DATA:-data} OPENXIAN_ADMIN_URL=http://localhost:$port
export OPENXIAN_LOG_FORMAT=${OPENXIAN_LOG_FORMAT:-text} OPENXIAN_LOG_LEVEL=${OPENXIAN_LOG_LEVEL:-WARNING}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

ready() {
  local answer
  listens && exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 &&
    read -r answer <&3 && [[ $answer == *" 200 "* ]]
}

# once NAME FILES… -- COMMAND…: skipped when it was done before for these files, this port and this database.
once() {
  local name=$1 files=() now
  shift
  while [ "$1" != -- ]; do files+=("$1"); shift; done
  shift
  now=$({
    find "${files[@]}" -type f ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0r sha256sum
    echo "$port ${DATABASE_URL:-sqlite}"
  } | sha256sum)
  [ "$(cat "$OPENXIAN_DATA/done-$name" 2>/dev/null)" = "$now" ] && return
  rm -f "$OPENXIAN_DATA/done-$name"
  "$@"
  echo "$now" >"$OPENXIAN_DATA/done-$name"
}

collect_static() {
  echo "正在收集静态文件……" >&2
  .venv/bin/openxian collectstatic --noinput --verbosity 0
}

migrate() {
  echo "正在准备数据库……" >&2
  .venv/bin/openxian migrate --verbosity 0
}

demo() {
  echo "正在准备演示县……" >&2
  .venv/bin/openxian demo --port "$port" >"$OPENXIAN_DATA/welcome.txt"
}

# The first view of a page cuts its pictures to size: let it be ours, not the visitor's.
look() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET / HTTP/1.0\r\nHost: %s\r\n\r\n' "$1:$port" >&3
  cat <&3 >/dev/null
}

welcome() {
  until ready 2>/dev/null; do
    kill -0 $$ 2>/dev/null || return 0
    sleep 0.1
  done
  look localhost
  look park.localhost
  echo
  cat "$OPENXIAN_DATA/welcome.txt"
  echo
  echo "已就绪，用时 $SECONDS 秒：http://localhost:$port/ （按 Ctrl+C 停止）"
}

if listens; then
  echo "端口 $port 已被占用，请换一个：make run PORT=$((port + 1))" >&2
  exit 1
fi

bash tools/environment.sh base
mkdir -p "$OPENXIAN_DATA"
mapfile -t migrations < <(find openxian -type d -name migrations)
mapfile -t static < <(find openxian -type d -name static)
once static requirements/base.txt "${static[@]}" -- collect_static &
collecting=$!
once database requirements/base.txt "${migrations[@]}" -- migrate
once demo openxian/demo "$OPENXIAN_DATA/done-database" -- demo
wait "$collecting"

welcome &
exec .venv/bin/openxian serve --address "$host" --port "$port" --workers 1 --with-worker
