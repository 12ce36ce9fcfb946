"""A tile with its surroundings, building by building: facts, findings, and one row each."""

from __future__ import annotations

import gc
import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.assessment import Assessment, Receipt, SetAside
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.rules import RuleSet, check_many
from optopcheck.rules.hosting import HostedCheck, Repeats
from optopcheck.scan.facing import Scanned, Sunshine, point_of, rows_of
from optopcheck.scan.light import Light
from optopcheck.scan.rows import failed_row, point_rows, row_of, unread_row
from optopcheck.scan.tiles import load_tile, soup
from optopcheck.service.assessing import versions_now
from optopcheck.service.city_case import GROUND, CityPlace
from optopcheck.service.packs import load_rules
from optopcheck.service.surroundings import BEYOND, FARTHEST, ROOM_TO_ADD, Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.scan.columns import BuildingRow, PointRow
    from optopcheck.scan.request import ScanRequest
    from optopcheck.scan.tiles import Tile

_ANYWHERE = Text(
    "van een deel van de omgeving is de vorm niet gelezen, en niet bekend waar: de zon van buren is niet"
    " geteld",
    "of a part of the surroundings the shape was not read, nor is known where: the sun of neighbours was not"
    " counted",
)
_NEAR_BY = Text(
    "binnen het bereik van de schaduw staat iets zonder bruikbare vorm: de zon van buren is niet geteld",
    "within reach of the shadow stands something without a usable shape: the sun of neighbours was not"
    " counted",
)
_BATCH = 64
"""Buildings whose facts go to rules in Python together."""
_SAMPLE, _LEAST_SAMPLE = 100, 3
"""One of so many buildings of a tile is judged twice, and at least so many."""
_LEFT_OUT = Text("programma's deden niet mee aan deze scan", "programs took no part in this scan")


@dataclass(frozen=True, eq=False)
class Judged:
    """Rows of one tile."""

    buildings: tuple[BuildingRow, ...]
    points: tuple[PointRow, ...]
    outlines: tuple[Floats, ...]
    """Rings (n, 2) in RD of each building, in its order; empty where it has no shape."""
    repeated: int = 0
    """Buildings on which rules in Python were run twice."""
    differing: tuple[str, ...] = ()
    """Rules that then gave two answers."""


@lru_cache(maxsize=2)
def rules_for(request: ScanRequest) -> tuple[RuleSet, tuple[SunNorm, ...], Receipt]:
    """Return the rules that take part, the norms under which sun is counted, and the receipt of both."""
    loaded = load_rules(request.on, request.packs)
    norms = loaded.norms_for(request.municipality)
    if not request.programs:
        programs = {e.pack for e in loaded.rules if isinstance(e.rule.check, HostedCheck)}
        aside = tuple(
            SetAside(p.name, p.version, p.title, _LEFT_OUT, left_out=True)
            for p in loaded.plugins
            if p.name in programs
        )
        loaded = replace(
            loaded,
            rules=tuple(e for e in loaded.rules if e.pack not in programs),
            plugins=tuple(p for p in loaded.plugins if p.name not in programs),
            aside=(*loaded.aside, *aside),
        )
    profile = loaded.profile(request.municipality)
    return loaded, norms, Receipt(request.on, versions_now(), {}, loaded.plugins, profile, None, loaded.aside)


