"""Unpacks the one model of an .ifczip, and refuses what is made to do harm."""

from __future__ import annotations

import errno
import lzma
import stat
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.scratch import no_room

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_UNPACKED = 2**30
"""A member of an .ifczip may unpack to this [bytes]."""
LARGEST_RATIO = 200
"""No IFC text packs better than this; a zip bomb does."""
MOST_MEMBERS = 1000
_BLOCK = 2**20
_END_RECORD, _END_MARK = struct.Struct("<4s4H2LH"), b"PK\5\6"
_LOCATOR, _LOCATOR_MARK = 20, b"PK\6\7"
"""Stands before the end record where there are more members than 16 bits can count."""
_FARTHEST = _END_RECORD.size + 2**16 + _LOCATOR
"""A comment of 64 KB may follow the end record."""
_ENTRY = 46 + 256
"""Of the list, for a member with a name of ordinary length [bytes]."""
_SHOWN = 80
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What the library raises for one broken byte or another; a name that is no UTF-8 is a ValueError."""


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the one model of an .ifczip into a folder, under a name of ours.

    Raises
    ------
    InputError
        If it is no zip, holds no model or several, or is made to do harm.
    """
    name = path.name
    try:
        _refuse_long_list(path, name)
        with zipfile.ZipFile(path) as archive:
            member = _only_model(archive, name)
            _refuse_oddity(member, name)
            _refuse_bomb(member, name)
            target = folder / "model.ifc"
            with archive.open(member) as source, target.open("wb") as sink:
                _copy(source, sink, name)
            return target
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise InputError(no_room(folder, error.strerror or error)) from error
        raise _no_zip(name, error) from error
    except _UNREADABLE as error:
        raise _no_zip(name, error) from error


def _no_zip(name: str, error: Exception) -> InputError:
    return _error(
        f"{name} is geen leesbaar zipbestand ({error}); maak of download het opnieuw",
        f"{name} is not a readable zip file ({error}); make or download it again",
    )


def _only_model(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    models = [
        member
        for member in archive.infolist()
        # A Mac adds shadow copies that are no models.
        if member.filename.lower().endswith(".ifc")
        and not member.filename.startswith("__MACOSX")
        and not member.filename.rsplit("/", 1)[-1].startswith("._")
    ]
    if not models:
        raise _error(
            f"{name} bevat geen .ifc; pak het model opnieuw in", f"{name} holds no .ifc; pack the model again"
        )
    if len(models) > 1:
        names = ", ".join(member.filename for member in models)
        raise _error(
            f"{name} bevat {len(models)} modellen: {names}; pak uit en geef er een",
            f"{name} holds {len(models)} models: {names}; unpack and give one of them",
        )
    return models[0]


def _refuse_long_list(path: Path, name: str) -> None:
    """Look at the end of the file before a library reads the whole list of what is in it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _FARTHEST))
        tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END_RECORD.size > len(tail):
        return  # no zip: the library says so
    count, listed = _END_RECORD.unpack_from(tail, at)[4:6]
    large = tail[max(0, at - _LOCATOR) :].startswith(_LOCATOR_MARK)
    if large or count > MOST_MEMBERS or listed > MOST_MEMBERS * _ENTRY:
        raise _error(
            f"{name} bevat meer dan {MOST_MEMBERS} bestanden; pak het model alleen in",
            f"{name} holds more than {MOST_MEMBERS} files; pack the model by itself",
        )


def _refuse_oddity(member: zipfile.ZipInfo, name: str) -> None:
    """Refuse a model that is a link, or whose name leads out of its folder: that is no accident."""
    parts = member.filename.replace("\\", "/").split("/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG} or ".." in parts or parts[0] == "" or ":" in parts[0]:
        shown = ascii(member.filename[:_SHOWN])
        raise _error(
            f"{name}: {shown} is geen gewoon bestand in het zipbestand; pak het model opnieuw in",
            f"{name}: {shown} is no plain file in the zip file; pack the model again",
        )


def _refuse_bomb(member: zipfile.ZipInfo, name: str) -> None:
    if member.file_size > LARGEST_UNPACKED or member.file_size > LARGEST_RATIO * max(1, member.compress_size):
        raise _bomb(name, member.file_size)


def _copy(source: IO[bytes], sink: IO[bytes], name: str) -> None:
    """Copy with a limit of its own: the size that a zip states may be a lie."""
    copied = 0
    while block := source.read(_BLOCK):
        copied += len(block)
        if copied > LARGEST_UNPACKED:
            raise _bomb(name, copied)
        sink.write(block)


def _bomb(name: str, size: int) -> InputError:
    megabytes = size // 2**20
    return _error(
        f"{name} wordt uitgepakt {megabytes} MB, dat is geen gewoon model; pak het zelf uit en geef de .ifc",
        f"{name} unpacks to {megabytes} MB, which is no ordinary model; unpack it yourself and give the .ifc",
    )


def _error(nl: str, en: str) -> InputError:
    return InputError(Text(nl, en))
