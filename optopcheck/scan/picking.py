"""From a row of a scan to the input of a case: its tile and those around it, found again by name and hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.text import Text
from optopcheck.service.inputs import CaseInput
from optopcheck.service.surroundings import BEYOND, FARTHEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.scan.reading import ScanResult

_LOOKING = Text("Tegels van het pand zoeken", "Looking for the tiles of the building")
_TOLD = 4
"""Names in a message."""
_MOST_FOLDERS = 500
"""Below a folder that are looked in."""


class TilesMissingError(InputError):
    """Tiles are not in the folders where they were looked for; the user may say where they are."""


@dataclass(frozen=True)
class Picked:
    """A building with all that opens it as a case, as the scan asked for it."""

    inputs: CaseInput
    scenario: Scenario
    on: date
    remarks: tuple[Text, ...]
    """What differs from the scan."""


def pick(
    result: ScanResult, building_id: str, folders: Sequence[Path], progress: Progress = no_progress
) -> Picked:
    """Find the tiles of a building, and return the input of its case.

    Parameters
    ----------
    result
        The scan.
    building_id
        One of its buildings.
    folders
        Where tiles may be beside the folder of the result and those below it; the first counts first.
    progress
        Told how far it is.

    Raises
    ------
    TilesMissingError
        If its tile, or one within reach of its shadow, is nowhere.
    InputError
        If there is no such building, or the receipt cannot be read.
    """
    place = next((k for k, row in enumerate(result.rows) if row.building_id == building_id), None)
    if place is None:
        raise InputError(
            Text(f"geen pand {building_id} in {result.path.name}", f"no {building_id} in {result.path.name}")
        )
    row = result.rows[place]
    known = result.named("input")
    lost = result.named("unread")
    own = [name for name in known if _last(name) == row.tile]
    if not own:
        raise InputError(
            Text(
                f"de verantwoording van {result.path.name} noemt tegel {row.tile} niet",
                f"the receipt of {result.path.name} does not name tile {row.tile}",
            )
        )
    near = _near(result, place)
    others = [name for name in known if name not in own and _last(name) in near]
    # What the scan could not read may hold a neighbour: the case says so again and counts no sun.
    wanted = [*own, *others, *(name for name in lost if name not in known)]
    found, changed = _look(result.path.parent, wanted, known, folders, progress)
    missing = [name for name in [*own, *others] if name not in found]
    if missing:
        raise TilesMissingError(_missing(missing))
    tiles = _own_first([found[name] for name in own], building_id) + [found[name] for name in others]
    tiles += [found.get(name, result.path.parent / name) for name in lost if name not in known]
    inputs = CaseInput(
        tiles[0], building_id, result.told("municipality") or None, city_tiles=tuple(tiles[1:])
    )
    scenario, on = _asked(result)
    return Picked(inputs, scenario, on, tuple(_changed(name) for name in changed))


def _asked(result: ScanResult) -> tuple[Scenario, date]:
    """Return what the scan tried, and on which day, as its receipt says."""
    try:
        scenario = Scenario(int(result.told("storeys_added")), float(result.told("storey_height")))
        return scenario, date.fromisoformat(result.told("reference_date"))
    except ValueError as error:
        raise InputError(
            Text(
                f"de verantwoording van {result.path.name} is niet te lezen ({error})",
                f"the receipt of {result.path.name} cannot be read ({error})",
            )
        ) from error


def _last(name: str) -> str:
    return PurePosixPath(name).name


def _near(result: ScanResult, place: int) -> set[str]:
    """Return the names of tiles with a building within reach, or with one whose place is not known."""
    names = np.array([row.tile for row in result.rows], dtype=np.str_)
    west, south, east, north = result.boxes
    unplaced = np.isnan(west)
    if unplaced[place]:
        return set(names.tolist())
    found = set(names[unplaced].tolist())
    low, high = np.array([west[place], south[place]]), np.array([east[place], north[place]])
    for name in set(names.tolist()) - found:
        own = names == name
        corner = np.array([west[own].min(), south[own].min()]), np.array([east[own].max(), north[own].max()])
        apart = np.maximum(corner[0] - high, low - corner[1])
        if (apart <= FARTHEST + BEYOND).all():
            found.add(name)
    return found


def _look(
    beside: Path, names: Sequence[str], known: Mapping[str, str], folders: Sequence[Path], progress: Progress
) -> tuple[dict[str, Path], list[str]]:
    """Return where each tile is, and which are not what they were; one that still is goes first."""
    places = [below for folder in (*folders, beside) for below in _below(folder)]
    found: dict[str, Path] = {}
    changed: list[str] = []
    for count, name in enumerate(names):
        progress(_LOOKING, count / len(names))
        there = list(dict.fromkeys(path for folder in places for path in _named(folder, name)))
        same = next((path for path in there if _sha256(path) == known.get(name)), None)
        if same is not None:
            found[name] = same
        elif there:
            found[name] = there[0]
            if name in known:
                changed.append(name)
    return found, changed


def _named(folder: Path, name: str) -> Iterator[Path]:
    for path in (folder / name, folder / _last(name)):
        if path.is_file():
            yield path.resolve()


def _below(folder: Path) -> list[Path]:
    """Return a folder and those in it; hidden ones hold what a scan kept, no tiles."""
    try:
        inner = sorted(d for d in folder.iterdir() if not d.name.startswith(".") and d.is_dir())
    except OSError:
        inner = []
    return [folder, *inner[:_MOST_FOLDERS]]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _own_first(tiles: Sequence[Path], building_id: str) -> list[Path]:
    """Put the tile that holds the building first, where two of one name may."""
    if len(tiles) == 1:
        return list(tiles)
    key = building_id.encode()
    return sorted(tiles, key=lambda path: key not in path.read_bytes())


def _missing(names: Sequence[str]) -> Text:
    told, more = ", ".join(names[:_TOLD]), len(names) - _TOLD
    nl, en = (f" en nog {more}", f" and {more} more") if more > 0 else ("", "")
    return Text(
        f"niet gevonden bij de uitkomst van de scan: {told}{nl}; wijs de map aan waar deze tegels staan",
        f"not found beside the result of the scan: {told}{en}; point at the folder where these tiles are",
    )


def _changed(name: str) -> Text:
    return Text(
        f"tegel {name} is gewijzigd sinds de scan: deze zaak rekent met wat er nu staat, en kan afwijken",
        f"tile {name} was changed since the scan: this case rests on what is there now and may differ",
    )
