"""Puts the licences of all that is in the application beside it: ``licences.py BUNDLE``, run by build.sh.

One file per package with the texts that it brings; where it brings none, the text that its licence goes by.
On Debian also what its packages say of the libraries that came from the system.
"""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
PACKAGING = HERE.parent
sys.path.insert(0, str(PACKAGING))

from licence_list import listed, whole  # noqa: E402
from lock_file import read_lock, shipped  # noqa: E402

OF_THE_SYSTEM = "of-the-system.tsv"
INSIDE = """\
ifcopenshell holds, as separate libraries in its own folder: Open CASCADE (LGPL-2.1 with an exception), CGAL
(parts of it GPL-3.0-or-later), GMP and MPFR (LGPL-3.0-or-later), Boost (BSL-1.0), Manifold (Apache-2.0).
optopcheck is under the EUPL-1.2, which names the GPL-3.0 as a licence that it goes together with.
Sources: https://github.com/IfcOpenShell/IfcOpenShell, https://dev.opencascade.org, https://www.cgal.org
"""
_TEXTS = ("license", "licence", "copying", "notice")


def texts_of(name: str) -> list[str]:
    """Return the licences that an installed package brings, and its own list of what it holds.

    None where it is for another system.
    """
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return []
    wanted = [file for file in files if file.name.lower().startswith(_TEXTS) and file.suffix != ".py"]
    wanted += [file for file in files if file.parent.name == "sboms"]
    return [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in wanted]


def write_packages(folder: Path) -> list[str]:
    """Write a file for each locked package; return those for which there is no text at all."""
    licences, without = listed(), []
    for name in dict.fromkeys(pin.name for pin in shipped(read_lock(HERE / "requirements.lock"))):
        licence, texts = licences[name], texts_of(name)
        standard = [path.name for path in whole(licence)]
        if not texts and not standard:
            without.append(name)
        said = [f"{name}: {licence}", *(f"The text is in {text}." for text in standard), *texts]
        (folder / f"{name}.txt").write_text("\n\n".join(said) + "\n", encoding="utf-8")
    return without


def write_tools(folder: Path) -> None:
    """Write the licences of Python, and of the starter that PyInstaller puts into both programs."""
    starter = texts_of("pyinstaller")
    (folder / "pyinstaller-bootloader.txt").write_text("\n\n".join(starter), encoding="utf-8")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    debian = Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")
    found = next((path for path in (python, debian) if path.is_file()), None)
    text = (
        found.read_text(encoding="utf-8")
        if found
        else "Python: PSF-2.0, https://docs.python.org/3/license.html"
    )
    (folder / "python.txt").write_text(text, encoding="utf-8")


def write_system(bundle: Path, folder: Path) -> list[str]:
    """Write what Debian says of the libraries of the system; return those whose package was not found."""
    if shutil.which("dpkg-query") is None:
        return []
    libraries = sorted(
        path.name
        for path in (bundle / "_internal").iterdir()
        if re.match(r"lib.*\.so", path.name) and not path.is_symlink()
    )
    rows, unknown = {}, []
    for library in libraries:
        package = _package_of(library)
        if package is None:
            unknown.append(library)
            continue
        rows[library] = package
        told = Path("/usr/share/doc") / package[0] / "copyright"
        if told.is_file():
            shutil.copyfile(told, folder / f"debian-{package[0]}.txt")
    lines = [f"{library}\t{name}\t{version}\n" for library, (name, version) in rows.items()]
    (folder / OF_THE_SYSTEM).write_text("".join(lines), encoding="utf-8")
    return unknown


def _package_of(library: str) -> tuple[str, str] | None:
    asked = ["dpkg-query", "--search", f"*/{library}"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    if found.returncode != 0 or not found.stdout:
        return None
    package = found.stdout.split(": ")[0].split(",")[0].strip()
    asked = ["dpkg-query", "--show", "--showformat", "${Version}", package]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return package.split(":")[0], version


def main(bundle: Path) -> int:
    """Write all; return 1 if a package would be passed on without its licence."""
    folder = bundle / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PACKAGING / "licences", folder)
    shutil.copyfile(PACKAGING.parent / "LICENSE", folder / "optopcheck-EUPL-1.2.txt")
    shutil.copyfile(PACKAGING / "THIRD_PARTY.md", folder / "THIRD_PARTY.md")
    (folder / "inside-ifcopenshell.txt").write_text(INSIDE, encoding="utf-8")
    without = write_packages(folder)
    write_tools(folder)
    unknown = write_system(bundle, folder)
    sys.stdout.write(
        f"{folder}: {len(list(folder.iterdir()))} files; of no package: {', '.join(unknown) or 'none'}\n"
    )
    if without:
        sys.stderr.write(f"no licence text for {', '.join(without)}\n")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
