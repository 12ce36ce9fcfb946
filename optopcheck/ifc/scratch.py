"""The private folder of a job lies on a disk that may be full: that is no fault of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


def no_room(folder: Path, said: object) -> Text:
    """Return that the folder for temporary files, in which this private one lies, cannot be written to."""
    place = folder.parent
    return Text(
        f"de map voor tijdelijke bestanden '{place}' is niet te beschrijven ({said}); maak er ruimte of "
        "wijs met TMPDIR een andere aan",
        f"the folder for temporary files '{place}' cannot be written to ({said}); make room in it, or name "
        "another with TMPDIR",
    )


def write_job(path: Path, text: str) -> None:
    """Write a small file of a job.

    Raises
    ------
    InputError
        If there is no room for it.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(no_room(path.parent, error.strerror or error)) from error


def write_whole(file: BinaryIO, content: bytes) -> None:
    """Write all of it: an unbuffered file on a disk that runs full takes a part and says so by a number only.

    Raises
    ------
    OSError
        If the disk is full.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
