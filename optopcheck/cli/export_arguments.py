"""The options of `check` for files of other programs, and for the screening of the structure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_structure(parser: ArgumentParser) -> None:
    """Add the construction of the storey."""
    group = parser.add_argument_group("constructie (screening; over de draagkracht wordt niet geoordeeld)")
    group.add_argument(
        "--construction",
        metavar="BOUWWIJZE",
        help="van de laag: hsb, staal, clt of beton; toont de screening",
    )


def add_exports(parser: ArgumentParser) -> None:
    """Add the files for other programs."""
    group = parser.add_argument_group("naar andere programma's")
    group.add_argument(
        "--bcf",
        type=Path,
        metavar="BESTAND",
        help="schrijf een punt per bevinding die actie vraagt, voor de modelcontrole (BCF)",
    )
    group.add_argument(
        "--bcf-version",
        choices=service.BCF_VERSIONS,
        default=service.BCF_VERSIONS[0],
        help="versie van BCF (2.1)",
    )
    group.add_argument(
        "--ifc-out",
        type=Path,
        metavar="BESTAND",
        help="schrijf een kopie van het model met de optoplaag erin (IFC); wat er staat blijft zoals het is",
    )
    group.add_argument(
        "--glb", type=Path, metavar="BESTAND", help="schrijf de toestanden als 3D-beeld (GLB, glTF 2.0)"
    )
    group.add_argument(
        "--cityjson", type=Path, metavar="BESTAND", help="schrijf de toestanden voor GIS (CityJSON 2.0)"
    )
    group.add_argument("--bcf-to", metavar="WIE", help="aan wie die punten zijn, meestal een e-mailadres")
