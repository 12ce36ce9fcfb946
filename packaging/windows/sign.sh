#!/usr/bin/env bash
# Signs programs on Windows, in Git Bash: sign.sh FILE... Not yet run.
#   CERTIFICATE  a PFX file, base64      PASSWORD  of that file      TIMESTAMP  of the service that stamps the time
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077 && printf '%s' "$CERTIFICATE" | base64 --decode >"$work/key.pfx")
kits='/c/Program Files (x86)/Windows Kits/10/bin'
signtool=$(command -v signtool || find "$kits" -path '*/x64/signtool.exe' | sort -V | tail -n 1)
[[ $signtool ]] || { echo "signtool is missing: install the Windows SDK" >&2; exit 1; }
# Git Bash would take /fd for a path.
MSYS_NO_PATHCONV=1 "$signtool" sign /fd sha256 /td sha256 /tr "${TIMESTAMP:-http://timestamp.digicert.com}" \
  /f "$(cygpath -w "$work/key.pfx")" /p "$PASSWORD" "$@"
MSYS_NO_PATHCONV=1 "$signtool" verify /pa "$@"
