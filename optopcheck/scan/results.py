"""The files of a scan, and one building found again in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.scan.columns import BuildingRow, PointRow, columns
from optopcheck.scan.geopackage import write_geopackage
from optopcheck.scan.judging import rules_for
from optopcheck.scan.neighbourhoods import summarise
from optopcheck.scan.page import summary_page, summary_words
from optopcheck.scan.parquet import write_parquet
from optopcheck.scan.reading import CREDIT
from optopcheck.scan.rows import ASSUMPTIONS
from optopcheck.scan.tables import csv_bytes
from optopcheck.service.city_case import open_city_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.domain.assessment import LoadedPlugin
    from optopcheck.domain.job import Progress
    from optopcheck.rules import RuleSet
    from optopcheck.scan.neighbourhoods import Neighbourhood
    from optopcheck.scan.running import Scan
    from optopcheck.service.opened import OpenedCase


def write_results(
    scan: Scan, path: Path, neighbourhoods: Sequence[Neighbourhood] | None = None
) -> tuple[Path, ...]:
    """Write GeoPackage, GeoParquet, CSV and summary; return them.

    Parameters
    ----------
    scan
        What was found.
    path
        Of the GeoPackage, which is written last; the others get its name with their own suffix.
    neighbourhoods
        Areas by which the buildings are counted.

    Raises
    ------
    InputError
        If one cannot be written.
    """
    summary = None if neighbourhoods is None else summarise(neighbourhoods, scan.buildings, scan.outlines)
    receipt = receipt_rows(scan)
    if summary is not None:
        receipt.append(("neighbourhoods", summary_words(summary)))
    assumptions = [(t.nl, t.in_language("en")) for t in ASSUMPTIONS]
    parquet, table, page = (path.with_suffix(s) for s in (".parquet", ".csv", ".html"))
    write_parquet(parquet, scan.buildings, scan.outlines)
    write_bytes(table, csv_bytes(BuildingRow, scan.buildings))
    rules = rules_for(scan.request)[0]
    write_bytes(page, summary_page(scan, [t.nl for t in ASSUMPTIONS], receipt, rules, summary))
    write_geopackage(path, (scan.buildings, scan.outlines), scan.points, summary, (assumptions, receipt))
    return path, parquet, table, page


def receipt_rows(scan: Scan) -> list[tuple[str, str]]:
    """Return what the result can be made again with, by key."""
    rules, norms, receipt = rules_for(scan.request)
    request = scan.request
    return [
        ("municipality", request.municipality or ""),
        ("reference_date", str(request.on)),
        ("storeys_added", str(request.storeys_added)),
        ("storey_height", str(request.storey_height)),
        ("sun_norms", " ".join(norm.id for norm in norms)),
        ("python_rules", repeated_words(scan)),
        *((f"version {name}", version) for name, version in sorted(receipt.versions.items())),
        *((f"pack {p.name} {p.version}", _pack(p)) for p in rules.plugins),
        *((f"aside {p.name} {p.version}", p.reason.nl) for p in rules.aside),
        *((f"source {name}", said) for name, said in request.sources),
        *((f"input {name}", digest) for name, digest in sorted(scan.inputs.items())),
        *((f"unread {name}", why) for name, why in sorted(scan.unread.items())),
        *((CREDIT, named) for named in scan.credits),
    ]


def repeated_words(scan: Scan) -> str:
    """Say on how many buildings rules in Python were run twice, and which then differed."""
    if not scan.request.programs:
        return "deden niet mee"
    if not scan.repeated:
        return "geen"
    told = (
        f"elk eenmaal per pand; tweemaal op {scan.repeated} van {len(scan.buildings)} panden (per tegel de"
        " honderdste met de kleinste hash van hun naam, ten minste drie, en van elke regel een pand waarover"
        " hij oordeelt)"
    )
    if not scan.differing:
        return f"{told}; overal tweemaal hetzelfde antwoord"
    return f"{told}; niet reproduceerbaar en daarom overal nader onderzoek: {' '.join(scan.differing)}"


def _pack(pack: LoadedPlugin) -> str:
    return "; ".join([pack.sha256, *(text.nl for text in (pack.mark, pack.error) if text is not None)])


def read_building(path: Path, building_id: str) -> tuple[BuildingRow, tuple[PointRow, ...]]:
    """Return one building of a GeoPackage of a scan, with its most affected points.

    Raises
    ------
    InputError
        If the file is no result of a scan, or holds no such building.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            rows = _selected(database, "buildings", BuildingRow, building_id)
            points = _selected(database, "points", PointRow, building_id)
    except sqlite3.Error as error:
        raise InputError(
            Text(f"{path.name} is geen potentiescan ({error})", f"{path.name} is no scan ({error})")
        ) from error
    if not rows:
        raise InputError(
            Text(f"{path.name} bevat geen pand {building_id}", f"{path.name} holds no {building_id}")
        )
    return BuildingRow(*rows[0]), tuple(PointRow(*row) for row in points)


def _selected(
    database: sqlite3.Connection, layer: str, kind: type[BuildingRow | PointRow], building_id: str
) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{c.name}"' for c in columns(kind))
    asked = f'SELECT {names} FROM "{layer}" WHERE building_id = ? ORDER BY fid'  # noqa: S608 - own names
    found: list[tuple[Any, ...]] = database.execute(asked, (building_id,)).fetchall()
    return found


def case_of(
    row: BuildingRow,
    tiles: Sequence[Path],
    municipality: str | None,
    progress: Progress,
    rules: RuleSet | None,
) -> OpenedCase:
    """Open a scanned building as a case: its solid as the existing building, the tiles around it.

    Raises
    ------
    InputError
        If its tile is not there.
    """
    own = [tile for tile in tiles if tile.name == row.tile]
    if not own:
        raise InputError(Text(f"tegel {row.tile} ontbreekt", f"tile {row.tile} is missing"))
    others = [tile for tile in tiles if tile.name != row.tile]
    return open_city_case([*own, *others], row.building_id, municipality, progress, rules)
