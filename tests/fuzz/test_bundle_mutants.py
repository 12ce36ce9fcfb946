"""Bundles changed at random: none is accepted with other content than its maker's."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from optopcheck.container.zip_reading import DEFLATED
from optopcheck.rules.trust import Trust, open_bundle
from tests.container.raw import Raw, zipped
from tests.rules.bundle import made

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 1_000, 20_000
ODD = (0, 1, 2, 8, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def flip(content: bytearray, dice: random.Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def set_byte(content: bytearray, dice: random.Random) -> None:
    content[dice.randrange(len(content))] = dice.randrange(256)


def set_number(content: bytearray, dice: random.Random) -> None:
    value, form = dice.choice(ODD), dice.choice(("<H", "<I"))
    number = struct.pack(form, value & (0xFFFF if form == "<H" else 0xFFFFFFFF))
    at = dice.randrange(max(len(content) - 4, 1))
    content[at : at + len(number)] = number


def cut(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content))
    del content[at : at + dice.choice((1, 2, 7, 100, 5000))]


def insert(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content) + 1)
    content[at:at] = dice.randbytes(dice.choice((1, 2, 22, 46)))


def copy(content: bytearray, dice: random.Random) -> None:
    length = dice.choice((1, 4, 30, 46, 200))
    source, goal = dice.randrange(len(content)), dice.randrange(len(content))
    content[goal : goal + length] = content[source : source + length]


def rezip(content: bytearray, dice: random.Random) -> None:
    """Change what a member holds, with a checksum that fits: only the hashes can tell."""
    members = made.members()
    name = dice.choice(sorted(members))
    changed = bytearray(members[name])
    flip(changed, dice)
    content[:] = zipped([Raw(n.encode(), bytes(changed) if n == name else c) for n, c in members.items()])


def forge(content: bytearray, dice: random.Random) -> None:
    """Change a file and the record with it: only the signature can tell."""
    members = made.members()
    name = dice.choice(sorted(made.files()))
    changed = bytearray(members[name])
    flip(changed, dice)
    forged = made.recorded({**members, name: bytes(changed)})
    content[:] = zipped([Raw(n.encode(), c) for n, c in forged.items()])


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, set_byte, set_number, cut, insert, copy, rezip, forge,
)  # fmt: skip


def seeds() -> tuple[bytes, ...]:
    """Return the signed bundle stored, deflated, and as Python's own zipfile deflates it."""
    members = made.members()
    page = BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    deflated = zipped([Raw(name.encode(), content, DEFLATED) for name, content in members.items()])
    return made.signed_bytes(), deflated, page.getvalue()


def tried(count: int, seed: int) -> dict[str, int]:
    """Open mutants; return how many were refused, and how many accepted with the maker's own content."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    sound, knowledge = seeds(), made.knowing()
    figures = {"refused": 0, "same": 0}
    for _ in range(count):
        content = bytearray(dice.choice(sound))
        for _ in range(dice.choice((1, 1, 1, 2, 4))):
            if content:
                dice.choice(MUTATIONS)(content, dice)
        opened = open_bundle(bytes(content), knowledge)
        if opened.container is None:
            assert opened.standing.trust is Trust.ALTERED
            figures["refused"] += 1
            continue
        # Whatever came through is the very bundle, by the very owner.
        assert dict(opened.container.files) == made.files()
        assert opened.digest == made.signed().digest
        assert opened.standing.trust is Trust.TRUSTED
        assert opened.standing.signed_on == made.SIGNED_ON
        figures["same"] += 1
    return figures


def test_the_seeds_are_sound_and_differ() -> None:
    assert len(set(seeds())) == 3
    for content in seeds():
        assert open_bundle(content, made.knowing()).standing.trust is Trust.TRUSTED


def test_no_mutant_is_accepted_with_other_content() -> None:
    figures = tried(FEW, 31)

    assert figures["refused"] + figures["same"] == FEW
    assert figures["refused"] > FEW * 0.8


@pytest.mark.long
def test_no_mutant_of_many_is_accepted_with_other_content() -> None:
    figures = tried(MANY, 2026)

    print(figures)  # noqa: T201 - the figures are told in decisions/028
    assert figures["refused"] + figures["same"] == MANY


@pytest.mark.long
def test_no_flipped_bit_of_all_is_accepted_with_other_content() -> None:
    content, knowledge = made.signed_bytes(), made.knowing()
    for at in range(len(content) * 8):
        changed = bytearray(content)
        changed[at // 8] ^= 1 << at % 8
        opened = open_bundle(bytes(changed), knowledge)
        if opened.container is not None:
            assert dict(opened.container.files) == made.files()
            assert opened.digest == made.signed().digest


def test_each_byte_of_the_pack_counts() -> None:
    """Any one byte of any file, the wheel too, in an archive whose checksums were made to fit."""
    dice = random.Random(7)  # noqa: S311 - same
    for name, whole in made.files().items():
        for at in {0, len(whole) - 1, *(dice.randrange(len(whole)) for _ in range(20))}:
            changed = bytearray(whole)
            changed[at] ^= 0x20
            members = {**made.members(), name: bytes(changed)}
            opened = open_bundle(zipped([Raw(n.encode(), c) for n, c in members.items()]), made.knowing())

            assert zlib.crc32(changed) != zlib.crc32(whole)
            assert opened.standing.trust is Trust.ALTERED
            assert name in opened.standing.reason.nl
