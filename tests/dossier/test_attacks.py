"""Dossiers that lie: each is refused with a reason, within a second, without eating the memory."""

from __future__ import annotations

import io
import json
import resource
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.container import MIB, ContainerError
from optopcheck.container.zip_reading import DEFLATED, END
from optopcheck.dossier import DOSSIER
from optopcheck.service.dossiers import open_dossier
from tests.container.raw import End, Raw, zipped
from tests.dossier import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECOND = 1.0
MEMORY = 64 * MIB
NAME = "mag alleen letters"


def raws(members: dict[str, bytes] | None = None) -> list[Raw]:
    return [Raw(name.encode(), content) for name, content in (members or made.members()).items()]


def with_member(**raw: Any) -> bytes:
    return zipped([*raws(), Raw(**{"content": b"x", **raw})])


def with_first(**changes: Any) -> bytes:
    first, *others = raws()
    return zipped([Raw(first.name, **{"content": first.content, **changes}), *others])


def by_python(names: list[str], packing: int = zipfile.ZIP_STORED) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", packing) as target:
        for name in names:
            target.writestr(zipfile.ZipInfo(name), b"", packing)
    return page.getvalue()


def wrapped_count() -> bytes:
    """100,000 members, of which the end record, in 16 bits, counts 34,464; and as few as a reader wants."""
    content = bytearray(zipped([Raw(b"m%d" % n, b"") for n in range(100_000)], End(count=100)))
    assert END.unpack_from(content, len(content) - END.size)[4] == 100
    return bytes(content)


def deflated_whole() -> bytes:
    return zipped([Raw(n.encode(), c, DEFLATED) for n, c in made.members().items()])


def bomb() -> bytes:
    return with_member(name=b"report/a.txt", content=bytes(64 * MIB), method=DEFLATED)


