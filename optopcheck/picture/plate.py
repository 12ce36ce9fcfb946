"""A study plate: the plan from above with the shade of one instant, measuring true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.geometry.region import Region
from optopcheck.picture.palette import ADDED, GROUND, INK, NORTH, Colour
from optopcheck.picture.sheet import Sheet, region_lines, ring_lines

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.image import Pixels

WIDTH, HEIGHT = 1440, 1000
_EDGE = 24.0
_MAP = 952.0
"""Side of the map [pixels]."""
_SIDE = _EDGE + _MAP + 28.0
"""Where the column of words begins [pixels]."""
SHADE: Colour = (166, 166, 166)
EXTRA: Colour = (0, 90, 181)
"""Blue beside orange and grey: told apart with every common deficiency of colour vision, and in grey."""
LESS: Colour = (255, 224, 102)
ROOF: Colour = (250, 249, 246)
ROOF_SHADE: Colour = (196, 196, 196)
ROOF_EXTRA: Colour = (92, 156, 222)
OWN: Colour = (112, 106, 100)
PLOT: Colour = (0, 110, 84)
_ROOF_EDGE: Colour = (96, 96, 96)
_CREASE: Colour = (214, 214, 210)
_PALE: Colour = (110, 114, 120)
_BAR_LENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_BAR_SHARE = 0.25
_LETTER = 9.0
"""Wider than a letter of the name of a plot [pixels]."""


@dataclass(frozen=True, eq=False)
class PlateRoof:
    """A roof of a neighbour and the shade on it, in plan."""

    region: Region
    before: Region
    extra: Region
    less: Region


@dataclass(frozen=True, eq=False)
class PlateWords:
    """All that is written on a plate, in one language."""

    title: str
    clock: str
    """Date and clock with its UTC offset."""
    lines: tuple[str, ...]
    """Under the clock."""
    rows: tuple[tuple[str, str], ...]
    """What was counted, with its value."""
    legend: dict[str, str]
    """By the names of `LEGEND`; what is missing is left out."""
    notes: tuple[str, ...]
    across: str | None = None
    """In the corner of the map, where there is no shade to draw."""


@dataclass(frozen=True, eq=False)
class Plate:
    """What a plate shows; regions in plan [m]."""

    frame: Floats
    """Lowest and highest corner of the map, a square, shape (2, 2) [m]."""
    north: float
    """True north, clockwise from +y [deg]."""
    before: Region
    extra: Region
    less: Region
    roofs: tuple[PlateRoof, ...]
    """Lowest first."""
    neighbours: tuple[Region, ...]
    """Each seen from above."""
    building: Region
    """What stands there and is extended, seen from above."""
    added: Region
    plots: tuple[tuple[str, Floats], ...]
    """Name and ring (n, 2) [m]."""
    words: PlateWords


LEGEND: tuple[tuple[str, Colour, Colour | None], ...] = (
    ("before", SHADE, ROOF_SHADE),
    ("extra", EXTRA, ROOF_EXTRA),
    ("less", LESS, None),
    ("building", OWN, None),
    ("added", ADDED, None),
    ("neighbour", ROOF, None),
    ("plot", PLOT, None),
)
"""Name, colour on the ground, and colour on roofs where it differs."""


def map_square() -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the lowest and highest corner of the map on the sheet [pixels]."""
    return (_EDGE, _EDGE), (_EDGE + _MAP, _EDGE + _MAP)


class Map:
    """The square of a sheet in which metres are drawn.

    Parameters
    ----------
    sheet
    frame
        Lowest and highest corner, a square, shape (2, 2) [m].
    """

    def __init__(self, sheet: Sheet, frame: Floats) -> None:
        self._sheet, self._low = sheet, frame[0]
        self.scale = _MAP / float(frame[1, 0] - frame[0, 0])
        """[pixels/m]."""
        self.window = Region.from_boxes(frame[:1], frame[1:])

    def at(self, points: Floats) -> Floats:
        """Return places (..., 2) in pixels."""
        return np.asarray(_EDGE + (points - self._low) * self.scale)

    def fill(self, region: Region, colour: Colour) -> None:
        """Fill the part of a region that lies on the map."""
        seen = region.common(self.window)
        if not seen.is_empty:
            mesh = seen.flat_mesh(0.0)
            corners = np.column_stack([self.at(mesh.vertices[:, :2]), mesh.vertices[:, 2]])
            self._sheet.fill(Mesh(corners, mesh.faces), colour)

    def outline(self, region: Region, colour: Colour, width: float = 1.0) -> None:
        """Draw the edge of the part of a region that lies on the map."""
        self._sheet.lines(self.at(region_lines(region.common(self.window))), colour, width)


