#!/usr/bin/env bash
# Run the window's tests on real X screens: two halves at the same time, each with a screen of its own.
# Where no screen can be made, they run without one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
one=() other=()
for file in tests/gui/test_*.py; do
  if ((${#one[@]} > ${#other[@]})); then other+=("$file"); else one+=("$file"); fi
done
screen=()
if command -v Xvfb >/dev/null; then
  screen=(bash packaging/on_xvfb.sh)
else
  echo "optopcheck: no Xvfb here, so the window's tests run without a screen" >&2
fi
told=$(mktemp)
trap 'rm -f "$told"' EXIT
${screen[@]+"${screen[@]}"} .venv/bin/python -m pytest "${one[@]}" >"$told" 2>&1 &
half=$!
failed=0
${screen[@]+"${screen[@]}"} .venv/bin/python -m pytest "${other[@]}" || failed=$?
wait "$half" || failed=$?
cat "$told"
exit "$failed"
