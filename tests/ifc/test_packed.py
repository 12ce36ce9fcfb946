"""An .ifczip that is made to do harm: refused with a reason, within a second, without eating the memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.container.zip_reading import DEFLATED
from optopcheck.domain.job import InputError
from optopcheck.ifc.packed import MOST_MEMBERS, unpack
from tests.container.raw import End, Raw, zipped
from tests.ifc.test_preflight import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB = 2**20
SECOND, MEMORY = 1.0, 8 * MIB
ODD = "is geen gewoon bestand in het zipbestand"
MANY = f"meer dan {MOST_MEMBERS} bestanden"


def model(**raw: Any) -> bytes:
    return zipped([Raw(**{"name": b"huis.ifc", "content": GOOD, **raw})])


def many(count: int) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as target:
        for number in range(count):
            target.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
        target.writestr("huis.ifc", GOOD)
    return page.getvalue()


def few_told() -> bytes:
    """100,000 members, of which the end record counts one: readers go by the length of the list."""
    return zipped([Raw(b"m%d" % n, b"") for n in range(100_000)], End(count=1))


ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "slip": (lambda: model(name=b"../../huis.ifc"), ODD),
    "slip inside": (lambda: model(name=b"a/../../huis.ifc"), ODD),
    "slip of Windows": (lambda: model(name=b"..\\huis.ifc"), ODD),
    "absolute": (lambda: model(name=b"/etc/huis.ifc"), ODD),
    "drive": (lambda: model(name=b"C:\\huis.ifc"), ODD),
    "share": (lambda: model(name=b"\\\\server\\huis.ifc"), ODD),
    "link": (lambda: model(content=b"/etc/passwd", attributes=0o120777 << 16), ODD),
    "device": (lambda: model(attributes=0o020666 << 16), ODD),
    "twice": (
        lambda: zipped([Raw(b"huis.ifc", GOOD), Raw(b"huis.ifc", GOOD + b" ")]), "bevat 2 modellen",
    ),
    "bomb": (lambda: model(content=GOOD + bytes(64 * MIB), method=DEFLATED), "geen gewoon model"),
    "10 GB declared": (lambda: model(size=0xFFFFFFFE, packed_size=0xFFFFFFFE), "geen gewoon model"),
    "says smaller": (lambda: model(size=10, packed_size=10), "geen leesbaar zipbestand"),
    "wrong checksum": (lambda: model(crc=1), "geen leesbaar zipbestand"),
    "encrypted": (lambda: model(flags=1), "geen leesbaar zipbestand"),
    "packed in a way of its own": (lambda: model(method=99), "geen leesbaar zipbestand"),
    "a name that is no text": (lambda: model(local_name=b"huis\xff.ifc", flags=0x800), "geen leesbaar zip"),
    "100,000 entries": (lambda: many(100_000), MANY),
    "1001 entries": (lambda: many(1000), MANY),
    "100,000 entries of which one is told": (few_told, MANY),
    "cut off": (lambda: model()[:-10], "geen leesbaar zipbestand"),
    "nothing": (lambda: b"", "geen leesbaar zipbestand"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_refused_at_once(tmp_path: Path, name: str) -> None:
    make, reason = ATTACKS[name]
    path, folder = tmp_path / "aanval.ifczip", tmp_path / "map"
    path.write_bytes(make())
    folder.mkdir()
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(InputError, match=reason) as caught:
            unpack(path, folder)
        spent, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert spent < SECOND
    assert most < MEMORY
    assert str(caught.value).startswith("aanval.ifczip")
    # Nothing lies anywhere but in the private folder, under a name of ours.
    assert sorted(p.name for p in tmp_path.iterdir()) == ["aanval.ifczip", "map"]
    assert {p.name for p in folder.iterdir()} <= {"model.ifc"}


def test_what_is_no_attack_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    for content in (model(), model(name=b"map/huis v2.ifc", method=DEFLATED), many(MOST_MEMBERS - 1)):
        path = tmp_path / "huis.ifczip"
        path.write_bytes(content)
        assert unpack(path, tmp_path / "map").read_bytes() == GOOD


def test_a_comment_behind_the_list_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "huis.ifczip"
    path.write_bytes(model())
    with zipfile.ZipFile(path, "a") as packed:
        packed.comment = b"gemaakt door een tekenprogramma " * 1000

    assert unpack(path, tmp_path).read_bytes() == GOOD