def draw_plate(plate: Plate) -> Pixels:
    """Draw a plate, shape (HEIGHT, WIDTH, 3)."""
    sheet = Sheet(WIDTH, HEIGHT)
    chart = Map(sheet, plate.frame)
    sheet.box(*map_square(), GROUND)
    for region, colour in ((plate.before, SHADE), (plate.extra, EXTRA), (plate.less, LESS)):
        chart.fill(region, colour)
    for roof in plate.roofs:
        for region, colour in (
            (roof.region, ROOF), (roof.before, ROOF_SHADE), (roof.extra, ROOF_EXTRA), (roof.less, LESS)
        ):  # fmt: skip
            chart.fill(region, colour)
        chart.outline(roof.region, _CREASE)
    for region in plate.neighbours:
        chart.outline(region, _ROOF_EDGE, 1.2)
    chart.fill(plate.building, OWN)
    chart.fill(plate.added, ADDED)
    chart.outline(plate.building.united(plate.added), INK, 1.6)
    for name, ring in plate.plots:
        chart.outline(Region.from_ring(ring), PLOT, 2.4)
        _name_plot(sheet, chart, name, ring)
    draw_border(sheet, chart, plate.north)
    write_column(sheet, plate.words, LEGEND)
    return sheet.pixels()


def draw_border(sheet: Sheet, chart: Map, north: float) -> None:
    """Draw the edge of the map, the scale bar and the arrow to true north."""
    sheet.frame(*map_square())
    most = _MAP * _BAR_SHARE / chart.scale
    length = max(metres for metres in _BAR_LENGTHS if metres <= most or metres == _BAR_LENGTHS[0])
    left, low, long = _EDGE + 18, _EDGE + 18, length * chart.scale
    sheet.box((left - 10, low - 10), (left + long + 58, low + 34), (255, 255, 255))
    for k, colour in enumerate((INK, (255, 255, 255))):
        sheet.box((left + k * long / 2, low), (left + (k + 1) * long / 2, low + 7), colour)
    sheet.frame((left, low), (left + long, low + 7))
    for share in (0.0, 0.5, 1.0):
        unit = " m" if share == 1.0 else ""
        sheet.words((left + share * long, low + 13), f"{share * length:g}{unit}", 13, align="middle")
    _arrow(sheet, north)


def _arrow(sheet: Sheet, north: float) -> None:
    centre = np.array([_EDGE + _MAP - 62, _EDGE + _MAP - 62])
    turn = np.radians(north)
    ahead, aside = np.array([np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), -np.sin(turn)])
    sheet.box(tuple(centre - 52), tuple(centre + 52), (255, 255, 255))
    tip, tail = centre + 28 * ahead, centre - 28 * ahead
    for side, colour in ((aside, NORTH), (-aside, INK)):
        flat = np.array([tip, centre - 12 * ahead, tail + 12 * side + 0 * ahead])
        sheet.fill(Mesh(np.column_stack([flat, np.zeros(3)]), np.array([[0, 1, 2]])), colour)
    place = centre + 40 * ahead
    sheet.words((float(place[0]), float(place[1]) - 6), "N", 15, bold=True, align="middle")


def write_column(
    sheet: Sheet, words: PlateWords, legend: tuple[tuple[str, Colour, Colour | None], ...]
) -> None:
    """Write the column beside the map."""
    y = HEIGHT - 58.0
    sheet.words((_SIDE, y), words.title, 22, bold=True)
    sheet.words((_SIDE, y - 44), words.clock, 26, bold=True)
    y -= 76
    for line in words.lines:
        sheet.words((_SIDE, y), line, 15, colour=_PALE)
        y -= 24
    y -= 20
    for name, colour, on_roof in legend:
        if name in words.legend:
            _key(sheet, y, colour, on_roof, outline=name == "plot")
            sheet.words((_SIDE + 66, y + 3), words.legend[name], 15)
            y -= 32
    y -= 16
    for label, value in words.rows:
        sheet.words((_SIDE, y), label, 15)
        sheet.words((WIDTH - _EDGE, y), value, 15, bold=True, align="right")
        y -= 26
    for k, note in enumerate(reversed(words.notes)):
        sheet.words((_SIDE, _EDGE + 4 + 19 * k), note, 13, colour=_PALE)
    if words.across:
        left, top = _EDGE + 10, _EDGE + _MAP - 10
        sheet.box((left, top - 56), (left + 520, top), (255, 255, 255))
        sheet.words((left + 20, top - 36), words.across, 20, bold=True)


def _key(sheet: Sheet, y: float, colour: Colour, on_roof: Colour | None, *, outline: bool) -> None:
    low, high = (_SIDE, y - 3), (_SIDE + 50, y + 19)
    if outline:
        ring = np.array([low, (high[0], low[1]), high, (low[0], high[1])], dtype=np.float64)
        sheet.lines(ring_lines(ring), colour, 2.4)
        return
    sheet.box(low, high, colour)
    if on_roof is not None:
        sheet.box((low[0] + 25, low[1]), high, on_roof)
    sheet.frame(low, high, _ROOF_EDGE)


def _name_plot(sheet: Sheet, chart: Map, name: str, ring: Floats) -> None:
    seen = Region.from_ring(ring).common(chart.window)
    if not seen.is_empty:
        x, y = chart.at(np.array(seen.inner_point))
        half = _LETTER * len(name) / 2 + 4
        sheet.box((float(x) - half, float(y) - 10), (float(x) + half, float(y) + 10), (255, 255, 255))
        sheet.words((float(x), float(y) - 6), name, 14, colour=PLOT, bold=True, align="middle")
