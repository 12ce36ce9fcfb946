#!/usr/bin/env bash
# Builds the application into dist/optopcheck, from a real install of this checkout in an environment of its own.
# Two cores and some 4 GB of room do. PYTHON=... chooses an interpreter, as for packaging/setup.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly lock=packaging/app/requirements.lock room=build/app/env

say() { printf 'optopcheck app: %s\n' "$*" >&2; }

environment() {
  local base wanted
  base=${PYTHON:-$(.venv/bin/python -c 'import sys; print(sys._base_executable)' 2>/dev/null || echo python3)}
  wanted="$("$base" -c 'import sys; print(sys.version)') $(cksum "$lock")"
  if [[ ! -f $room/ready || $(<"$room/ready") != "$wanted" ]]; then
    say "installing what the application holds in $room"
    "$base" -m venv --clear "$room"
    bin "$room" python -m pip install --quiet --disable-pip-version-check \
      --require-hashes --only-binary :all: --no-deps -r "$lock"
    printf '%s' "$wanted" >"$room/ready"
  fi
}

# On Windows the folder of programs has another name.
bin() {
  local folder=$1/bin program=$2
  [[ -d $folder ]] || folder=$1/Scripts
  shift 2
  "$folder/$program" "$@"
}

install_ours() {
  local -a projects=(.)
  local pack
  for pack in plugins/*/pyproject.toml; do
    [[ $pack == plugins/template-* ]] || projects+=("./${pack%/pyproject.toml}")
  done
  say "installing this checkout: ${projects[*]}"
  # Whatever an older build left would be installed with it.
  rm -rf build/lib build/bdist.* plugins/*/build
  bin "$room" python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation --force-reinstall "${projects[@]}"
  rm -rf build/lib build/bdist.* plugins/*/build
}

# Tables of names for debuggers: a third of VTK. Libraries that were patched by the makers of a wheel stay as they are.
strip_names() {
  [[ $(uname) == Linux ]] && command -v strip >/dev/null || return 0
  local -a found=(dist/optopcheck/_internal/{vtkmodules,typst}/*.so dist/optopcheck/_internal/libpython3*.so*)
  strip --strip-unneeded "${found[@]}"
}

environment
install_ours
bin "$room" python packaging/app/icons.py build/app/icons
say "freezing"
bin "$room" pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/app/work packaging/app/optopcheck.spec
strip_names
bin "$room" python packaging/app/licences.py dist/optopcheck
# On macOS the folder is inside an .app too.
[[ ! -d dist/optopcheck.app ]] || cp -R dist/optopcheck/licences dist/optopcheck.app/Contents/Resources/
bin "$room" python packaging/app/sizes.py dist/optopcheck
say "dist/optopcheck is ready"
