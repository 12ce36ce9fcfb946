"""Reads the one simple form of a zip file that a container may have; everything else is refused.

General readers forgive: two directories, bytes between members, names that differ between the two
headers. Each of these lets one program see other content than another. Here every byte of the file
belongs to exactly one member or header, and both headers of a member must agree. Layout: PKWARE
APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end record).
"""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.container.limits import ContainerError
from optopcheck.container.names import check_names
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.container.limits import Limits

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
END_MARK, CENTRAL_MARK, LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
STORED, DEFLATED = 0, 8
_DOS_FOLDER = 0x10
_NEWEST_VERSION = 20


@dataclass(frozen=True)
class _Entry:
    """One member, as both of its headers describe it."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    joint: tuple[int, ...]
    """Version, flags, method, time, date, checksum and sizes: what both headers hold."""


def read_zip(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the members of a zip file, each unpacked once in memory, in the order of the file.

    Raises
    ------
    ContainerError
        If the file breaks a limit, or any byte of it is not as it must be.
    """
    if len(content) > limits.file_bytes:
        raise _broken(f"groter dan {limits.file_bytes} bytes", f"larger than {limits.file_bytes} bytes")
    start, count = _directory(content, limits)
    entries = _entries(content, start, count)
    check_names([entry.name for entry in entries], limits)
    _check_sizes(entries, limits)
    members: dict[str, bytes] = {}
    place = 0
    for entry in entries:
        data_at = _local(content, entry, place)
        place = data_at + entry.packed
        if place > start:
            raise _broken("een onderdeel loopt door in de inhoudsopgave", "a member runs into the directory")
        members[entry.name] = _unpacked(content[data_at:place], entry)
    if place != start:
        raise _broken("er staan bytes tussen de onderdelen", "there are bytes between the members")
    return members


def check_ends(head: bytes, tail: bytes, size: int, limits: Limits) -> None:
    """Refuse by its first and last bytes, and its size, a file that no reader here would accept.

    Raises
    ------
    ContainerError
        If it is too large, begins or ends as no zip file does, or has too many members.
    """
    if size > limits.file_bytes:
        raise _broken(f"groter dan {limits.file_bytes} bytes", f"larger than {limits.file_bytes} bytes")
    if len(tail) < END.size or tail[:4] != END_MARK or head not in {LOCAL_MARK, END_MARK}:
        raise _no_zip()
    _check_count(END.unpack(tail)[4], limits)


def _directory(content: bytes, limits: Limits) -> tuple[int, int]:
    """Return where the central directory begins, and of how many members."""
    end_at = len(content) - END.size
    if end_at < 0 or content[end_at : end_at + 4] != END_MARK:
        raise _no_zip()
    _, disk, first_disk, here, count, size, start, comment = END.unpack_from(content, end_at)
    if disk or first_disk or here != count or comment or start + size != end_at:
        raise _broken("de inhoudsopgave klopt niet", "the directory is wrong")
    _check_count(count, limits)
    return start, count


def _check_count(count: int, limits: Limits) -> None:
    if not 0 < count <= limits.members:
        raise _broken(
            f"{count} onderdelen; het moeten er 1 tot {limits.members} zijn",
            f"{count} members; there must be 1 to {limits.members}",
        )


def _no_zip() -> ContainerError:
    return _broken(
        "geen zip-bestand, afgekapt, of met iets erachter",
        "no zip file, cut off, or with something behind it",
    )


def _entries(content: bytes, start: int, count: int) -> list[_Entry]:
    entries, place, end = [], start, len(content) - END.size
    for _ in range(count):
        if place + CENTRAL.size > end or content[place : place + 4] != CENTRAL_MARK:
            raise _broken("de inhoudsopgave is stuk", "the directory is broken")
        fields = CENTRAL.unpack_from(content, place)
        joint, name_length = fields[2:10], fields[10]
        extra, comment, disk, _, attributes, offset = fields[11:]
        place += CENTRAL.size
        name = content[place : min(place + name_length, end)].decode("latin-1")
        place += name_length
        _check_plain(name, joint, attributes)
        if extra or comment or disk:
            raise _broken(f"{name!a} heeft aanhangsels", f"{name!a} has extras")
        method, (crc, packed, size) = joint[2], joint[5:]
        entries.append(_Entry(name, method, crc, packed, size, offset, joint))
    if place != end:
        raise _broken("de inhoudsopgave is stuk", "the directory is broken")
    return entries


def _check_plain(name: str, joint: tuple[int, ...], attributes: int) -> None:
    """Refuse what is no plain file, or is packed or hidden in an unusual way."""
    version, flags, method = joint[:3]
    kind = stat.S_IFMT(attributes >> 16)
    if kind not in {0, stat.S_IFREG} or attributes & _DOS_FOLDER:
        raise _broken(f"{name!a} is geen gewoon bestand", f"{name!a} is no plain file")
    if flags or version > _NEWEST_VERSION or method not in {STORED, DEFLATED}:
        raise _broken(
            f"{name!a} is versleuteld of op een andere wijze ingepakt",
            f"{name!a} is encrypted or packed in another way",
        )


def _check_sizes(entries: list[_Entry], limits: Limits) -> None:
    for entry in entries:
        if entry.size > limits.member_bytes or entry.size > limits.ratio * entry.packed:
            raise _broken(
                f"'{entry.name}' is groter dan {limits.member_bytes} bytes of {limits.ratio} keer ingepakt",
                f"'{entry.name}' is larger than {limits.member_bytes} bytes or packed {limits.ratio} times",
            )
    if sum(entry.size for entry in entries) > limits.total_bytes:
        raise _broken(
            f"uitgepakt meer dan {limits.total_bytes} bytes", f"over {limits.total_bytes} bytes unpacked"
        )


def _local(content: bytes, entry: _Entry, place: int) -> int:
    """Return where the data of a member begins; its own header must say what the directory says."""
    data_at = place + LOCAL.size + len(entry.name)
    header = content[place : place + LOCAL.size]
    if entry.offset != place or len(header) < LOCAL.size or header[:4] != LOCAL_MARK:
        raise _broken(f"'{entry.name}' staat niet op zijn plaats", f"'{entry.name}' is not in its place")
    *joint, name_length, extra = LOCAL.unpack(header)[1:]
    name = content[place + LOCAL.size : data_at]
    if tuple(joint) != entry.joint or extra or name_length != len(name) or name != entry.name.encode("ascii"):
        raise _broken(
            f"'{entry.name}' is tweemaal verschillend beschreven", f"'{entry.name}' is described in two ways"
        )
    return data_at


def _unpacked(packed: bytes, entry: _Entry) -> bytes:
    if entry.method == STORED:
        content, whole = packed, True
    else:
        content, whole = _inflated(packed, entry)
    if not whole or len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise _broken(f"'{entry.name}' is beschadigd", f"'{entry.name}' is damaged")
    return content


def _inflated(packed: bytes, entry: _Entry) -> tuple[bytes, bool]:
    """Unpack, never beyond the size that was checked; tell whether nothing is left over."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, entry.size + 1)
    except zlib.error:
        return b"", False
    return content, inflater.eof and not inflater.unused_data and not inflater.unconsumed_tail


def _broken(nl: str, en: str) -> ContainerError:
    return ContainerError(Text(f"geen goed bestand: {nl}", f"no sound file: {en}"))
