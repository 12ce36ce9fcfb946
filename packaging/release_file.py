"""Make the signed announcement of a version (`optopcheck update --check` asks for it); for the makers.

``python packaging/release_file.py 0.2.0 https://example.org/optopcheck makers.key latest.optrelease``
The key is a secret key file of minisign without a password, kept off the network; its public half
goes, with the address, into `resources/about/update.toml`.
"""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from optopcheck.rules.trust import from_file
from optopcheck.service.releases import make_release

WORDS = 4


def main(words: list[str]) -> int:
    """Write the file; return 3 if it is not known what to write."""
    if len(words) != WORDS:
        sys.stderr.write(f"{__doc__}\n")
        return 3
    version, page, secret, out = words
    key = from_file(Path(secret).read_bytes(), None)
    today = date.today()  # noqa: DTZ011  # the maker's day
    Path(out).write_bytes(make_release(version, today, page, key))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
