"""The sample case that ships with the program, as an architect would hand it in."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

from optopcheck.domain.job import InputError
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput

SAMPLE_DAY = date(2026, 7, 2)
"""Reference date: the day of the letter that its rule rests on."""
_PEIL = -3.0
"""NAP, as the drawing of the sample says [m]."""
_FOLDER = "cases/portiekflat"


def sample_case() -> CaseInput:
    """Return the sample case with all its papers.

    Raises
    ------
    InputError
        If the sample is not installed.
    """
    folder = Path(str(files("optopcheck.resources") / _FOLDER))
    if not folder.is_dir():
        raise InputError(
            Text(
                "het voorbeeld is niet meegeleverd; installeer optopcheck opnieuw",
                "the sample case is not installed; install optopcheck again",
            )
        )
    return CaseInput(
        folder / "portiekflat.ifc",
        municipality="GM0637",
        plan_datum=DatumInput(_PEIL, Origin.DESIGN),
        neighbours=folder / "buren.city.json",
        plan=folder / "plan.toml",
        statement=StatementInput(
            folder / "constructieverklaring.pdf", 1, "ir. V. Beeld (verzonnen)", "constructeur"
        ),
        # The ground at the porch doors is peil and meetniveau alike.
        measuring_level=DatumInput(_PEIL),
    )
