"""The import contracts are alive: a wrong import breaks the one that forbids it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
FLOORS = "Floors: imports go downwards only"
SHELLS = "Shells see only scan, service, picture and domain"
NO_MUNICIPALITY = "The application knows no municipality"
ONLY_API = "A plugin knows only optopcheck.api"
ZOETERMEER = "plugins/zoetermeer/src/optopcheck_zoetermeer"


@pytest.fixture(scope="module")
def tree(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the contracts speak of; each case adds one file and takes it away again."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(checkout / "pyproject.toml", copy)
    for folder in ("optopcheck", "plugins"):
        shutil.copytree(checkout / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    sources = [tree, *sorted(tree.glob("plugins/*/src"))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sources)), "COLUMNS": "200"}
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )


def test_tree_as_it_is_keeps_every_contract(tree: Path) -> None:
    run = _lint(tree)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


@pytest.mark.parametrize(
    ("folder", "wrong", "contract"),
    [
        ("optopcheck/domain", "from optopcheck.gui import anything", FLOORS),
        ("optopcheck/measure", "from optopcheck import sun", FLOORS),
        ("optopcheck/brand_new", "", FLOORS),
        ("optopcheck/gui", "from optopcheck import ifc", SHELLS),
        ("optopcheck/cli", "from optopcheck.api import Facts", SHELLS),
        ("optopcheck/rules", "import optopcheck_zoetermeer", NO_MUNICIPALITY),
        (ZOETERMEER, "from optopcheck.domain import facts", ONLY_API),
        ("optopcheck/measure", "import ifcopenshell", "One door: ifcopenshell through ifc"),
        ("optopcheck/sun", "import trimesh", "One door: trimesh through geometry"),
        ("optopcheck/measure", "from shapely import union_all", "One door: shapely through geometry"),
        ("optopcheck/service", "import PySide6.QtCore", "One door: PySide6 through gui"),
        ("optopcheck/gui", "import vtkmodules.all", "One door: vtkmodules through picture"),
        ("optopcheck/service", "import ifctester", "One door: ifctester through ifc"),
        ("optopcheck/report", "import rich", "One door: rich through cli"),
        ("optopcheck/service", "import nacl.signing", "One door: nacl through rules"),
        ("optopcheck/gui", "import tomlkit", "One door: tomlkit through service"),
        ("optopcheck/dossier", "import rfc8785", "One door: rfc8785 through records"),
        ("optopcheck/container", "from optopcheck import records", FLOORS),
        ("optopcheck/dossier", "from optopcheck import rules", FLOORS),
    ],
)
def test_wrong_import_breaks_its_contract(tree: Path, folder: str, wrong: str, contract: str) -> None:
    culprit = tree / folder / "trespasser.py"
    new_folder = not culprit.parent.exists()
    culprit.parent.mkdir(exist_ok=True)
    if new_folder:
        (culprit.parent / "__init__.py").touch()
    culprit.write_text(f"{wrong}\n", encoding="utf-8")
    try:
        run = _lint(tree)
    finally:
        shutil.rmtree(culprit.parent) if new_folder else culprit.unlink()

    told = run.stdout + run.stderr
    assert run.returncode != 0, f"nobody minds '{wrong}' in {folder}"
    assert f"{contract} BROKEN" in told or ("brand_new" in folder and "brand_new" in told), told
    if wrong:
        assert "trespasser" in told
