#!/usr/bin/env bash
# Makes dist/optopcheck-VERSION-setup.exe from dist/optopcheck with Inno Setup 6.3 or newer, in Git Bash. Not yet run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' optopcheck/__init__.py)
# Inno Setup takes a text without this mark for one in the alphabet of the machine.
{ printf '\xef\xbb\xbf'; cat LICENSE; } >build/app/licence.txt
iscc=$(command -v iscc || echo '/c/Program Files (x86)/Inno Setup 6/ISCC.exe')
[[ -x $iscc ]] || { echo "Inno Setup is missing: choco install innosetup" >&2; exit 1; }
MSYS_NO_PATHCONV=1 "$iscc" "/DVersion=$version" packaging/windows/optopcheck.iss
