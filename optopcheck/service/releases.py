"""The announcement of a version: one small signed file, verified as a rule bundle is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.container import ContainerError
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import Member, new_container, read_container
from optopcheck.rules.trust import sign_container, signature_of

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.rules.trust import PublicKey, SecretKey

RELEASE_FILE = "release.toml"
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-.]?([a-z][0-9a-z.]{0,19}))?", re.ASCII)
_PAGE = re.compile(r"https://[!-~]{1,500}", re.ASCII)
_TODO_VERSION = Text('schrijf drie getallen, bijvoorbeeld "1.2.0"', 'write three numbers, e.g. "1.2.0"')
_TODO_PAGE = Text('schrijf een adres: "https://..."', 'write an address: "https://..."')
_TODO_DAY = Text("geef een dag, bijvoorbeeld 2026-03-12", "give a day, e.g. 2026-03-12")


@dataclass(frozen=True)
class Release:
    """What the makers announce."""

    version: str
    issued: date
    page: str
    """Where a person finds it."""

    @property
    def order(self) -> tuple[int, int, int, bool, str]:
        """Key that is larger for a newer version."""
        return order_of(self.version)

    @property
    def comment(self) -> str:
        """The trusted comment of its signature."""
        return f"optopcheck-release {self.version} {self.issued}"


def order_of(version: str) -> tuple[int, int, int, bool, str]:
    """Return a key that is larger for a newer version; a trial version comes before the one it announces.

    Raises
    ------
    ValueError
        If it is no version of this program.
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"'{version}' is no version")
    return int(found[1]), int(found[2]), int(found[3]), found[4] is None, found[4] or ""


def make_release(version: str, issued: date, page: str, secret: SecretKey) -> bytes:
    """Return the signed announcement of a version; for the makers."""
    text = f'version = "{version}"\nissued = {issued}\npage = "{page}"\n'.encode()
    release = _read(text)
    return sign_container(new_container({RELEASE_FILE: text}), secret, release.comment).to_bytes()


def open_release(content: bytes, key: PublicKey) -> Release:
    """Return an announcement that the holder of a key signed.

    Raises
    ------
    InputError
        If he did not sign exactly this, or it says what cannot be.
    """
    container = read_container(content)
    signed = signature_of(container)
    if signed is None or signed.key.raw != key.raw:
        raise _refused(
            "is niet ondertekend met de sleutel van de makers", "is not signed with the key of the makers"
        )
    if RELEASE_FILE not in container.files:
        raise _refused(f"heeft geen {RELEASE_FILE}", f"has no {RELEASE_FILE}")
    release = _read(container.files[RELEASE_FILE])
    if signed.comment != release.comment:
        raise _refused("heeft een handtekening voor iets anders", "has a signature for something else")
    return release


def _read(content: bytes) -> Release:
    values = TomlValues(Member(RELEASE_FILE, content))
    values.only((), {"version", "issued", "page"})
    issued = values.day(("issued",))
    if issued is None:
        values.refuse(("issued",), _TODO_DAY)
    return Release(
        values.matching(("version",), _VERSION, _TODO_VERSION),
        issued,
        values.matching(("page",), _PAGE, _TODO_PAGE),
    )


def _refused(nl: str, en: str) -> ContainerError:
    return ContainerError(
        Text(f"het versiebericht {nl}; het telt niet", f"the announcement {en}; it does not count")
    )
