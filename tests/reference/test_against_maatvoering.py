"""Eindhoven's zoning heights as slabs: the drawn height against the text of the plan.

The drawn file is wrong in eight places. That is found, not averaged away.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.ifc import read_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.models

HEIGHT = 1e-6
PREFIX = "NL.IMRO.0772."
# The comma was taken for the end of the number when the slabs were drawn: text, drawn height [m].
TRUNCATED = {
    "MP1880461858824-00": ("4,5", 4.0),
    "MP1848461858746-00": ("3,5", 3.0),
    "MP86496770018-00": ("4,5", 4.0),
    "MP123499176003-00": ("4,5", 4.0),
    "MP45499175169-00": ("4,5", 4.0),
    "MP34384266549-00": ("8,5", 8.0),
    "MP3526393028-00": ("2,5", 2.0),
    "MP1956461858967-00": ("6,5", 6.0),
}
# No heights: a number of dwellings and a built area, drawn 0.1 m thick to be seen at all.
NO_HEIGHT = {
    "MP22396608489-00": '"maximum aantal wooneenheden"="42"',
    "MP24387283813-00": '"maximum bebouwd oppervlak (m2)"="450"',
}


@pytest.fixture(scope="module")
def texts(reference: Path) -> dict[str, str]:
    with (reference / "s1_maatvoering_heights.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["identificatie"].removeprefix(PREFIX): row["maatvoering"] for row in rows}


@pytest.fixture(scope="module")
def drawn(model: Callable[[str], Path]) -> dict[str, float]:
    """Height of each slab, by our own reader."""
    elements = read_model(model("s1_maatvoering")).building.elements
    slabs = [e for e in elements if e.kind == "IfcSlab"]
    return {e.name.removeprefix(PREFIX): float(np.ptp(e.mesh.bounds[:, 2])) for e in slabs}


def stated(text: str) -> float | None:
    found = re.search(r'"maximum bouwhoogte \(m\)"="([\d,]+)"', text)
    return float(found[1].replace(",", ".")) if found else None


def test_every_height_of_the_plan_is_drawn(texts: dict[str, str], drawn: dict[str, float]) -> None:
    assert len(drawn) == len(texts) == 206
    assert drawn.keys() == texts.keys()


def test_drawn_height_is_the_stated_height(texts: dict[str, str], drawn: dict[str, float]) -> None:
    same = {name for name, text in texts.items() if stated(text) == pytest.approx(drawn[name], abs=HEIGHT)}
    assert len(same) == 196
    assert texts.keys() - same == TRUNCATED.keys() | NO_HEIGHT.keys()


@pytest.mark.parametrize("name", TRUNCATED)
def test_a_decimal_comma_was_lost_in_the_drawing(
    name: str, texts: dict[str, str], drawn: dict[str, float]
) -> None:
    written, height = TRUNCATED[name]
    assert f'"maximum bouwhoogte (m)"="{written}"' in texts[name]
    assert drawn[name] == pytest.approx(height, abs=HEIGHT)
    assert stated(texts[name]) == pytest.approx(height + 0.5)


@pytest.mark.parametrize("name", NO_HEIGHT)
def test_two_are_no_heights(name: str, texts: dict[str, str], drawn: dict[str, float]) -> None:
    assert texts[name] == NO_HEIGHT[name]
    assert stated(texts[name]) is None
    assert drawn[name] == pytest.approx(0.1, abs=HEIGHT)
