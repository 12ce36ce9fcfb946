"""Reads one plain file, never more of it than a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.container.archive import read_container
from optopcheck.container.limits import MIB
from optopcheck.container.zip_reading import check_ends
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from optopcheck.container.archive import Container
    from optopcheck.container.limits import Limits


_HEAD, _TAIL = 4, 22
"""Bytes of a zip file that show what it is."""


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file, once; never more than `most`.

    Raises
    ------
    InputError
        If it is no plain file, too large, or cannot be read.
    """
    try:
        if not path.is_file():  # a pipe would never end
            raise InputError(
                Text(
                    f"'{path}' is geen bestand; controleer naam en map",
                    f"'{path}' is no file; check name and folder",
                )
            )
        with path.open("rb") as file:
            content = b"".join(_parts(file, most + 1))
    except OSError as error:
        said = error.strerror or error
        raise InputError(
            Text(f"'{path}' is niet te lezen: {said}", f"'{path}' cannot be read: {said}")
        ) from error
    if len(content) > most:
        raise InputError(
            Text(f"'{path}' is groter dan {most} bytes", f"'{path}' is larger than {most} bytes")
        )
    return content


def _parts(file: BinaryIO, most: int) -> Iterator[bytes]:
    """Yield the beginning of a file in parts: one large read would take its memory beforehand."""
    while most > 0 and (part := file.read(min(most, MIB))):
        most -= len(part)
        yield part


def read_container_file(path: Path, limits: Limits) -> Container:
    """Read a container from disk; a file that is none is refused before it is in memory.

    Raises
    ------
    InputError
        If it is no plain file, too large, breaks a limit, or cannot be read.
    """
    _check_size_and_ends(path, limits)
    return read_container(read_file(path, limits.file_bytes), limits)


def _check_size_and_ends(path: Path, limits: Limits) -> None:
    if not path.is_file():
        read_file(path, 0)
    try:
        with path.open("rb") as file:
            head, size = file.read(_HEAD), file.seek(0, 2)
            file.seek(max(size - _TAIL, 0))
            tail = file.read(_TAIL)
    except OSError as error:
        said = error.strerror or error
        raise InputError(
            Text(f"'{path}' is niet te lezen: {said}", f"'{path}' cannot be read: {said}")
        ) from error
    check_ends(head, tail, size, limits)
