"""Zip files written header by header, so that any byte can lie."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from optopcheck.container.zip_reading import (
    CENTRAL,
    CENTRAL_MARK,
    DEFLATED,
    END,
    END_MARK,
    LOCAL,
    LOCAL_MARK,
    STORED,
)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@dataclass
class Raw:
    """One member; what is None follows from the content."""

    name: bytes
    content: bytes
    method: int = STORED
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    version: int = 20
    flags: int = 0
    attributes: int = 0o100644 << 16
    local_name: bytes | None = None
    local_size: int | None = None
    local_extra: bytes = b""
    extra: bytes = b""
    comment: bytes = b""
    before: bytes = b""
    """Bytes between the member before and this one."""
    offset: int | None = None
    unlisted: bool = False
    placeless: bool = False
    """Listed, but with no local header of its own."""
    listed_disk: int = 0
    local_mark: bytes = LOCAL_MARK
    local_length: int | None = None
    """Of the name, as the local header tells it."""

    def __post_init__(self) -> None:
        if self.packed is None:
            self.packed = deflated(self.content) if self.method == DEFLATED else self.content

    def joint(self, size: int | None = None) -> tuple[int, ...]:
        packed = self.packed or b""
        crc = zlib.crc32(self.content) if self.crc is None else self.crc
        shown = len(self.content) if self.size is None else self.size
        packed_size = len(packed) if self.packed_size is None else self.packed_size
        date = (1 << 5) + 1  # 1980-01-01
        return (
            self.version, self.flags, self.method, 0, date, crc, packed_size, shown if size is None else size,
        )  # fmt: skip


@dataclass
class End:
    """The end record; what is None follows from the members."""

    count: int | None = None
    comment: bytes = b""
    disk: int = 0
    first_disk: int = 0
    here: int | None = None
    """Members on this disk."""
    comment_length: int | None = None
    shift: int = 0
    before: bytes = b""
    """Bytes between the directory and the end."""
    after: bytes = b""
    ahead: bytes = b""
    """Bytes before the first member."""


@dataclass
class _Page:
    body: bytearray = field(default_factory=bytearray)
    directory: bytearray = field(default_factory=bytearray)
    listed: int = 0


def zipped(members: list[Raw], end: End | None = None) -> bytes:
    """Return the bytes of a zip file of these members."""
    end = end or End()
    page = _Page(bytearray(end.ahead))
    for member in members:
        _add(page, member)
    count = page.listed if end.count is None else end.count
    here = count if end.here is None else end.here
    comment = len(end.comment) if end.comment_length is None else end.comment_length
    start = len(page.body) + end.shift
    tail = END.pack(END_MARK, end.disk, end.first_disk, here, count, len(page.directory), start, comment)
    return bytes(page.body + page.directory) + end.before + tail + end.comment + end.after


def _add(page: _Page, raw: Raw) -> None:
    page.body += raw.before
    offset = len(page.body) if raw.offset is None else raw.offset
    local_name = raw.name if raw.local_name is None else raw.local_name
    if not raw.placeless:
        length = len(local_name) if raw.local_length is None else raw.local_length
        page.body += LOCAL.pack(raw.local_mark, *raw.joint(raw.local_size), length, len(raw.local_extra))
        page.body += local_name + raw.local_extra + (raw.packed or b"")
    if raw.unlisted:
        return
    page.listed += 1
    page.directory += CENTRAL.pack(
        CENTRAL_MARK, (3 << 8) + 20, *raw.joint(), len(raw.name), len(raw.extra), len(raw.comment),
        raw.listed_disk, 0, raw.attributes, offset,
    )  # fmt: skip
    page.directory += raw.name + raw.extra + raw.comment
