#!/usr/bin/env bash
# Run the window's tests on real X screens: two halves at the same time, each with a screen of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
one=() other=()
for file in tests/gui/test_*.py; do
  if ((${#one[@]} > ${#other[@]})); then other+=("$file"); else one+=("$file"); fi
done
told=$(mktemp)
trap 'rm -f "$told"' EXIT
bash packaging/on_xvfb.sh .venv/bin/python -m pytest "${one[@]}" >"$told" 2>&1 &
half=$!
failed=0
bash packaging/on_xvfb.sh .venv/bin/python -m pytest "${other[@]}" || failed=$?
wait "$half" || failed=$?
cat "$told"
exit "$failed"
