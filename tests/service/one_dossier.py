"""Makes the dossier of the small case; run as a program: CASE FOLDER OUT THREADS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

THREADS = int(sys.argv[3]) if __name__ == "__main__" else 1
os.cpu_count = lambda: THREADS  # before anything asks how many threads it may start

from optopcheck import service  # noqa: E402
from optopcheck.domain.site import Origin  # noqa: E402
from tests.service.small_case import checked  # noqa: E402


def inputs_of(folder: Path) -> service.CaseInput:
    """Return the files of the case that lies in a folder."""
    return service.CaseInput(
        folder / "huis.ifc",
        municipality="GM0637",
        plan_datum=service.DatumInput(0.0, Origin.DESIGN),
        plan=folder / "plan.toml",
        neighbours=folder / "buren.city.json",
        statement=service.StatementInput(folder / "verklaring.pdf", 1, "ir. V. Beeld", "constructeur"),
    )


def main(folder: Path, out: Path) -> None:
    """Check the case that lies in a folder and save its dossier."""
    service.save_dossier(out, checked(inputs_of(folder), [str(folder / "pakket")]).dossier())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
