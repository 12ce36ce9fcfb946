"""Makes the sample case in the folder `portiekflat`: ``python make_portiekflat.py [folder]``.

Running it twice gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from city import write_neighbours
from expected import write_expected
from interior import draw_interior
from openings import Joinery
from papers import write_plan, write_statement
from sheet import start_sheet
from shell import draw_shell


def draw_flat(path: Path) -> None:
    """Draw the whole flat and write it."""
    sheet = start_sheet()
    joinery = Joinery(sheet)
    draw_shell(sheet, joinery)
    draw_interior(sheet, joinery)
    sheet.drawing.material("hout en glas", *joinery.made["IfcWindow"])
    sheet.drawing.material("hout", *joinery.made["IfcDoor"])
    sheet.drawing.properties("Pset_WindowCommon", "raam", {"IsExternal": True}, joinery.made["IfcWindow"])
    sheet.drawing.properties(
        "Pset_BuildingCommon",
        "building",
        {"YearOfConstruction": "1965", "NumberOfStoreys": 4, "IsLandmarked": False},
        [sheet.building],
    )
    sheet.drawing.write(path)


def make_case(folder: Path) -> None:
    """Write every file of the case."""
    folder.mkdir(parents=True, exist_ok=True)
    draw_flat(folder / "portiekflat.ifc")
    write_neighbours(folder / "buren.city.json")
    write_expected(folder / "verwacht.json")
    write_plan(folder / "plan.toml")
    write_statement(folder / "constructieverklaring.pdf")


if __name__ == "__main__":
    make_case(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("portiekflat"))
