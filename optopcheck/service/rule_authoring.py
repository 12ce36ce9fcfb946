"""The tools of makers of rules: test cases, a readable page, a new pack, and reference."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.rules.authoring import (
    PackTest,
    explain_pack,
    new_pack,
    try_pack,
)
from optopcheck.rules.bundle import read_identity
from optopcheck.rules.packs import read_pack, shipped_packs
from optopcheck.service.rule_files import check_rules, rule_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from optopcheck.domain.text import Language
    from optopcheck.rules.packs import Pack, ShippedPack


def try_rules(path: Path) -> PackTest:
    """Run the cases of a pack: of a folder, or of a bundle.

    Raises
    ------
    InputError
        With file, line and remedy of what cannot be used.
    """
    return try_pack(_files(path))


def explain_rules(wanted: str, language: Language = "nl") -> str:
    """Return a pack as a page to read: by its folder, its bundle, or the id of a pack or rule that is here.

    Raises
    ------
    InputError
        If it is not here, or cannot be read.
    """
    path = Path(wanted)
    pack = read_pack(_files(path)) if path.exists() else _by_id(wanted)
    return explain_pack(pack, language)


def new_rules(folder: Path, authority: str, name: str, today: date) -> tuple[str, ...]:
    """Make the folder of a new pack; return the names of its files.

    Raises
    ------
    InputError
        If the folder is there already, cannot be written, or authority or name cannot be.
    """
    if folder.exists():
        raise InputError(
            Text(
                f"'{folder}' bestaat al; kies een andere map, er wordt niets overschreven",
                f"'{folder}' exists already; choose another folder, nothing is overwritten",
            )
        )
    made = new_pack(folder.resolve().name, authority.lower(), name, today)
    for inside, content in made.items():
        path = folder / inside
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = error.strerror or error
            raise InputError(
                Text(f"'{path.parent}' is niet te maken: {said}", f"'{path.parent}' cannot be made: {said}")
            ) from error
        write_bytes(path, content)
    return tuple(made)


def _files(path: Path) -> Mapping[str, bytes]:
    opened = check_rules(path)
    if opened.container is None:
        raise InputError(opened.standing.reason)
    return opened.container.files


def _by_id(wanted: str) -> Pack:
    """Return a pack that came with the program or was installed, in its newest version; or one rule of it."""
    known = dict(_known())
    wanted = next((_id_of(pack) for pack in shipped_packs() if pack.name == wanted), wanted)
    if wanted in known:
        return read_pack(known[wanted])
    for files in known.values() if "." in wanted else ():
        with suppress(InputError):  # another pack that cannot be read does not hide this one
            pack = read_pack(files)
            rule = pack.rule(wanted)
            if rule is not None:
                return replace(pack, rules=(rule,), fills={})
    names = ", ".join(sorted(known)) or "-"
    raise InputError(
        Text(
            f"'{wanted}' is geen map of bestand, en geen pakket of regel die hier is; hier zijn: {names}",
            f"'{wanted}' is no folder or file, and no pack or rule that is here; here are: {names}",
        )
    )


def _known() -> Iterator[tuple[str, Mapping[str, bytes]]]:
    for pack in shipped_packs():
        yield _id_of(pack), pack.files()
    installed = [b.opened for b in rule_store().bundles() if b.opened is not None]
    for opened in sorted(installed, key=lambda o: _order(o.identity.version if o.identity else "")):
        if opened.identity is not None and opened.container is not None:
            yield opened.identity.id, opened.container.files


def _id_of(pack: ShippedPack) -> str:
    return read_identity(pack.files()).id


def _order(version: str) -> list[int]:
    return [int(part) for part in version.split("-", maxsplit=1)[0].split(".") if part.isdigit()]
