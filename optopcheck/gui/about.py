"""What this program is, its versions, and whose work it rests on."""

from __future__ import annotations

import platform
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

import optopcheck
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = ("vtk", "ifcopenshell", "numpy", "shapely", "trimesh", "manifold3d", "typst")


class About(QObject):
    """Writes the page."""

    def title(self) -> str:
        """Return the heading."""
        return self.tr("About optopcheck")

    def page(self) -> str:
        """Return the page as HTML."""
        what = self.tr(
            "Checks whether a building may get one more storey: heights, volumes, sun and municipal rules."
            " This is no permit and no promise."
        )
        licence = self.tr("Licence: EUPL-1.2. Libraries keep their own licences:")
        heads = self.tr("Versions"), self.tr("Notices")
        rows = "".join(
            f"<tr><td>{escape(n)}&nbsp;&nbsp;</td><td>{escape(v)}</td></tr>" for n, v in versions()
        )
        return (
            f"<p style='font-size:17px;font-weight:600'>optopcheck {escape(optopcheck.__version__)}</p>"
            f"<p>{escape(what)}</p><p><b>{escape(heads[0])}</b></p><table>{rows}</table>"
            f"<p><b>{escape(heads[1])}</b></p><p>{escape(licence)}</p>{notices()}"
        )


def versions() -> tuple[tuple[str, str], ...]:
    """Return the versions that matter when something goes wrong, without loading anything."""
    found = [
        ("optopcheck", optopcheck.__version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
    ]
    for name in _SHOWN:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def notices() -> str:
    """Return the libraries with their licences as HTML, as they ship with the program."""
    text = (files("optopcheck.resources") / "about" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    return "".join(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    soft, rows = theme().soft_ink, []
    for line in (*text.splitlines(), ""):
        if line.startswith("|"):
            rows.append([escape(cell.strip()) for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            body = [row for row in rows[1:] if not set("".join(row)) <= {"-", ":"}]
            yield "".join(
                f"<p style='margin:6px 0 0 0'>{row[0]}<br><span style='color:{soft}'>"
                f"{' · '.join(cell for cell in row[1:] if cell)}</span></p>"
                for row in body
            )
        rows = []
        if line.strip() and not line.startswith("#"):
            yield f"<p style='margin:8px 0 0 0'>{escape(line.replace('`', ''))}</p>"
