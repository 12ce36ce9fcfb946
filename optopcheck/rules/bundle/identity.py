"""Who a bundle is: the few lines of its manifest that trust and storage need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.container import ContainerError as BundleError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MANIFEST = "manifest.toml"
_AUTHORITY = re.compile(r"gm\d{4}|pv\d{2}|ws\d{4}|nl|example", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+", re.ASCII)
_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9a-z.]{1,20})?", re.ASCII)
_TODO_AUTHORITY = Text(
    'schrijf de code van de gemeente, bijvoorbeeld "gm0637" (of pv12, ws0123, nl, example)',
    'write the code of the municipality, e.g. "gm0637" (or pv12, ws0123, nl, example)',
)
_TODO_ID = Text(
    'schrijf kleine letters, cijfers en streepjes, bijvoorbeeld "gm0637-optoppen"',
    'write small letters, digits and dashes, e.g. "gm0637-optoppen"',
)
_TODO_VERSION = Text('schrijf drie getallen, bijvoorbeeld "1.2.0"', 'write three numbers, e.g. "1.2.0"')


@dataclass(frozen=True)
class Member:
    """One file of a bundle, as the TOML reader takes it: the verified bytes, no second read."""

    name: str
    content: bytes

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self.content


@dataclass(frozen=True)
class Identity:
    """Name, version and authority of a bundle."""

    id: str
    version: str
    authority: str
    """Code of the municipality, ``gm0637``."""
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    """Both inclusive."""

    @property
    def file_name(self) -> str:
        """The name of the file that a municipality hands out."""
        return f"{self.id}-{self.version}.optrules"


def read_identity(files: Mapping[str, bytes]) -> Identity:
    """Read who a bundle says it is; the rest of the manifest is for the reader of its rules.

    Raises
    ------
    BundleError
        If there is no manifest.
    TomlError
        With the line of a value that cannot be.
    """
    if MANIFEST not in files:
        raise BundleError(
            Text(
                f"er is geen {MANIFEST}; een pakket begint daarmee",
                f"there is no {MANIFEST}; a bundle begins with it",
            )
        )
    values = TomlValues(Member(MANIFEST, files[MANIFEST]))
    authority = values.matching(("authority",), _AUTHORITY, _TODO_AUTHORITY)
    identity = values.matching(("id",), _ID, _TODO_ID)
    if identity.split("-")[0] != authority:
        values.refuse(("id",), Text(f'begin met "{authority}-"', f'begin with "{authority}-"'))
    first, last = values.day(("valid_from",)), values.day(("valid_to",))
    if first is not None and last is not None and last < first:
        values.refuse(("valid_to",), Text("ligt voor valid_from", "is before valid_from"))
    return Identity(
        identity,
        values.matching(("version",), _VERSION, _TODO_VERSION),
        authority,
        values.words(("name",)),
        first,
        last,
    )
