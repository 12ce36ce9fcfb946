"""What goes into the application, and what stays out; read by optopcheck.spec."""

# ruff: noqa: INP001 - a script beside the package, run by PyInstaller

from __future__ import annotations

import sys
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

Entry = tuple[str, str]
PACKS = tuple(
    sorted(
        {
            point.module.split(".")[0]
            for d in distributions()
            for point in d.entry_points.select(group="optopcheck.v1")
        }
    )
)
"""Packages of the rule packs in Python that are installed."""

NOT_FOR_PACKS = {
    "antigravity",
    "idlelib",
    "ensurepip",
    "lib2to3",
    "test",
    "this",
    "tkinter",
    "turtle",
    "turtledemo",
}
"""Parts of the standard library that stay out: windows, jokes, tests, and installers."""

NOT_IN_THE_RECEIPT = {
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "altgraph",
    "macholib",
    "pefile",
    "pywin32-ctypes",
}
NEVER = {"pip", "setuptools"}

MAC_KINDS = {
    "NSHighResolutionCapable": True,
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": name,
            "CFBundleTypeExtensions": endings,
            "CFBundleTypeRole": role,
            "LSHandlerRank": rank,
        }
        for name, endings, role, rank in (
            ("optopcheck dossier", ["optop"], "Editor", "Owner"),
            ("optopcheck rules", ["optrules", "optreg"], "Viewer", "Owner"),
            ("IFC building model", ["ifc", "ifczip"], "Viewer", "Alternate"),
        )
    ],
}
"""What macOS is told of the files that the application opens."""

SCHEMAS = ("ifc2x3", "ifc4", "ifc4x3_add2")
"""Of the model reader: those that it writes and reads here."""
IFC_PARTS = (
    "ifcopenshell_parse_schema_",
    "ifcopenshell_geometry_mapping_",
    "ifcopenshell_geometry_writer_",
    "ifcopenshell_geometry_kernel_",
    "ifcopenshell_geometry_tree_",
)
"""Libraries that the model reader finds by their names, in its own folder."""

EXCLUDED = (
    # Drags of VTK and of the model reader that nothing here imports.
    "matplotlib",
    "PIL",
    "pandas",
    "scipy",
    "lxml",
    "fontTools",
    "dateutil",
    "IPython",
    "contourpy",
    "kiwisolver",
    "pyparsing",
    "cycler",
    "numba",
    "networkx",
    "flask",
    "odf",
    "pystache",
    "bcf",
    "requests",
    "pytest",
    "mypy",
    # Windows of another kind.
    "tkinter",
    "_tkinter",
    "turtle",
    "idlelib",
    # Of Qt: what draws other than by widgets.
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtQuickControls2",
    "PySide6.QtDesigner",
    "PySide6.QtUiTools",
    "PySide6.QtHelp",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    # Tests and installers.
    "test",
    "lib2to3",
    "ensurepip",
    "pip",
    "setuptools",
    "pkg_resources",
    "numpy.f2py",
    "numpy.testing.tests",
    "ifctester.webapp",
)


def standard_library() -> list[str]:
    """Return every module of the standard library that this system has and a pack may import."""
    names: list[str] = []
    for name in sorted(sys.stdlib_module_names - NOT_FOR_PACKS - {"_tkinter"}):
        spec = find_spec(name)
        if spec is None:
            continue
        names.append(name)
        if spec.submodule_search_locations:
            names += [n for n in collect_submodules(name, on_error="ignore") if not _is_test(n)]
    return names


def _is_test(name: str) -> bool:
    return bool({"test", "tests", "idle_test", "__main__"} & set(name.split(".")))


def hidden_imports() -> list[str]:
    """Return the modules that are found by name only."""
    packages = ("optopcheck", "embreex", "rich._unicode_data", "ifcopenshell.util", "shapely", *PACKS)
    names = [
        n for p in packages for n in collect_submodules(p) if not _is_test(n) or n == "optopcheck.__main__"
    ]
    names += [f"ifcopenshell.express.rules.{schema.upper()}" for schema in SCHEMAS]
    # Asked for by a library in C (nacl), where no analysis sees it.
    names.append("_cffi_backend")
    return [*names, *standard_library()]


def data_files() -> list[Entry]:
    """Return the files that are no code, and what is told of each distribution.

    The model reader asks whether ``express_parser.py`` lies beside it. Where it does not, it writes one
    into its own folder, which only an administrator may do: no other user could read a model.
    """
    found: list[Entry] = []
    for package in ("optopcheck", "optopcheck.resources", "optopcheck.packs", "tzdata", "xmlschema", *PACKS):
        found += collect_data_files(package)
    found += [entry for entry in collect_data_files("ifctester") if "webapp" not in Path(entry[0]).parts]
    found += collect_data_files("ifcopenshell", excludes=["**/*.so*", "**/*.dll", "**/*.dylib"])
    found.append((str(_folder_of("ifcopenshell") / "express" / "express_parser.py"), "ifcopenshell/express"))
    for distribution in distributions():
        if distribution.metadata["Name"].lower() not in NOT_IN_THE_RECEIPT | NEVER:
            found += copy_metadata(distribution.metadata["Name"])
    return found


def ifc_libraries() -> list[Entry]:
    """Return the libraries that the model reader opens by name."""
    return [
        (str(path), "ifcopenshell")
        for path in sorted(_folder_of("ifcopenshell").iterdir())
        if path.suffix in {".so", ".dll", ".dylib", ".pyd"} and _wanted(path.stem.lower())
    ]


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def _wanted(stem: str) -> bool:
    if not stem.startswith(IFC_PARTS):
        return False
    return not stem.startswith(IFC_PARTS[:3]) or stem.endswith(SCHEMAS)


def icon(folder: Path) -> str | None:
    """Return the icon that a program of this system carries inside; None where it lies beside it."""
    name = {"win32": "optopcheck.ico", "darwin": "optopcheck.icns"}.get(sys.platform)
    return None if name is None else str(folder / name)
