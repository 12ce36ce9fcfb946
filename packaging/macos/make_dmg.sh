#!/usr/bin/env bash
# Makes dist/optopcheck-VERSION.dmg from dist/optopcheck.app. Not yet run on a Mac.
#   SIGN_IDENTITY   "Developer ID Application: ..."; empty: signed for this machine alone
#   NOTARY_PROFILE  of `xcrun notarytool store-credentials`; empty: not notarised
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
app=$root/dist/optopcheck.app
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/optopcheck/__init__.py")
image=$root/dist/optopcheck-$version-$(uname -m).dmg
identity=${SIGN_IDENTITY:--}
[[ -d $app ]] || { echo "there is no $app; build it first" >&2; exit 1; }

hardened=()
[[ $identity == - ]] || hardened=(--options runtime --timestamp --entitlements "$root/packaging/macos/entitlements.plist")
# PyInstaller signed every library on the way; this signs what was laid beside them, and the whole.
codesign --force --deep --sign "$identity" "${hardened[@]+"${hardened[@]}"}" "$app"
codesign --verify --deep --strict "$app"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$app" "$work/"
ln -s /Applications "$work/Applications"
hdiutil create -volname "optopcheck $version" -srcfolder "$work" -format ULFO -ov "$image"
if [[ $identity != - ]]; then codesign --force --timestamp --sign "$identity" "$image"; fi
if [[ ${NOTARY_PROFILE:-} ]]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"