def with_json(file: str, change: Callable[[Any], Any]) -> Callable[[], bytes]:
    """Return a forged dossier: one JSON file changed, the record made to fit."""

    def make() -> bytes:
        members = made.members()
        data = change(json.loads(members[file]))
        changed = made.recorded({**members, file: json.dumps(data).encode()})
        return zipped(raws(changed))

    return make


ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "slip": (lambda: with_member(name=b"../evil.txt"), NAME),
    "slip inside": (lambda: with_member(name=b"report/../../evil.txt"), NAME),
    "absolute": (lambda: with_member(name=b"/etc/passwd"), NAME),
    "drive": (lambda: with_member(name=b"C:evil.txt"), NAME),
    "backslash": (lambda: with_member(name=b"report\\..\\evil.txt"), NAME),
    "share": (lambda: with_member(name=b"\\\\server\\evil"), NAME),
    "NUL in a name": (lambda: with_member(name=b"report/a.txt\0.pdf"), NAME),
    "turned around": (lambda: with_member(name="report/\u202efdp.txt".encode()), NAME),
    "device": (lambda: with_member(name=b"report/NUL.txt"), "apparaat"),
    "twins": (lambda: with_member(name=b"facts.json"), "twee keer"),
    "case twins": (lambda: with_member(name=b"Facts.JSON"), "twee keer"),
    "two records": (lambda: with_member(name=b"RECORD.json"), "twee keer"),
    "file as folder": (lambda: with_member(name=b"facts.json/x"), "zelf een bestand"),
    "link": (lambda: with_member(name=b"report/a", attributes=0o120777 << 16), "geen gewoon bestand"),
    "folder": (lambda: with_member(name=b"report/a", attributes=0x10), "geen gewoon bestand"),
    "encrypted": (lambda: with_first(flags=1), "versleuteld"),
    "zip64": (lambda: with_first(version=45), "versleuteld"),
    "LZMA": (lambda: with_first(method=14), "versleuteld"),
    "bomb": (bomb, "1 keer ingepakt"),
    "deflated": (deflated_whole, "1 keer ingepakt"),
    "10 GB declared": (lambda: with_first(size=0xFFFFFFFF, packed_size=0xFFFFFFFF), "groter dan"),
    "says larger": (lambda: with_first(size=MIB, packed_size=MIB), "loopt door|niet op zijn plaats"),
    "says smaller": (lambda: with_first(size=1), "beschadigd"),
    "wrong checksum": (lambda: with_first(crc=1), "beschadigd"),
    "100,000 entries": (wrapped_count, "stuk|klopt niet|niet op zijn plaats"),
    "100,000 entries by zip64": (lambda: by_python([f"m{n}" for n in range(100_000)]), "onderdelen|zip"),
    "2001 entries": (lambda: by_python([f"m{n}" for n in range(2001)]), "2001 onderdelen"),
    "overlap": (
        lambda: zipped([*raws(), Raw(b"report/twin", b"x", offset=0, placeless=True)]), "niet op zijn plaats",
    ),
    "hidden member": (
        lambda: zipped([*raws(), Raw(b"report/hidden", b"x", unlisted=True)]), "bytes tussen",
    ),
    "two sizes": (lambda: with_first(local_size=10), "tweemaal verschillend"),
    "extra field": (lambda: with_first(extra=b"\1\0\0\0"), "aanhangsels"),
    "bytes ahead": (lambda: b"MZ evil" + made.content(), "geen zip"),
    "bytes behind": (lambda: made.content() + b"x", "geen zip"),
    "cut off": (lambda: made.content()[:-1], "geen zip"),
    "half": (lambda: made.content()[: len(made.content()) // 2], "geen zip"),
    "empty": (lambda: b"", "geen zip"),
    "text": (lambda: b"geen dossier, maar wel een heel verhaal\n" * 4, "geen zip"),
    "unlisted file": (lambda: with_member(name=b"report/more.txt"), "gewijzigd na het maken"),
    "file replaced": (
        lambda: zipped(raws({**made.members(), "facts.json": b"{}"})), "gewijzigd na het maken: facts.json",
    ),
    "no record": (
        lambda: zipped(raws({n: c for n, c in made.members().items() if n != "RECORD.json"})), "geen RECORD",
    ),
    "input out of its folder": (
        with_json("dossier.json", lambda d: {**d, "inputs": [{**d["inputs"][0], "name": "../../x"}]}),
        "geen bestandsnaam",
    ),
    "numbers without end": (
        lambda: zipped(raws(made.recorded({**made.members(), "dossier.json": b"9" * MIB}))), "niet te lezen",
    ),
    "no end of brackets": (
        lambda: zipped(raws(made.recorded({**made.members(), "dossier.json": b"[" * MIB}))), "niet te lezen",
    ),
    "key twice": (
        lambda: zipped(raws(made.recorded({**made.members(), "dossier.json": b'{"a":1,"a":2}'}))),
        "niet te lezen",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_refused_at_once(tmp_path: Path, name: str) -> None:
    make, reason = ATTACKS[name]
    path = tmp_path / "aanval.optop"
    path.write_bytes(make())
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(ContainerError, match=reason):
            open_dossier(path)
        spent, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert spent < SECOND
    assert most < MEMORY
    assert [p.name for p in tmp_path.iterdir()] == ["aanval.optop"]


HUGE = {"array": "0" * 64, "type": "<f8", "shape": [2**40]}
INSIDE: dict[str, tuple[str, Callable[[Any], Any], str]] = {
    "an array of 8 TB": (
        "facts.json",
        lambda d: {**d, "record": {**d["record"], "case": {**d["record"]["case"], "building": {
            "name": "x", "elements": [{"global_id": "a", "kind": "IfcWall", "name": "", "mesh":
            {"vertices": HUGE, "faces": HUGE}}]}}}},
        "facts",
    ),
    "an index beyond the end": (
        "arrays/index.json", lambda d: {k: [v[0], 2**60, v[2]] for k, v in d.items()}, "facts",
    ),
    "a part that names itself": (
        "facts.json",
        lambda d: {**d, "shared": {**d["shared"], "buildings": [{"ref": "buildings.0"}]}},
        "facts",
    ),
    "a finding that is green and in need": (
        "findings.json",
        lambda d: {"findings": {k: {**v, "finding": {"verdict": "COMPLIES", "need": "INPUT",
            "explanation": {"nl": "x"}}} for k, v in d["findings"].items()}},
        "outcomes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INSIDE)
def test_what_lies_inside_is_refused_when_it_is_read(tmp_path: Path, name: str) -> None:
    file, change, read = INSIDE[name]
    path = tmp_path / "aanval.optop"
    path.write_bytes(with_json(file, change)())
    found = open_dossier(path)
    begun = time.process_time()

    with pytest.raises(ContainerError, match="niet te lezen"):
        getattr(found, read)
    assert time.process_time() - begun < SECOND
    assert found.problems


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.optop"
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(DOSSIER.file_bytes + 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(ContainerError, match="groter dan"):
        open_dossier(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY // 1024


def test_a_gigabyte_of_nothing_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "leeg.optop"
    with path.open("wb") as file:
        file.truncate(1024 * MIB)
    tracemalloc.start()
    try:
        with pytest.raises(ContainerError, match="geen zip"):
            open_dossier(path)
        assert tracemalloc.get_traced_memory()[1] < MIB
    finally:
        tracemalloc.stop()
