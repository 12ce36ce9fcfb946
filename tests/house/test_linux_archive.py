"""The archive for Linux: the same bytes from the same bundle, installed and taken away without a trace."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the archive is made and installed on Linux")

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def _bundle(folder: Path) -> Path:
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "z.txt").write_text("z", encoding="utf-8")
    (folder / "_internal" / "a.txt").write_text("a", encoding="utf-8")
    for name in ("optopcheck", "optopcheck-cli"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {name} here\n", encoding="utf-8")
        program.chmod(0o755)
    return folder


def _icons(folder: Path) -> Path:
    folder.mkdir()
    for size in SIZES:
        for name in ("optopcheck", "optopcheck-document"):
            (folder / f"{name}-{size}.png").write_bytes(b"png")
    return folder


def _archive(bundle: Path, icons: Path, to: Path) -> bytes:
    subprocess.run([LINUX / "archive.sh", bundle, icons, to], check=True, capture_output=True)
    return to.read_bytes()


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    archive = tmp_path / "app.tar.gz"
    _archive(_bundle(tmp_path / "bundle"), _icons(tmp_path / "icons"), archive)
    with tarfile.open(archive) as packed:
        # Not as an argument: Debian 12 has a Python 3.11 that does not know it.
        packed.extraction_filter = getattr(tarfile, "tar_filter", None)
        packed.extractall(tmp_path / "unpacked")  # noqa: S202 - packed by this test
    return next((tmp_path / "unpacked").iterdir())


def _install(unpacked: Path, prefix: Path, *words: str) -> None:
    told = os.environ | {"OPTOPCHECK_PREFIX": str(prefix)}
    subprocess.run([unpacked / "install.sh", *words], check=True, capture_output=True, env=told)


def test_same_bundle_gives_same_archive(tmp_path: Path) -> None:
    icons = _icons(tmp_path / "icons")
    first, second = _bundle(tmp_path / "first"), _bundle(tmp_path / "second")
    os.utime(second / "_internal" / "a.txt", (1, 1))

    told = _archive(first, icons, tmp_path / "1.tar.gz")
    assert told == _archive(second, icons, tmp_path / "2.tar.gz")
    (second / "_internal" / "a.txt").write_text("b", encoding="utf-8")
    assert told != _archive(second, icons, tmp_path / "3.tar.gz")


def test_install_and_uninstall(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "with a space"
    others = prefix / "share" / "applications" / "other.desktop"
    others.parent.mkdir(parents=True)
    others.write_text("other", encoding="utf-8")

    _install(unpacked, prefix)
    _install(unpacked, prefix)  # an update goes over it

    for name in ("optopcheck", "optopcheck-cli"):
        run = subprocess.run([prefix / "bin" / name], check=True, capture_output=True, text=True)
        assert run.stdout == f"{name} here\n"
    entry = (prefix / "share/applications/optopcheck.desktop").read_text(encoding="utf-8")
    assert f'\nExec="{prefix}/lib/optopcheck/optopcheck" %f\n' in entry
    assert (prefix / "share/icons/hicolor/512x512/apps/optopcheck.png").is_file()

    _install(unpacked, prefix, "--uninstall")

    ours = [path for path in prefix.rglob("*") if "optopcheck" in path.name]
    assert ours == []
    assert others.read_text(encoding="utf-8") == "other"
