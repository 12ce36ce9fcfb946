#!/usr/bin/env bash
# Asks the register of known vulnerabilities about everything in the lock: `make audit`.
# Ends with 0 for none, 1 for some, 75 where nobody could be asked. Nothing of this reaches a user.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'optopcheck audit: %s\n' "$*" >&2; }
UNKNOWN=75

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python=.venv/bin/python
"$python" -m venv "$tools/venv" || { say "no environment could be made"; exit $UNKNOWN; }
if ! "$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  --require-hashes --only-binary :all: --no-deps -r packaging/audit.lock >"$tools/said" 2>&1; then
  tail -n 3 "$tools/said" >&2
  say "pip-audit could not be installed: NOT audited"
  exit $UNKNOWN
fi

timeout "${AUDIT_SECONDS:-300}" "$tools/venv/bin/pip-audit" --disable-pip --require-hashes --no-deps \
  --progress-spinner off --timeout 20 -r packaging/requirements.lock >"$tools/found" 2>"$tools/said"
code=$?
# It calls "none found" also what it could not ask about.
unasked=$(grep -c 'could not be audited' "$tools/found")
if [[ $unasked -gt 0 ]]; then
  say "the register did not know $unasked of the packages: NOT audited. That is no sign that all is well."
  exit $UNKNOWN
fi
cat "$tools/found"
if grep -q -i -E 'No known vulnerabilities|Found [0-9]+ known' "$tools/said"; then
  tail -n 1 "$tools/said" >&2
  exit $code
fi
tail -n 3 "$tools/said" >&2
say "nobody could be asked (code $code): NOT audited. That is no sign that all is well."
exit $UNKNOWN
