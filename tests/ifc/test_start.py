"""What a child of the reader drags in at its start: each of them pays for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import optopcheck.ifc

HEAVY = ("trimesh", "scipy", "shapely", "pyproj", "manifold3d", "embreex", "vtkmodules", "PySide6")


def loaded(line: str) -> set[str]:
    """Run a line in a fresh interpreter and return the libraries that it holds then."""
    tell = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    return set(subprocess.check_output([sys.executable, "-c", f"{line}; {tell}"], text=True).split())


def test_a_child_loads_the_ifc_library_and_no_other_large_one() -> None:
    found = loaded("import optopcheck.ifc.loader, optopcheck.ifc.extraction, optopcheck.ifc.shaping")
    assert "ifcopenshell" in found
    assert found.isdisjoint(HEAVY)


def test_the_parent_of_the_children_starts_without_the_ifc_library_and_trimesh() -> None:
    found = loaded("from optopcheck.ifc import read_model")
    assert found.isdisjoint({"ifcopenshell", "trimesh", "scipy"})


@pytest.mark.parametrize("name", optopcheck.ifc.__all__)
def test_the_door_gives_all_that_it_names(name: str) -> None:
    assert getattr(optopcheck.ifc, name).__module__.startswith("optopcheck.ifc.")


def test_the_door_gives_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_modle'"):
        optopcheck.ifc.read_modle  # noqa: B018 -- asking is the test
