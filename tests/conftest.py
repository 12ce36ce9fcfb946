"""What every test shares: the models beside the checkout, a screen that is none, and steady properties."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

# Before anything imports Qt or VTK: no display, and no warning about the missing one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")

# A busy machine is no failure; a build server tries the same examples each time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# What the user of this machine installed is none of a test's business.
os.environ["OPTOPCHECK_HOME"] = tempfile.mkdtemp(prefix="optopcheck-home-")

CHECKOUT = Path(__file__).parents[1]
SHARED = CHECKOUT.parent / "shared"


def _present(path: Path) -> Path:
    """Return a path of the shared material, or skip: a clone by itself does not hold it."""
    if not path.exists():
        pytest.skip(f"not beside this checkout: {path.relative_to(CHECKOUT.parent)}")
    return path


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    return _present(SHARED)


@pytest.fixture(scope="session")
def models() -> Path:
    return _present(SHARED / "models")


@pytest.fixture(scope="session")
def model() -> Callable[[str], Path]:
    """Give the path of an IFC model by its file name; the suffix may be left out."""
    folder = SHARED / "models" / "ifc"

    def find(name: str) -> Path:
        named = [folder / name, folder / f"{name}.ifc", folder / f"{name}.ifczip"]
        return next((path for path in named if path.is_file()), None) or _present(folder / name)

    return find


@pytest.fixture(scope="session")
def city() -> Callable[[str], Path]:
    """Give the path of a CityJSON file by its file name."""
    return lambda name: _present(SHARED / "models" / "cityjson" / name)


@pytest.fixture(scope="session")
def reference() -> Path:
    return _present(SHARED / "models" / "reference")


@pytest.fixture(scope="session")
def bad() -> Path:
    return _present(SHARED / "bad")
