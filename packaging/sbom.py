"""Write the bill of materials (CycloneDX) and the licences of what is shipped: ``make sbom``."""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import hashlib
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from licence_list import listed, whole
from lock_file import PROGRAM, Pin, read_lock, shipped
from packageurl import PackageURL

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
APP_LOCK = ROOT / "packaging" / "app" / "requirements.lock"
FONT = ("Source Sans Pro", "2.045", "OFL-1.1")
"""Of the report, shipped as a file."""
STARTER = ("pyinstaller", "GPL-2.0-or-later WITH Bootloader-exception")
_TEXTS = ("license", "licence", "copying", "notice")


def bill(lock: Path = LOCK, bundled: Path | None = None) -> Bom:
    """Return the bill of materials; the same lock gives the same one.

    Parameters
    ----------
    lock
        Of what is installed.
    bundled
        The table of the libraries of the system in an application, if it is one.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins, licences = shipped(read_lock(lock)), listed()
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(lock.read_bytes()).hexdigest()))
    own = _component("optopcheck", project["version"], project["license"], ComponentType.APPLICATION)
    # The day on which it is written says nothing of what is in it.
    bom.metadata.timestamp = None  # type: ignore[assignment]
    bom.metadata.component = own
    made = {pin: _library(pin, licences[pin.name]) for pin in pins}
    bom.components.update(made.values())
    bom.components.add(_component(*FONT, ComponentType.FILE))
    if bundled is not None:
        bom.components.update(of_the_system(bundled))
    bom.register_dependency(own, [made[pin] for pin in pins if PROGRAM in pin.by])
    for pin, component in made.items():
        bom.register_dependency(component, [made[other] for other in pins if pin.name in other.by])
    return bom


def of_the_system(table: Path) -> tuple[Component, ...]:
    """Return the packages of Debian whose libraries an application holds, and the starter of its programs."""
    rows = {tuple(line.split("\t")[1:]) for line in table.read_text(encoding="utf-8").splitlines()}
    found = []
    for name, release in sorted(rows):
        one = Component(
            name=name, version=release, type=ComponentType.LIBRARY, bom_ref=f"deb/{name}@{release}"
        )
        one.purl = PackageURL("deb", "debian", name, release)
        found.append(one)
    starter = next(pin for pin in read_lock(APP_LOCK) if pin.name == STARTER[0])
    name = f"{STARTER[0]}-bootloader"
    return (*found, _component(name, starter.version, STARTER[1], ComponentType.LIBRARY))


def _library(pin: Pin, licence: str) -> Component:
    made = _component(pin.name, pin.version, licence, ComponentType.LIBRARY)
    made.purl = PackageURL("pypi", None, pin.name, pin.version)
    made.hashes.update(HashType(alg=HashAlgorithm.SHA_256, content=one) for one in pin.hashes)
    if pin.when:
        made.properties.add(Property(name="optopcheck:when", value=pin.when))
    return made


def _component(name: str, version: str, licence: str, kind: ComponentType) -> Component:
    return Component(
        name=name,
        version=version,
        type=kind,
        bom_ref=f"{name}@{version}",
        licenses=[LicenseFactory().make_from_string(licence)],
    )


def licence_texts(pins: Sequence[Pin]) -> tuple[str, tuple[str, ...]]:
    """Return all licences with their texts as installed here, and the packages whose text was not found."""
    licences, blocks, without = listed(), [], []
    for name in dict.fromkeys(pin.name for pin in pins):
        texts = [*_texts(name), *(path.read_text(encoding="utf-8") for path in whole(licences[name]))]
        if not texts:
            without.append(name)
        blocks.append("\n".join([f"==== {name}: {licences[name]} ====", *texts]))
    return "\n\n".join(blocks) + "\n", tuple(without)


def _texts(name: str) -> list[str]:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:  # for another system or Python
        return []
    wanted = [file for file in files if file.name.lower().startswith(_TEXTS) and file.suffix != ".py"]
    return [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in wanted]


def main(arguments: list[str]) -> int:
    """Write both files into a folder; the second argument is the `bundled` of an application."""
    folder = Path(arguments[0] if arguments else "out")
    folder.mkdir(parents=True, exist_ok=True)
    bom = bill(bundled=Path(arguments[1]) if len(arguments) > 1 else None)
    (folder / "sbom.cdx.json").write_text(JsonV1Dot6(bom).output_as_string(indent=1), encoding="utf-8")
    texts, without = licence_texts(shipped(read_lock(LOCK)))
    (folder / "licences.txt").write_text(texts, encoding="utf-8")
    sys.stdout.write(f"{folder / 'sbom.cdx.json'}: {len(bom.components)} components\n")
    sys.stdout.write(f"{folder / 'licences.txt'}; no text with: {', '.join(without) or 'none'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
