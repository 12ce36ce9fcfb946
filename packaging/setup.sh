#!/usr/bin/env bash
# Makes .venv ready: system libraries, locked dependencies, this project and its rule packs.
# Runs as often as you like; takes no time when nothing changed. PYTHON=... chooses an interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'optopcheck setup: %s\n' "$*" >&2; }

# --- 1. an interpreter ------------------------------------------------------------------------
# 3.11 is the oldest that numpy and typing as used here support.
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then command -v "$candidate"; return; fi
  done
}

# --- 2. what the system lacks -----------------------------------------------------------------
# Library the loader must find : Debian package that brings it. The first six serve Qt and VTK
# without a screen, the others a window on X11; Xvfb is the screen of the window's tests.
libraries='
libGL.so.1:libgl1
libEGL.so.1:libegl1
libglib-2.0.so.0:libglib2.0-0
libxkbcommon.so.0:libxkbcommon0
libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-shape.so.0:libxcb-shape0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
'

ldconfig_list() { PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true; }

missing_packages() {
  local known line library package python
  known=$(ldconfig_list)
  for line in $libraries; do
    library=${line%%:*} package=${line##*:}
    [[ $known == *"$library "* ]] || echo "$package"
  done
  # Without it the tests of a real window skip; no reason to stop somebody who may not install.
  [[ ${1:-} != tests || $(id -u) -ne 0 ]] || command -v Xvfb >/dev/null || echo xvfb
  python=$(find_python)
  if [[ -z $python ]]; then
    echo python3 python3-venv
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")'
  fi
}

install_packages() {
  say "installing with apt: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update >/dev/null
  apt-get -qq -o Dpkg::Use-Pty=0 install --yes --no-install-recommends "$@" >/dev/null
}

system_ready() {
  local -a wanted
  read -ra wanted <<<"$(missing_packages "${1:-}" | tr '\n' ' ')"
  [[ ${#wanted[@]} -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null; then
    say "not found (names as in Debian): ${wanted[*]}. Install them the way of this system; going on."
  elif [[ $(id -u) -eq 0 ]]; then
    install_packages "${wanted[@]}"
  else
    say "the system lacks libraries. Run this once, then start again:"
    echo "sudo apt-get update && sudo apt-get install --no-install-recommends ${wanted[*]}" >&2
    exit 1
  fi
}

# --- 3. the virtual environment ---------------------------------------------------------------
# An environment that was copied elsewhere, or whose Python is gone, points to its old home.
home() {
  pwd
  "$1" -c 'import sys; print(sys.version)'
}

fingerprint() {
  sha256sum packaging/setup.sh packaging/requirements.lock pyproject.toml plugins/*/pyproject.toml 2>/dev/null || true
}

install_all() {
  local -a projects=(-e .)
  local pack
  for pack in plugins/*/pyproject.toml; do
    # A template is there to be copied; installed it would judge.
    [[ -e $pack && $pack != plugins/template-* ]] && projects+=(-e "${pack%/pyproject.toml}")
  done
  say "installing the locked dependencies in .venv (the first time about 450 MB, some minutes)"
  # The lock is complete; what a package declares and nothing here uses stays out (decisions/015).
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: --no-deps -r packaging/requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation "${projects[@]}"
}

same() { [[ -f $1 && $(<"$1") == "$2" ]]; }

environment_ready() {
  local python home
  python=$(find_python)
  if [[ -z $python ]]; then
    say "Python 3.11 or newer was not found; install it, or name it: PYTHON=/path/to/python3.12 make ..."
    exit 1
  fi
  home=$(home "$python")
  if ! same .venv/optopcheck-home "$home"; then
    "$python" -m venv --clear .venv
    printf '%s\n' "$home" >.venv/optopcheck-home
  fi
  if ! same .venv/optopcheck-setup "$(fingerprint)"; then
    install_all
    fingerprint >.venv/optopcheck-setup
    say "ready"
  fi
}

system_ready "${1:-}"
environment_ready
