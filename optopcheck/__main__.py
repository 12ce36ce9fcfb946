"""``optopcheck``: the window; with a command, the command line."""

from __future__ import annotations

import sys
from pathlib import Path

OPENED = (".ifc", ".ifczip", ".optop", ".optrules", ".optreg")


def main() -> None:
    """Open the window without arguments or with a file; run the command line otherwise."""
    words = sys.argv[1:]
    if not words or Path(words[0]).suffix.lower() in OPENED:
        # Each shell loads only what it needs.
        from optopcheck.gui.app import main as window  # noqa: PLC0415

        sys.exit(window(words))
    from optopcheck.cli.main import console  # noqa: PLC0415

    console()


if __name__ == "__main__":
    main()
