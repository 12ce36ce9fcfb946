"""What the plan of a municipality asks of a scan: each a call or two, loaded when first used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.gui import work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language, Text
    from optopcheck.scan import BuildingRow, Chooser, Chosen, Head, Picked, ScanResult
    from optopcheck.service import RuleSet

    Lines = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, eq=False)
class Read:
    """A result, ready to be chosen from."""

    result: ScanResult
    chooser: Chooser
    classes: tuple[tuple[str, str, Text], ...]
    """Class, colour, words."""
    heads: tuple[Head, ...]
    leasts: tuple[str, ...]
    needs: tuple[tuple[str, Text], ...]
    """That occur, in words."""


@dataclass(frozen=True)
class Asked:
    """What the fields of the filter say."""

    classes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    least: tuple[tuple[str, float], ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Lost:
    """Tiles are not where they were."""

    said: Text


def read(path: Path, progress: Progress) -> Read:
    """Read a result."""
    work.load(progress)
    from optopcheck import scan  # noqa: PLC0415  # the window stands before its libraries are there

    result = scan.read_result(path, progress)
    chooser = scan.Chooser.of(result)
    chooser.prepare()
    there = {row.need for row in result.rows}
    needs = tuple((key, words) for key, words in scan.NEEDS.items() if key in there)
    return Read(result, chooser, scan.CLASSES, scan.HEADS, scan.LEASTS, needs)


def pick(result: ScanResult, building: str, folders: Sequence[Path], progress: Progress) -> Picked | Lost:
    """Find what opens a building as a case."""
    from optopcheck import scan  # noqa: PLC0415  # same

    try:
        return scan.pick(result, building, folders, progress)
    except scan.TilesMissingError as error:
        return Lost(error.text)


def cell(row: BuildingRow, head: Head, language: Language) -> str:
    """Return a cell of the list."""
    from optopcheck import scan  # noqa: PLC0415  # same

    return scan.cell(row, head, language)


def pointed(row: BuildingRow, language: Language) -> str:
    """Return what is told of a building that is pointed at."""
    from optopcheck import scan  # noqa: PLC0415  # same

    return scan.pointed(row, language)


def tell(result: ScanResult, row: BuildingRow, language: Language, progress: Progress) -> Lines:
    """Return all that is known of a building."""
    del progress
    from optopcheck import scan  # noqa: PLC0415  # same

    return scan.full(row, scan.read_building(result.path, row.building_id)[1], language)


def source_notes(result: ScanResult, language: Language) -> Lines:
    """Return assumptions, attribution and receipt."""
    from optopcheck import scan  # noqa: PLC0415  # same

    return scan.source_notes(result, language)


def other_packs(result: ScanResult, rules: RuleSet) -> Text | None:
    """Say that other packs take part now than in the scan."""
    from optopcheck import scan  # noqa: PLC0415  # same

    return scan.other_packs(result, rules)


def choose(chooser: Chooser, asked: Asked) -> Chosen:
    """Return which buildings are shown."""
    from optopcheck import scan  # noqa: PLC0415  # same

    classes, needs = frozenset(asked.classes), frozenset(asked.needs)
    return chooser.chosen(scan.Choice(classes, needs, asked.least, asked.words))
