"""Scan a city model: the options of the command, and what it does."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.cli import entries
from optopcheck.cli.progress import shown_progress
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_EXIT = "uitgangscode: 0 klaar, 3 niet (volledig) uitgevoerd\n"
_WORK = ".scan"


def add_scan(new: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the command; `new` makes one by name and purpose."""
    parser = new("scan", "zeef alle panden van een stadsmodel: waar past een laag, onder welke regel")
    parser.epilog = _EXIT
    area = parser.add_argument_group("gebied")
    area.add_argument(
        "area", type=Path, metavar="GEBIED",
        help="map met tegels of één bestand (CityJSON), of een GeoPackage van grondvlakken met hoogten",
    )  # fmt: skip
    _add_footprints(area)
    area.add_argument("--municipality", metavar="CODE", help="gemeentecode, bijvoorbeeld GM0637")
    rules = parser.add_argument_group("toets")
    rules.add_argument("--packs", nargs="+", metavar="NAAM", help="regelpakketten naast die van het rijk")
    rules.add_argument(
        "--no-programs", action="store_true", help="laat regels die programma's zijn weg; groen kan dan niet"
    )
    rules.add_argument(
        "--add-storeys", type=entries.count, default=1, metavar="N", help="aantal lagen erbij (1)"
    )
    rules.add_argument(
        "--storey-height", type=entries.length, default=3.0, metavar="M", help="laaghoogte (3,0)"
    )
    rules.add_argument("--on", type=entries.day, metavar="DAG", help="toetsdatum (vandaag)")
    engine = parser.add_argument_group("uitvoering")
    engine.add_argument(
        "--workers", type=int, metavar="N", help="processen op deze machine (alle kernen; zonder dask 1)"
    )
    engine.add_argument("--scheduler", metavar="ADRES", help="bestaand dask-cluster, tcp://machine:poort")
    engine.add_argument("--work", type=Path, metavar="MAP", help="wat bewaard blijft (naast de uitvoer)")
    area.add_argument(
        "--neighbourhoods", type=Path, metavar="BESTAND",
        help="vlakken van buurten in RD (.gpkg of .geojson): de panden geteld per buurt",
    )  # fmt: skip
    output = parser.add_argument_group("uitvoer")
    output.add_argument(
        "-o", "--out", type=Path, required=True, metavar="BESTAND",
        help="GeoPackage; ernaast komen .parquet, .csv en .html",
    )  # fmt: skip
    output.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van de voortgang")
    output.add_argument("-q", "--quiet", action="store_true", help="geen voortgang")
    output.add_argument("--debug", action="store_true", help="toon bij een fout waar zij ontstond")
    output.add_argument("-h", "--help", action="help", help="toon deze hulp en stop")


def _add_footprints(area: argparse._ArgumentGroup) -> None:
    for option, what in (
        ("--layer", "laag van het GeoPackage (de enige)"),
        ("--height-column", "kolom met de hoogte van het dak in m NAP (zoals h_dak_70p)"),
        ("--ground-column", "kolom met het maaiveld in m NAP (zoals h_maaiveld)"),
        ("--name-column", "kolom met de naam van het pand (zoals identificatie)"),
    ):
        area.add_argument(option, metavar="NAAM", help=what)


def scan(arguments: argparse.Namespace) -> int:
    """Scan; what is done stays kept when it is broken off, and the same command goes on from there."""
    # Dask and pyarrow belong to an extra: nothing else may wait for them.
    from optopcheck import scan as room  # noqa: PLC0415

    out: Path = arguments.out
    if out.suffix != ".gpkg" or not out.resolve().parent.is_dir():
        raise InputError(
            Text(
                f"-o '{out}': geef een bestandsnaam op .gpkg in een map die bestaat",
                f"-o '{out}': give a file name that ends in .gpkg, in a folder that exists",
            )
        )
    room.check_parquet()
    _check_storeys(arguments.add_storeys, arguments.storey_height)
    given = arguments.neighbourhoods
    areas = None if given is None else room.read_neighbourhoods(given)
    work = arguments.work or out.with_name(out.name + _WORK)
    asked = room.Asked(
        arguments.layer, arguments.height_column, arguments.ground_column, arguments.name_column
    )
    # Several processes need dask; without it one does the work, later but the same.
    most = os.cpu_count() if find_spec("distributed") else None
    workers = arguments.workers or most or 1
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        tiles = room.tiles_of(arguments.area, work.resolve(), asked, progress)
        request = room.ScanRequest(
            tuple(tile.resolve() for tile in tiles.paths),
            arguments.municipality,
            arguments.on or date.today(),  # noqa: DTZ011  # the user's calendar
            None if arguments.packs is None else tuple(arguments.packs),
            arguments.add_storeys,
            arguments.storey_height,
            not arguments.no_programs,
            tiles.sources,
        )
        found = room.run_scan(request, work.resolve(), progress, arguments.scheduler, workers)
    written = room.write_results(found, out, areas)
    counts = Counter(row.potential for row in found.buildings)
    lines = [f"{key.label.in_language(arguments.lang)}: {counts[key.value]}" for key in room.Potential]
    sys.stdout.write("\n".join([*lines, *(str(path) for path in written)]) + "\n")
    for why in found.unread.values():
        sys.stderr.write(f"optopcheck: {why}\n")
    return 3 if found.unread else 0


def _check_storeys(count: int, height: float) -> None:
    try:
        Scenario(count, height)
    except ValueError as error:
        raise InputError(
            Text("deze extra laag kan niet: --storey-height moet boven nul zijn", str(error))
        ) from error
