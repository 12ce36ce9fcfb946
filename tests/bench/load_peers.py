"""Other readers, installed for one run of the bench in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WEB_IFC = "web-ifc@0.0.78"
READERS = {"ifclite-geom": "ifclite-geom==4.15.0", "ifcfast": "ifcfast==0.6.4"}
_INSTALL = 300
"""Patience with a registry [s]."""

Peers = dict[str, list[str]]
"""The command of each reader, before the model."""


def install(folder: Path) -> tuple[Peers, str]:
    """Install what the registries give; return the commands, and in words what came and what did not."""
    web, said = _web_ifc(folder / "web-ifc")
    others, more = _from_pypi(folder / "peers")
    return {**web, **others}, "; ".join([said, *more])


def _web_ifc(target: Path) -> tuple[Peers, str]:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return {}, "web-ifc was left out: there is no node or npm here"
    target.mkdir()
    try:
        _run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(target), WEB_IFC])
    except (OSError, subprocess.SubprocessError) as error:
        return {}, f"web-ifc was left out: npm could not install it ({type(error).__name__})"
    node = subprocess.check_output(["node", "--version"], text=True).strip()
    return {"web-ifc": ["node", str(HERE / "web_ifc.mjs"), str(target)]}, f"{WEB_IFC} by npm, node {node}"


def _from_pypi(target: Path) -> tuple[Peers, list[str]]:
    """Install into an environment that holds nothing of ours, each by itself: one may be missing."""
    try:
        _run([sys.executable, "-m", "venv", str(target)])
    except (OSError, subprocess.SubprocessError) as error:
        return {}, [f"no environment for readers from PyPI ({type(error).__name__})"]
    places = (target / "bin" / "python", target / "Scripts" / "python.exe")
    python = next(path for path in places if path.exists())
    found, said = Peers(), []
    for name, pinned in READERS.items():
        try:
            _run([str(python), "-m", "pip", "install", "--quiet", pinned])
        except (OSError, subprocess.SubprocessError) as error:
            said.append(f"{name} was left out: pip could not install it ({type(error).__name__})")
            continue
        found[name] = [str(python), str(HERE / "peer_load.py"), name]
        said.append(pinned.replace("==", " "))
    return found, said


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_INSTALL)
