"""Probes of the libraries, each made to do a little of its real work. Run in the child alone.

Every import waits for its probe: one that crashes must be named.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

import os
import sys
from datetime import date
from importlib import import_module
from typing import Any

import numpy as np

from optopcheck.domain.text import Text, numbers
from optopcheck.service.doctor.outcome import State, Told

_LEAKING = "6.12.0"
"""Of Qt: drops references of True on Python 3.11 and aborts (packaging/decisions/003)."""
_SIGNS = "éë²³≤±€‹Ø"
_AMERSFOORT = (155_000.0, 463_000.0, 52.155172897, 5.387203657)
"""The middle of RD: x, y [m], and where EPSG has it [deg north, deg east]."""
_NEAR = 1.0
"""EPSG states this for RD without correction grids [m]."""
_SAME_VOLUME = 1e-9
"""[m3]"""
_COVERED = 20
"""Pixels of the trial picture that the box must cover, of 64 x 48."""


def window() -> Told:
    """Start Qt as the window does."""
    screen = sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ))
    if not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = _application()
    found = str(import_module("PySide6.QtCore").qVersion())
    said = Text(f"Qt {found} · {app.platformName()}")
    if import_module("PySide6").__version__ == _LEAKING and sys.version_info < (3, 12):
        return Told(
            Text(f"Qt {_LEAKING} valt om met deze Python", f"Qt {_LEAKING} breaks down with this Python"),
            State.BROKEN,
        )
    if app.platformName() in {"offscreen", "minimal"}:
        return Told(
            Text(f"{said.nl} · er is geen scherm", f"{said.nl} · there is no screen"),
            State.NOTE,
            Text(
                "het venster opent hier niet; optopcheck-cli werkt wel",
                "the window does not open here; optopcheck-cli does work",
            ),
        )
    return Told(said)


def _application() -> Any:  # noqa: ANN401 -- Qt is the window's; this is asked of it by name
    made = import_module("PySide6.QtWidgets").QApplication
    return made.instance() or made([])


def fonts() -> Told:
    """Look for typefaces, and for the signs that the window writes."""
    _application()
    gui = import_module("PySide6.QtGui")
    families = gui.QFontDatabase.families()
    if not families:
        return Told(Text("er is geen enkel lettertype", "there is no typeface at all"), State.BROKEN)
    font = gui.QGuiApplication.font()
    chosen = gui.QFontInfo(font).family()
    metrics = gui.QFontMetrics(font)
    lacking = "".join(sign for sign in _SIGNS if not metrics.inFontUcs4(ord(sign)))
    said = Text(f"{chosen}, een van {len(families)}", f"{chosen}, one of {len(families)}")
    if lacking:
        return Told(
            Text(f"{said.nl}; zonder {lacking}", f"{said.in_language('en')}; without {lacking}"), State.NOTE
        )
    return Told(said)


def settings() -> Told:
    """Look whether the window can remember language, look and size."""
    core = import_module("PySide6.QtCore")
    scope = core.QSettings.Scope.UserScope
    store = core.QSettings(core.QSettings.defaultFormat(), scope, "optopcheck", "optopcheck")
    if store.isWritable() and store.status() == core.QSettings.Status.NoError:
        return Told(Text("worden onthouden", "are remembered"))
    return Told(Text("worden niet onthouden", "are not remembered"), State.NOTE)


def picture() -> Told:
    """Draw a box of a few pixels."""
    from optopcheck.picture.trial import try_picture

    covered, drawer = try_picture()
    if covered < _COVERED:
        return Told(
            Text(f"het beeld blijft leeg ({drawer})", f"the picture stays empty ({drawer})"), State.BROKEN
        )
    return Told(Text(drawer))


def rays() -> Told:
    """Send a ray against a wall and one past it."""
    from optopcheck.domain.mesh import Mesh
    from optopcheck.geometry.rays import Obstacles

    wall = Mesh(
        np.array([[-1.0, 5.0, -1.0], [1.0, 5.0, -1.0], [0.0, 5.0, 2.0]]), np.array([[0, 1, 2]], np.int64)
    )
    met = Obstacles(wall).blocked(np.zeros((2, 3)), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))
    if met.tolist() != [True, False]:
        return Told(Text("de stralen raken niet wat zij moeten", "rays do not meet what they should"),
                    State.BROKEN)  # fmt: skip
    return Told(Text("embree · raakt en mist zoals het hoort", "embree · meets and misses as it should"))


def kernels() -> Told:
    """Draw a box with both kernels of the IFC library."""
    from optopcheck.ifc.kernel_trial import SIDES, library_version, try_kernels

    volumes = try_kernels()
    wrong = [name for name, volume in volumes.items() if abs(volume - np.prod(SIDES)) > _SAME_VOLUME]
    if wrong:
        told = ", ".join(wrong)
        return Told(
            Text(
                f"deze rekenkern tekent verkeerd of niet: {told}", f"this kernel draws wrongly or not: {told}"
            ),
            State.BROKEN,
        )
    return Told(Text(f"ifcopenshell {library_version()} · {' en '.join(volumes)}",
                     f"ifcopenshell {library_version()} · {' and '.join(volumes)}"))  # fmt: skip


def coordinates() -> Told:
    """Turn the middle of RD into latitude and longitude; heights in NAP are used as they are."""
    from optopcheck.ifc.earth import locate
    from optopcheck.ifc.grid import RD_NEW

    x, y, latitude, longitude = _AMERSFOORT
    place = locate(RD_NEW, x, y)
    if place is None:
        return Told(
            Text(
                "RD is onbekend: de gegevens van PROJ ontbreken", "RD is unknown: the data of PROJ is missing"
            ),
            State.BROKEN,
        )
    off = place.distance_to(latitude, longitude)
    said = numbers(
        "RD klopt op {off} m · correctierasters zijn niet nodig",
        "RD is right to {off} m · no correction grids needed",
        2,
        off=off,
    )
    return Told(said, State.FINE if off <= _NEAR else State.BROKEN)


def paper() -> Told:
    """Set an empty report as PDF, with the typefaces that are shipped."""
    from optopcheck.report.document import Document
    from optopcheck.report.pdf import pdf

    made = pdf(Document("nl", "Proef", "proef", "0000", date(2026, 1, 1), (), ()))
    if not made.startswith(b"%PDF"):
        return Told(Text("er komt geen PDF uit", "no PDF comes out"), State.BROKEN)
    return Told(Text("PDF/A-3a met de eigen letter", "PDF/A-3a in its own typeface"))


def packs() -> Told:
    """Load the rule packs, those that were installed with their signatures."""
    from optopcheck.service.packs import load_rules

    found = load_rules()
    failed = [f"{one.name} ({one.error.nl})" for one in found.plugins if one.error is not None]
    marked = [one.name for one in found.plugins if one.error is None and one.mark is not None]
    count, rules = len(found.plugins), len(found.rules)
    said = Text(f"{count} pakketten met {rules} regels", f"{count} packs with {rules} rules")
    if not rules:
        return Told(Text("er is geen enkele regel", "there is no rule at all"), State.BROKEN)
    if failed:
        names = "; ".join(failed)
        return Told(
            Text(f"{said.nl}; doet niet mee: {names}", f"{said.en}; takes no part: {names}"), State.BROKEN
        )
    if marked:
        names = ", ".join(marked)
        return Told(
            Text(f"{said.nl}; maker onbekend: {names}", f"{said.en}; maker unknown: {names}"),
            State.NOTE,
            Text(
                "vergelijk de vingerafdruk met die van de maker: optopcheck-cli rules verify",
                "compare the fingerprint with that of its maker: optopcheck-cli rules verify",
            ),
        )
    return Told(said)


def fence() -> Told:
    """Close the fence in which rule packs with programs run. Nothing can be tried after this."""
    from optopcheck.rules.hosting.fence import close_fence

    done = close_fence()
    told = ", ".join(done)
    if {"landlock", "seccomp"} <= set(done):
        return Told(Text("volledig · landlock en seccomp", "complete · landlock and seccomp"))
    return Told(
        Text(f"beperkt: {told or 'geen'}", f"limited: {told or 'none'}"),
        State.NOTE,
        Text(
            "installeer alleen regelpakketten met programma's waarvan u de maker kent",
            "install only rule packs with programs whose maker you know",
        ),
    )
