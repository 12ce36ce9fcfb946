#!/usr/bin/env bash
# Makes dist/optopcheck-VERSION.dmg from dist/optopcheck.app. Not yet run on a Mac; the spec builds no .app yet.
#   SIGN_IDENTITY   "Developer ID Application: ..."; empty: signed for this machine alone
#   NOTARY_PROFILE  of `xcrun notarytool store-credentials`; empty: not notarised
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
app=$root/dist/optopcheck.app
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/optopcheck/__init__.py")
image=$root/dist/optopcheck-$version.dmg
identity=${SIGN_IDENTITY:--}
[[ -d $app ]] || { echo "there is no $app; build it first" >&2; exit 1; }

hardened=()
[[ $identity == - ]] || hardened=(--options runtime --timestamp --entitlements "$root/packaging/macos/entitlements.plist")
codesign --force --deep --sign "$identity" "${hardened[@]+"${hardened[@]}"}" "$app"
codesign --verify --deep --strict "$app"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$app" "$work/"
ln -s /Applications "$work/Applications"
hdiutil create -volname "optopcheck $version" -srcfolder "$work" -format ULFO -ov "$image"
codesign --force --sign "$identity" "$image"
if [[ ${NOTARY_PROFILE:-} ]]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"
