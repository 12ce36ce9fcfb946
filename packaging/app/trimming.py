"""What leaves the bundle again after PyInstaller gathered it: parts that nothing in it can reach."""

# ruff: noqa: INP001 - a script beside the package, run by PyInstaller

from __future__ import annotations

import sys
from pathlib import PurePosixPath

from PyInstaller.depend.bindepend import get_imports

Row = tuple[str, str, str]
"""Name in the bundle, file, kind."""

QT_PLUGINS = {
    "egldeviceintegrations": (),
    "generic": (),
    "imageformats": ("qico", "qjpeg", "qsvg", "qgif"),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qdirect2d", "qcocoa"),
    # GTK itself is not in the bundle; the portal gives the file windows of the desktop.
    "platformthemes": ("qxdgdesktopportal",),
}
"""Plugins of Qt that stay, of the kinds of which not all stay."""
LANGUAGES = ("_nl.qm", "_en.qm")
UNREAD = ("ifcopenshell/mvd/mvd_examples/", "ifcopenshell/express/DocEntity.csv")
"""Examples and tables of the model reader's own makers."""
OF_THE_SYSTEM = ("libstdc++.so.6", "libgcc_s.so.1")
"""The drivers of a newer system ask for newer ones than we would bring, and would get ours."""


def kept(rows: list[Row]) -> list[Row]:
    """Return the rows of the bundle without those that would only mislead or fill it."""
    return [row for row in rows if _stays(row)]


def _stays(row: Row) -> bool:
    name, source, kind = (part.replace("\\", "/") for part in row)
    # A link to a library of the model reader at the top would make it look for its parts there.
    if kind == "SYMLINK" and source.startswith("ifcopenshell/"):
        return False
    if name in OF_THE_SYSTEM or name.startswith(UNREAD):
        return False
    path = PurePosixPath(name)
    if path.parent.name == "translations" and "PySide6" in path.parts:
        return name.endswith(LANGUAGES)
    if path.parent.parent.name == "plugins" and path.parent.name in QT_PLUGINS:
        return path.name.split(".")[0].removeprefix("lib") in QT_PLUGINS[path.parent.name]
    return True


def reached(rows: list[Row]) -> list[Row]:
    """Return the rows without libraries that no program, module or plugin of the bundle asks for.

    On Linux only: there the plugins above bring half a desktop along.
    """
    if sys.platform != "linux":
        return rows
    libraries = {PurePosixPath(row[0]).name: row for row in rows if row[2] == "BINARY" and _is_library(row)}
    open_rows = [row for row in rows if row[2] != "SYMLINK" and row not in libraries.values()]
    open_rows += [row for name, row in libraries.items() if name.startswith("libpython")]
    found: set[str] = set()
    while open_rows:
        row = open_rows.pop()
        asked = {PurePosixPath(name).name for name, _ in get_imports(row[1])} & set(libraries)
        open_rows += [libraries[name] for name in asked - found]
        found |= asked
    lost = {
        row[0] for name, row in libraries.items() if name not in found and not name.startswith("libpython")
    }
    return [row for row in rows if row[0] not in lost and not (row[2] == "SYMLINK" and row[1] in lost)]


def _is_library(row: Row) -> bool:
    """Tell whether it is a library of the system or of Qt: others are opened by their names too."""
    path = PurePosixPath(row[0])
    return path.name.startswith("lib") and path.parent.as_posix() in {".", "PySide6/Qt/lib"}
