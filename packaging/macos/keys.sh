#!/usr/bin/env bash
# Puts the certificate and the account of notarising where codesign and notarytool look, on a machine for one job.
# Not yet run on a Mac.
#   CERTIFICATE  a P12 file, base64      PASSWORD  of that file
#   APPLE_ID, APPLE_TEAM, APPLE_APP_PASSWORD  of the account; without them nothing is notarised
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chain=$HOME/Library/Keychains/optopcheck.keychain-db
secret=$(openssl rand -base64 24)
(umask 077 && printf '%s' "$CERTIFICATE" | base64 --decode >"$work/key.p12")
security create-keychain -p "$secret" "$chain"
security set-keychain-settings -lut 7200 "$chain"
security unlock-keychain -p "$secret" "$chain"
security import "$work/key.p12" -P "$PASSWORD" -f pkcs12 -k "$chain" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$chain" >/dev/null
security list-keychains -d user -s "$chain" "$HOME/Library/Keychains/login.keychain-db"
if [[ ${APPLE_ID:-} ]]; then
  xcrun notarytool store-credentials optopcheck --keychain "$chain" \
    --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" --password "$APPLE_APP_PASSWORD"
fi
