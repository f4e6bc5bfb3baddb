#!/usr/bin/env bash
# Makes .venv hold exactly what is locked: `tools/environment.sh base` to run, `… dev` to develop and test.
# Asks nothing and does nothing when the environment is already right.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:-base}
venv=.venv
stamp=$venv/locked

wanted() { cat requirements/base.txt requirements/dev.txt pyproject.toml | sha256sum | cut -c1-32; }

# `base` is also served by a development environment: going back and forth would only cost time.
up_to_date() {
  [ -x "$venv/bin/openxian" ] && [ -f "$stamp" ] || return 1
  local have sum
  read -r have sum <"$stamp"
  [ "$sum" = "$(wanted)" ] && { [ "$have" = dev ] || [ "$have" = "$kind" ]; }
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if new_enough "$candidate"; then echo "$candidate"; return; fi
  done
  echo "需要 Python 3.11 或更新的版本，这台机器上没有找到（可用 PYTHON=路径 指定）。" >&2
  exit 1
}

# uv installs in seconds what pip installs in a minute; where it cannot be had or fails, pip does the same work.
installer=$venv/installer
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1  # the machine's own certificates, as behind a county's proxy

make_installer() {
  [ -x "$installer/bin/pip" ] || "$python" -m venv "$installer" >&2
}

find_uv() {
  if command -v uv; then return; fi
  make_installer
  [ -x "$installer/bin/uv" ] || "$installer/bin/pip" install -qq --disable-pip-version-check uv >&2 || return 0
  echo "$installer/bin/uv"
}

make_environment() {
  if ! "$venv/bin/python" -c '' 2>/dev/null; then
    "$python" -m venv --without-pip "$venv" || {
      echo "建不出 Python 虚拟环境，请先安装 venv（Debian：apt-get install python3-venv）。" >&2
      exit 1
    }
  fi
}

install_with_uv() {
  "$1" pip sync --quiet --python "$venv/bin/python" --require-hashes "requirements/$kind.txt" &&
    "$1" pip install --quiet --python "$venv/bin/python" --no-deps --editable .
}

install_with_pip() {
  make_installer
  local pip="$installer/bin/pip --python $venv/bin/python install -qq --disable-pip-version-check"
  $pip --require-hashes -r "requirements/$kind.txt"
  $pip --no-deps --editable .
}

if up_to_date; then exit 0; fi
if [ -f "$stamp" ] && [ "$(cut -d' ' -f1 "$stamp")" = dev ]; then kind=dev; fi
python=$(find_python)
rm -f "$stamp"
echo "正在准备 Python 环境（$kind）……" >&2
make_environment
uv=$(find_uv)
if [ -z "$uv" ] || ! install_with_uv "$uv"; then install_with_pip; fi
echo "$kind $(wanted)" >"$stamp"
