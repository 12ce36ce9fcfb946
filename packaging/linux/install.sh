#!/usr/bin/env bash
# Installs optopcheck from the unpacked archive: for this user, or as root for everybody.
#   ./install.sh              install or replace
#   ./install.sh --uninstall  take it away again; cases, rule packs and keys of users stay
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [[ ${OPTOPCHECK_PREFIX:-} ]]; then
  program=$OPTOPCHECK_PREFIX/lib/optopcheck commands=$OPTOPCHECK_PREFIX/bin share=$OPTOPCHECK_PREFIX/share
elif [[ $(id -u) -eq 0 ]]; then
  program=/opt/optopcheck commands=/usr/local/bin share=/usr/local/share
else
  program=$HOME/.local/lib/optopcheck commands=$HOME/.local/bin share=${XDG_DATA_HOME:-$HOME/.local/share}
fi
sizes='16 24 32 48 64 128 256 512'

# Whatever the desktop keeps of kinds of files and icons; a machine without a desktop has none of these.
refresh() {
  if command -v update-mime-database >/dev/null && [[ -d $share/mime ]]; then update-mime-database "$share/mime" || true; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications" || true; fi
  if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$share/icons/hicolor" || true; fi
}

remove() {
  local size
  rm -rf "$program"
  rm -f "$commands/optopcheck" "$commands/optopcheck-cli" "$share/applications/optopcheck.desktop" \
    "$share/mime/packages/optopcheck.xml"
  for size in $sizes; do
    rm -f "$share/icons/hicolor/${size}x$size/apps/optopcheck.png" \
      "$share/icons/hicolor/${size}x$size/mimetypes/optopcheck-document.png"
  done
}

install_all() {
  local size icons=$share/icons/hicolor
  mkdir -p "$(dirname "$program")" "$commands" "$share/applications" "$share/mime/packages"
  cp -a "$here/optopcheck" "$program"
  chmod -R u+rwX,go+rX "$program"
  ln -sfn "$program/optopcheck" "$commands/optopcheck"
  ln -sfn "$program/optopcheck-cli" "$commands/optopcheck-cli"
  # The whole path: a desktop need not look where this user keeps commands.
  sed -e "s|^Exec=optopcheck|Exec=\"$program/optopcheck\"|" -e "s|^TryExec=.*|TryExec=$program/optopcheck|" \
    "$here/optopcheck.desktop" >"$share/applications/optopcheck.desktop"
  cp "$here/optopcheck-mime.xml" "$share/mime/packages/optopcheck.xml"
  for size in $sizes; do
    install -Dm644 "$here/icons/optopcheck-$size.png" "$icons/${size}x$size/apps/optopcheck.png"
    install -Dm644 "$here/icons/optopcheck-document-$size.png" \
      "$icons/${size}x$size/mimetypes/optopcheck-document.png"
  done
}

case ${1:-} in
  --uninstall) remove && refresh && echo "optopcheck is gone from $program" ;;
  '')
    remove
    install_all
    refresh
    echo "optopcheck is installed in $program; start it with $commands/optopcheck"
    ;;
  *) echo "usage: $0 [--uninstall]" >&2 && exit 2 ;;
esac
