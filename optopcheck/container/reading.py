"""Reads the bytes of one plain file, never more than a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from pathlib import Path


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file, once; never more than `most`.

    Raises
    ------
    InputError
        If it is no plain file, too large, or cannot be read.
    """
    try:
        if not path.is_file():  # a pipe would never end
            raise InputError(Text(f"'{path}' is geen bestand", f"'{path}' is no file"))
        with path.open("rb") as file:
            content = file.read(most + 1)
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
