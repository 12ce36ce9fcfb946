"""Writes the report of the small case; run as a program: CASE FOLDER OUT THREADS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

THREADS = int(sys.argv[3]) if __name__ == "__main__" else 1
os.cpu_count = lambda: THREADS  # before anything asks how many threads it may start

from optopcheck import service  # noqa: E402
from tests.service.one_dossier import inputs_of  # noqa: E402
from tests.service.small_case import checked  # noqa: E402


def main(folder: Path, out: Path) -> None:
    """Check the case that lies in a folder and write its report in both forms."""
    assessment = checked(inputs_of(folder), [str(folder / "pakket")]).assessment
    shown = service.report_pictures(assessment)
    for suffix in (".pdf", ".html"):
        service.write_report(assessment, out.with_suffix(suffix), shown=shown)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
