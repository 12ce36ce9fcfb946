"""The real models that fail, and what is told of each: ``python -m tests.fuzz.test_failing_models``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.models
MODELS = Path(__file__).parents[3] / "shared" / "models" / "ifc"
SAID = {
    "errorfile": "niet eindigt: #14",
    "smiley_west_allplan": "schema 'IFC2X_FINAL'",
    "pcert_hvac": "kies het bouwkundige model",
    "pcert_landscaping": "bevat geen gebouw",
    "tower_of_pisa": "klopt de lengte-eenheid",
    "sdl_XELLA-3e_verdieping": "8,91 m",
    "ios_acad2010": "geen bouwlagen",
    "laan_op_zuid_owl": "4,25",
    "hhs_construction": "ramen",
    "bimwhale_large": "losse delen",
}
"""What must be said of each."""


def told(path: Path) -> tuple[str, str]:
    """Return how a model ended, ``refused`` or ``read``, and what is said of it, a line each."""
    try:
        defects = read_model(path).building.defects
    except InputError as error:
        return "refused", error.text.nl
    return "read", "\n".join(f"{d.code}: {d.message.nl}; {d.remedy.nl}" for d in defects)


@pytest.mark.parametrize("name", SAID)
def test_a_model_that_fails_is_told_in_words(model: Callable[[str], Path], name: str) -> None:
    path = model(name)
    how, said = told(path)

    assert SAID[name] in said
    assert "Traceback" not in said
    assert how == "read" or path.name in said


def main() -> None:
    """Print a table."""
    sys.stdout.write("| model | ends | what is said first |\n|---|---|---|\n")
    for name, told_of in SAID.items():
        found = sorted(MODELS.glob(f"{name}.*"))
        if found:
            how, said = told(found[0])
            first = next((line for line in said.split("\n") if told_of in line), said[:200])
            sys.stdout.write(f"| {name} | {how} | {first} |\n")


if __name__ == "__main__":
    main()
