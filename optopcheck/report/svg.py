"""Drawings to scale as SVG: regions, lines and words, a scale bar and an arrow to the north."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.region import Region

SCALES = (50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1250, 1500, 2000, 2500, 3000, 4000, 5000, 7500)
"""What one on paper stands for; the larger drawing is taken first."""
_BARS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_BAR_SHARE = 0.3
_LETTER = 2.3
"""Height of letters [mm]."""
_FOOT = 7.6
"""Height of the strip below a drawing for bar and arrow [mm]."""
_FINE = 0.02
"""Corners nearer to the line than this are left out [mm]."""
_INK = "#22272e"
_FONT = "Source Sans Pro, Arial, sans-serif"


def best_scale(metres: float, paper: float) -> int:
    """Return the largest usual scale at which a length [m] fits on the paper [mm]."""
    return next((s for s in SCALES if metres * 1000 / s <= paper), SCALES[-1])


class ScaleDrawing:
    """A window in metres, drawn true to scale.

    Parameters
    ----------
    low, high : array (2,)
        Corners of the window [m]; y upwards.
    scale : int
        500 for 1 : 500.
    """

    def __init__(self, low: Floats, high: Floats, scale: int) -> None:
        self._low, self._high, self._scale = low, high, scale
        self.width, self.height = (float(v) for v in (high - low) * 1000 / scale)
        """On paper [mm]."""
        self._parts: list[str] = []
        self._foot: list[str] = []

    def box(self, fill: str) -> None:
        """Fill the whole window."""
        self._parts.append(f'<rect width="{_mm(self.width)}" height="{_mm(self.height)}" fill="{fill}"/>')

    def region(self, region: Region, fill: str = "none", edge: str = "none", pen: float = 0.18) -> None:
        """Draw a region; the pen is in millimetres."""
        if region.is_empty or self._is_outside(region):
            return
        seen = region.simplified(_FINE * self._scale / 1000)
        path = "".join(self._ring(ring) for ring, _ in seen.rings())
        if path:
            self._parts.append(
                f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{edge}" '
                f'stroke-width="{pen}" stroke-linejoin="round"/>'
            )

    def _is_outside(self, region: Region) -> bool:
        low, high = region.bounds
        return bool((low > self._high).any() or (high < self._low).any())

    def lines(self, segments: Floats, colour: str, pen: float = 0.18, dash: str = "") -> None:
        """Draw straight lines, shape (n, 2, 2) [m]."""
        path = "".join(
            f"M{_mm(x0)} {_mm(y0)}L{_mm(x1)} {_mm(y1)}" for (x0, y0), (x1, y1) in self._at(segments)
        )
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{pen}"{dashed}/>')

    def words(self, place: Floats, text: str, *, colour: str = _INK, anchor: str = "start") -> None:
        """Write words beside a place [m]; they stand in the middle of its height."""
        x, y = self._at(place)
        self._parts.append(_word(float(x), float(y) + 0.35 * _LETTER, text, colour, anchor))

    def scale_bar(self) -> None:
        """Draw a bar of whole metres below the drawing, with the scale: it hides nothing of it."""
        most = self.width * _BAR_SHARE * self._scale / 1000
        metres = max((b for b in _BARS if b <= most), default=_BARS[0])
        long, x, y = metres * 1000 / self._scale, 1.0, self.height + 4.6
        self._foot.append(
            f'<rect x="{x}" y="{_mm(y)}" width="{_mm(long / 2)}" height="1.1" fill="{_INK}"/>'
            f'<rect x="{x}" y="{_mm(y)}" width="{_mm(long)}" height="1.1" fill="none" stroke="{_INK}" '
            f'stroke-width="0.15"/>'
        )
        self._foot.append(_word(x, y - 1.0, "0", _INK, "middle"))
        self._foot.append(_word(x + long, y - 1.0, f"{metres:g} m", _INK, "middle"))
        self._foot.append(_word(x + long + 2.5, y + 1.2, f"1 : {self._scale}", _INK, "start"))

    def north(self, degrees: float) -> None:
        """Draw an arrow to true north below the drawing, clockwise from up [deg]."""
        x, y = self.width - 4.5, self.height + 4.1
        self._foot.append(
            f'<g transform="translate({_mm(x)} {_mm(y)}) rotate({degrees:.2f})">'
            f'<path d="M0-3L1.4 2.6L0 1.5Z" fill="#c43e30"/>'
            f'<path d="M0-3L-1.4 2.6L0 1.5Z" fill="{_INK}"/></g>'
        )
        self._foot.append(_word(x - 3.0, y + 0.35 * _LETTER, "N", _INK, "middle"))

    def svg(self) -> bytes:
        """Return the drawing; its width and height are true on paper."""
        width, height = _mm(self.width), _mm(self.height)
        whole = _mm(self.height + (_FOOT if self._foot else 0.0))
        inside, below = "\n".join(self._parts), "\n".join(self._foot)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{whole}mm" '
            f'viewBox="0 0 {width} {whole}">'
            f'<clipPath id="w"><rect width="{width}" height="{height}"/></clipPath>'
            f'<g clip-path="url(#w)">\n{inside}\n</g>\n{below}</svg>\n'
        ).encode()

    def _at(self, points: Floats) -> Floats:
        """Return places (..., 2) on paper [mm], y downwards."""
        flat = (points - self._low) * 1000 / self._scale
        return np.asarray(np.stack([flat[..., 0], self.height - flat[..., 1]], axis=-1))

    def _ring(self, ring: Floats) -> str:
        corners = " ".join(f"{_mm(x)} {_mm(y)}" for x, y in self._at(ring))
        return f"M{corners}Z"


def legend(entries: Sequence[tuple[str, str]], width: float = 170.0) -> bytes:
    """Return a strip that says what each colour stands for."""
    share = width / max(len(entries), 1)
    parts = [
        f'<rect x="{_mm(k * share)}" y="0.8" width="5" height="3.2" fill="{colour}" stroke="#57606a" '
        f'stroke-width="0.15"/><text x="{_mm(k * share + 6.5)}" y="3.4" font-size="{_LETTER}" '
        f'font-family="{_FONT}" fill="{_INK}">{escape(words)}</text>'
        for k, (colour, words) in enumerate(entries)
    ]
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_mm(width)}mm" height="5mm" '
        f'viewBox="0 0 {_mm(width)} 5">\n{inside}\n</svg>\n'
    ).encode()


def _word(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return (
        f'<text x="{_mm(x)}" y="{_mm(y)}" font-size="{_LETTER}" font-family="{_FONT}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _mm(value: float) -> str:
    """Write a length to a hundredth of a millimetre, without a minus zero."""
    return f"{round(float(value), 2) + 0.0:g}"