def basis_of(request: ScanRequest) -> str:
    """Return the digest of all that judges: request, packs as they are now, norms, profile, versions."""
    loaded, norms, receipt = rules_for(request)
    told = [
        request.key(),
        sorted(receipt.versions.items()),
        [[p.name, p.version, p.sha256, _nl(p.mark), _nl(p.error)] for p in loaded.plugins],
        [[p.name, p.version, p.reason.nl] for p in loaded.aside],
        [norm.id for norm in norms],
        None if receipt.profile is None else receipt.profile.id,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _nl(text: Text | None) -> str | None:
    return None if text is None else text.nl


def judge_tile(
    request: ScanRequest,
    here: Path,
    around: Sequence[Path],
    *,
    whole: bool = True,
    distrusted: tuple[str, ...] = (),
) -> Judged:
    """Judge the buildings of a kept tile.

    Parameters
    ----------
    request
        Rules and scenario.
    here
        Folder of the tile.
    around
        Folders of the tiles whose buildings may stand within reach.
    whole
        False: a tile was not read, so that a neighbour may be missing anywhere.
    distrusted
        Rules that differed in some tile: theirs is no verdict in any.
    """
    tile = load_tile(here)
    unread = tuple(unread_row(name, tile.name) for name in tile.unread)
    if not len(tile):
        return Judged(unread, (), tuple(np.empty((0, 2)) for _ in unread))
    judge = _Judge(request, tile, [load_tile(folder) for folder in around], whole=whole)
    repeats = Repeats(_sample([str(told["id"]) for told in tile.told]))
    # What stands now stays until the tile is done: looking through it for waste took a twentieth of the work.
    gc.freeze()
    try:
        for start in range(0, len(tile), _BATCH):
            judge.some(range(start, min(start + _BATCH, len(tile))), repeats, distrusted)
    finally:
        gc.unfreeze()
    outlines = (*judge.outlines, *(np.empty((0, 2)) for _ in unread))
    differing = tuple(sorted(repeats.differing))
    return Judged((*judge.rows, *unread), tuple(judge.points), outlines, len(repeats.repeated), differing)


def _sample(names: Sequence[str]) -> frozenset[str]:
    """Choose a hundredth of the buildings, and never none: those whose names have the smallest hashes."""
    count = max(_LEAST_SAMPLE, -(-len(names) // _SAMPLE))
    return frozenset(sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:count])


class _Judge:
    """One tile; gathers its rows."""

    def __init__(self, request: ScanRequest, tile: Tile, around: Sequence[Tile], *, whole: bool) -> None:
        self.request, self.tile = request, tile
        self.rules, self.norms, self.receipt = rules_for(request)
        self.scenario = Scenario(request.storeys_added, request.storey_height)
        low, high = tile.boxes[:, 0].min(axis=0), tile.boxes[:, 1].max(axis=0)
        x, y = np.floor((low + high) / 2)[:2]
        self.offset = np.array([x, y, 0.0])
        self.profile = self.rules.profile(request.municipality)
        self.site = CityPlace(request.municipality, (float(x), float(y))).site(0.0, self.profile)
        # What stands beyond a point may take its sun as well.
        beyond = FARTHEST + BEYOND
        window = np.stack([low[:2] - beyond, high[:2] + beyond])
        self.whole = whole and all(t.gaps is not None for t in (tile, *around))
        gaps = [t.gaps for t in (tile, *around) if t.gaps is not None]
        self.gaps = np.concatenate([np.empty((0, 2, 2)), *gaps]) - self.offset[:2]
        self.labels, self.light = self._light([tile, *around], window)
        self.seen: dict[int, ObservationPoint] = {}
        """Points that lost sun to some building so far: most lose to several."""
        self.rows: list[BuildingRow] = []
        self.points: list[PointRow] = []
        self.outlines: list[Floats] = []

    def _light(self, tiles: Sequence[Tile], window: Floats) -> tuple[list[str], Light]:
        triangles, points = [], []
        owners: list[int] = []
        labels: list[str] = []
        seen: set[str] = set()
        count = 0
        for tile in tiles:
            inside = (tile.boxes[:, 1, :2] >= window[0]).all(axis=1)
            inside &= (tile.boxes[:, 0, :2] <= window[1]).all(axis=1)
            for number in np.flatnonzero(inside).tolist():
                name = str(tile.told[number]["id"])
                if name in seen:
                    continue
                seen.add(name)
                triangles.append(tile.of(number))
                part = slice(tile.point_starts[number], tile.point_starts[number + 1])
                points.append(tile.points[part])
                labels += tile.labels[part]
                # The buildings of the tile itself come first, so that their number is their owner's.
                owners += [int(number) if tile is self.tile else -1 - count] * len(points[-1])
                count += 1
        moved = np.concatenate([np.empty((0, 2, 3)), *points])
        moved[:, 0] -= self.offset
        mesh = soup(np.concatenate(triangles) - self.offset)
        who = np.array(owners, dtype=np.int64)
        return labels, Light(moved, who, mesh, self.site, self.norms, self.request.on.year)

    def some(self, numbers: Iterable[int], repeats: Repeats, distrusted: tuple[str, ...]) -> None:
        """Judge some buildings together; whatever goes wrong with one stays in its row."""
        ready = [self._prepared(number) for number in numbers]
        asked = [(scanned.id, told[1]) for scanned, told in ready if not isinstance(told, Exception)]
        found = iter(self._outcomes(asked, repeats, distrusted))
        for scanned, told in ready:
            error = told if isinstance(told, Exception) else self._add(scanned, *told, next(found))
            if error is not None:
                self.rows.append(failed_row(scanned.id, self.tile.name, error))
                self.outlines.append(np.empty((0, 2)))

    def _prepared(self, number: int) -> tuple[Scanned, tuple[Sunshine, Facts] | Exception]:
        scanned = Scanned(self.tile, number, self._site(number), self.offset, self.scenario)
        try:
            sun = self._sun(scanned)
            return scanned, (sun, scanned.facts(sun))
        except Exception as error:  # noqa: BLE001 - one bad building never stops a scan
            return scanned, error

    def _outcomes(
        self, asked: Sequence[tuple[str, Facts]], repeats: Repeats, distrusted: tuple[str, ...]
    ) -> Sequence[tuple[Outcome, ...] | Exception]:
        try:
            return list(check_many(self.rules, asked, self.request.on, repeats, distrusted))
        except Exception as error:  # noqa: BLE001 - as above
            if len(asked) == 1:
                return [error]
            return [each for one in asked for each in self._outcomes([one], repeats, distrusted)]

    def _add(
        self, scanned: Scanned, sun: Sunshine, facts: Facts, outcomes: tuple[Outcome, ...] | Exception
    ) -> Exception | None:
        if isinstance(outcomes, Exception):
            return outcomes
        try:
            row, ring = row_of(scanned, sun, Assessment(facts, outcomes, self.receipt))
            lost = point_rows(scanned, sun)
        except Exception as error:  # noqa: BLE001 - as above
            return error
        self.rows.append(row)
        self.outlines.append(ring)
        self.points += lost
        return None

    def _site(self, number: int) -> Site:
        ground = float(self.tile.ground[number])
        datum = self.site.plan_datum
        reference = replace(self.site.georeference, zero_height=ground)
        if datum is None:
            return replace(self.site, georeference=reference)
        return replace(
            self.site, georeference=reference, plan_datum=Datum(ground, GROUND, Origin.AHN, datum.tolerance)
        )

    def _sun(self, scanned: Scanned) -> Sunshine:
        added = scanned.added
        if added is None or not self.norms or self.site.latitude is None:
            return Sunshine(self.norms, {}, {}, 0)
        reach = self._reach(scanned)
        if (gap := self._gap(added.bounds[:, :2], reach)) is not None:
            return Sunshine(self.norms, {}, {}, 0, gap)
        near = self.light.around(added.bounds, reach, scanned.number)
        losses = self.light.taken(near, added)
        seen = self.seen
        points = {row: seen.get(row) or self._point(row) for row in rows_of(losses).tolist()}
        return Sunshine(self.norms, losses, points, len(near))

    def _reach(self, scanned: Scanned) -> float:
        """Return how far the storeys may throw a shadow that counts [m]; three of them have room anyhow."""
        rise = self.scenario.storeys_added * self.scenario.storey_height
        more = max(rise - ROOM_TO_ADD, 0.0)
        return Reach.of(scanned.body.top - scanned.ground + more, self.norms).metres

    def _gap(self, box: Floats, reach: float) -> Text | None:
        """Return why a neighbour may be missing within reach of a box (2, 2)."""
        if not self.whole:
            return _ANYWHERE
        apart = np.maximum(self.gaps[:, 0] - box[1], box[0] - self.gaps[:, 1])
        return _NEAR_BY if (apart <= reach).all(axis=1).any() else None

    def _point(self, row: int) -> ObservationPoint:
        place = np.stack([self.light.vantage[row], self.light.facing[row]])
        self.seen[row] = found = point_of(self.labels[row], place)
        return found
