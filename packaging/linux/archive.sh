#!/usr/bin/env bash
# Packs dist/optopcheck with its icons and install.sh; the same bundle gives the same bytes.
#   packaging/linux/archive.sh [BUNDLE] [ICONS] [ARCHIVE.tar.xz or .tar.gz]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bundle=${1:-$root/dist/optopcheck} icons=${2:-$root/build/app/icons}
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/optopcheck/__init__.py")
name=optopcheck-$version-linux-$(uname -m)
# xz: with gzip the bundle comes out a third larger (269 MB against 205 MB).
archive=${3:-$root/dist/$name.tar.xz}
# 1 January 1980 is the oldest day that every archive format knows.
day=${SOURCE_DATE_EPOCH:-315532800}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name/icons"
cp -al "$bundle" "$work/$name/optopcheck" 2>/dev/null || cp -a "$bundle" "$work/$name/optopcheck"
cp "$icons"/optopcheck-*.png "$work/$name/icons/"
cp "$root/LICENSE" "$root/packaging/THIRD_PARTY.md" "$root/packaging/linux/install.sh" \
  "$root/packaging/linux/LEESMIJ.md" "$root/packaging/linux/needs.txt" \
  "$root/packaging/linux/optopcheck.desktop" "$root/packaging/linux/optopcheck-mime.xml" "$work/$name/"
chmod 755 "$work/$name/install.sh"

pack() {
  tar --create --directory "$work" --sort=name --mtime="@$day" --owner=0 --group=0 --numeric-owner \
    --mode=u+rwX,go+rX,go-w --hard-dereference --exclude=__pycache__ --format=gnu "$name"
}
case $archive in
  *.xz) pack | xz --threads=1 -6 >"$archive" ;;
  *) pack | gzip --no-name -9 >"$archive" ;;
esac
(cd "$(dirname "$archive")" && sha256sum "$(basename "$archive")" >"$(basename "$archive").sha256")
echo "$archive"
