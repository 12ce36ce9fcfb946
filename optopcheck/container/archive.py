"""One file that holds others: their record, and who signed the record."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from optopcheck.container.limits import BUNDLE, ContainerError, Limits
from optopcheck.container.names import check_names
from optopcheck.container.record import (
    OWN_NAMES,
    PUBLIC_KEY,
    RECORD,
    SIGNATURE,
    check_record,
    digest_of,
    record_of,
)
from optopcheck.container.zip_reading import read_zip
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True)
class Container:
    """A container whose files are those of its record; who signed it is not judged here."""

    files: Mapping[str, bytes]
    """Every file but the record, its signature and its key; in memory, read once."""
    record: bytes
    signature: bytes | None = None
    """In minisign's format, over the record."""
    public_key: bytes | None = None
    """The key that the signature claims, in minisign's format."""

    @property
    def digest(self) -> str:
        """What the container is, however it was zipped and whoever signed it."""
        return digest_of(self.record)

    def signed(self, signature: bytes, public_key: bytes) -> Container:
        """Return the same content with a signature."""
        return Container(self.files, self.record, signature, public_key)

    def to_bytes(self, limits: Limits = BUNDLE) -> bytes:
        """Return the file: of the same container the same bytes, on every system.

        Members are stored: what deflate makes of a text differs between versions of zlib.

        Raises
        ------
        ContainerError
            If no reader would accept it.
        """
        own = {RECORD: self.record, SIGNATURE: self.signature, PUBLIC_KEY: self.public_key}
        members = dict(self.files) | {name: content for name, content in own.items() if content is not None}
        page = io.BytesIO()
        with zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as target:
            for name in sorted(members):
                info = zipfile.ZipInfo(name, _MIDNIGHT)
                info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
                target.writestr(info, members[name])
        content = page.getvalue()
        read_container(content, limits)
        return content


def new_container(files: Mapping[str, bytes], limits: Limits = BUNDLE) -> Container:
    """Return an unsigned container of files.

    Raises
    ------
    ContainerError
        If a name cannot be, or is one of the container's own.
    """
    for name in OWN_NAMES:
        if name in files:
            raise ContainerError(
                Text(
                    f"'{name}' wordt zelf gemaakt; haal het bestand weg",
                    f"'{name}' is made here; take the file away",
                )
            )
    check_names(files, limits)
    return Container(MappingProxyType(dict(files)), record_of(files))


def read_container(content: bytes, limits: Limits = BUNDLE) -> Container:
    """Read a container from the bytes of its file; nothing of it is parsed or run.

    Raises
    ------
    ContainerError
        If it breaks a limit, or a file is not the one of the record.
    """
    members = read_zip(content, limits)
    if RECORD not in members:
        raise ContainerError(Text(f"er is geen {RECORD}", f"there is no {RECORD}"))
    files = {name: data for name, data in members.items() if name not in OWN_NAMES}
    check_record(members[RECORD], files)
    signature, public_key = members.get(SIGNATURE), members.get(PUBLIC_KEY)
    if (signature is None) != (public_key is None):
        raise ContainerError(
            Text(
                f"{SIGNATURE} en {PUBLIC_KEY} horen bij elkaar; een van beide ontbreekt",
                f"{SIGNATURE} and {PUBLIC_KEY} go together; one of them is missing",
            )
        )
    return Container(MappingProxyType(files), members[RECORD], signature, public_key)
