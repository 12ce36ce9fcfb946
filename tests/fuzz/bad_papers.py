"""The small files beside a model, damaged: plan, facts, repairs, statement, packs of rules and dossiers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from optopcheck.container.zip_reading import DEFLATED
from tests.container.raw import Raw, zipped
from tests.dossier import made as dossier
from tests.fuzz.bad import Bad, file
from tests.fuzz.seeds import house_text
from tests.rules.bundle import made as bundle
from tests.service import small_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = small_case.PLAN.format(limit=99.0)
FACTS = '[existing.construction_year]\nvalue = 1965\nsource = "BAG, geraadpleegd 2 januari 2026"\n'
REPAIRS = '[noorden]\ndegrees = 12.5\norigin = "entered"\n'
SOUND = {"plan": PLAN, "facts_file": FACTS, "repairs_file": REPAIRS}
BOMB = b" " * 50_000_000


def papers() -> Iterator[Bad]:
    """Yield all of them."""
    for role, text in SOUND.items():
        yield from _tables(role, text)
    yield from _plan()
    yield from _facts()
    yield from _repairs()
    yield from _no_files("statement", "verklaring2.pdf")


def containers() -> Iterator[Bad]:
    """Yield packed models, bundles of rules and dossiers."""
    yield from _packed()
    yield from _zips("rules", "regels.optrules", bundle.signed_bytes(), bundle.members())
    yield from _zips("dossier", "zaak.optop", dossier.content(), dossier.members())


def _no_files(role: str, name: str) -> Iterator[Bad]:
    yield Bad("no file", "0 bytes", file(name, b""), "leeg|geen goed", "refused", role)
    yield Bad(
        "no file", "absent", lambda folder: folder / name, "niet te lezen|geen bestand", "refused", role
    )
    yield Bad("no file", "folder", lambda folder: _folder(folder / name), name, "refused", role)
    if hasattr(os, "mkfifo"):
        yield Bad("no file", "pipe", lambda folder: _pipe(folder / name), name, "refused", role)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _tables(role: str, text: str) -> Iterator[Bad]:
    name = f"{role}2.toml"
    yield from _no_files(role, name)
    for share in (30, 60, 80):
        yield Bad("cut off", f"{share}", file(name, text[: len(text) * share // 100]), "", "bad", role)
    for what, content in (
        ("no TOML", "Geachte heer,"),
        ("IFC", house_text()),
        ("UTF-16", text.encode("utf-16")),
        ("latin-1", b"# d\xe9\n" + text.encode()),
        ("noise", bytes(range(256))),
        ("NUL", text.replace("=", "=\0", 1)),
        ("twice", text + text),
        ("nested 5,000", "a = " + "[" * 5000 + "]" * 5000),
        ("5,000 digits", "a = " + "9" * 5000),
        ("JSON", '{"a": 1}'),
        ("unknown table", text + "\n[verzinsel]\na = 1\n"),
        ("unknown key", text + "\nverzinsel = 1\n"),
    ):
        yield Bad("no such table", what, file(name, content), "", "refused", role)


def _plan() -> Iterator[Bad]:
    for value in ("nan", "inf", "-9.0", "0", "1e300", '"9 m"', "true", "[9]", "9000", ""):
        text = PLAN.replace("max = 99.0", f"max = {value}")
        yield Bad(
            "value", f"height {value}", file("plan2.toml", text), "bouwhoogte|regel|TOML", "refused", "plan"
        )
    for what, polygon in (
        ("two corners", "[[0, 0], [1, 1]]"),
        ("words", '"hier"'),
        ("NaN", "[[0, 0], [9, 0], [9, nan]]"),
        ("bow tie", "[[0,0],[9,9],[9,0],[0,9]]"),
        ("in a line", "[[0,0],[5,0],[9,0]]"),
        ("triples", "[[0,0,0],[9,0,0],[9,9,0]]"),
        ("infinite", "[[0,0],[inf,0],[9,9]]"),
    ):
        text = PLAN + f"\n[perceel]\npolygon = {polygon}\n"
        yield Bad(
            "value", f"plot {what}", file("plan2.toml", text), "perceel|polygon|regel", "refused", "plan"
        )


def _facts() -> Iterator[Bad]:
    for value in ("nan", "inf", "-1", '"1965"', "true", "[1]", "{}", "99999999999999999999"):
        text = FACTS.replace("1965", value)
        yield Bad(
            "value", f"year {value}", file("facts_file2.toml", text), "construction_year", "bad", "facts_file"
        )
    yield Bad(
        "value",
        "no source",
        file("facts_file2.toml", FACTS.partition("source")[0]),
        "source",
        "refused",
        "facts_file",
    )
    wrong = FACTS.replace("existing.construction_year", "existing.aantal_spoken")
    yield Bad(
        "value", "unknown fact", file("facts_file2.toml", wrong), "aantal_spoken", "refused", "facts_file"
    )


def _repairs() -> Iterator[Bad]:
    for value in ("nan", "inf", "1e9", '"oost"', "[1]", "true"):
        text = REPAIRS.replace("12.5", value)
        yield Bad(
            "value", f"north {value}", file("repairs_file2.toml", text), "degrees", "refused", "repairs_file"
        )
    for what, at in (
        ("swapped", "452000, 94000"),
        ("Paris", "48.85, 2.35"),
        ("words", "Zoetermeer"),
        ("NaN", "nan, nan"),
        ("empty", ""),
    ):
        text = f'[plaats]\nat = "{at}"\norigin = "entered"\n'
        yield Bad(
            "value",
            f"place {what}",
            file("repairs_file2.toml", text),
            "plaats|at",
            "any" if what == "Paris" else "refused",
            "repairs_file",
        )
    text = '[bouwdelen]\ndrop = ["0000000000000000000000"]\n'
    yield Bad("value", "drops what is not there", file("repairs_file2.toml", text), "", "bad", "repairs_file")


def _packed() -> Iterator[Bad]:
    whole = house_text()
    name = "huis.ifczip"
    for what, members, said in (
        ("empty", [], "geen .ifc"),
        ("two models", [Raw(b"a.ifc", whole), Raw(b"b.ifc", whole)], "2 modellen"),
        ("no model", [Raw(b"lees.txt", b"x")], "geen .ifc"),
        ("packed twice", [Raw(b"a.ifczip", b"PK\5\6")], "geen .ifc"),
        ("leads out", [Raw(b"../../a.ifc", whole)], "geen gewoon bestand"),
        ("from the root", [Raw(b"/a.ifc", whole)], "geen gewoon"),
        ("drive", [Raw(b"C:a.ifc", whole)], "geen gewoon"),
        ("cut model", [Raw(b"a.ifc", whole[:5000])], "afgekapt"),
        ("empty model", [Raw(b"a.ifc", b"")], "leeg"),
        ("many files", [Raw(b"%d.txt" % k, b"") for k in range(2000)], "meer dan"),
        ("XML", [Raw(b"a.ifcxml", b"<x/>")], "geen .ifc"),
        ("no IFC", [Raw(b"a.ifc", b"%PDF")], "geen IFC"),
    ):
        yield Bad("packed", what, file(name, zipped(list(members))), said, "refused")
    bomb = dossier_bomb()
    yield Bad("packed", "bomb", file(name, bomb), "geen gewoon model", "refused")
    sound = zipped([Raw(b"a.ifc", whole)])
    for share in (10, 50, 90, 99):
        yield Bad(
            "packed", f"cut {share}", file(name, sound[: len(sound) * share // 100]), "zipbestand", "refused"
        )
    mac = zipped([Raw(b"__MACOSX/._a.ifc", b"x"), Raw(b"a.ifc", whole)])
    yield Bad("packed", "shadow of a Mac", file(name, mac), "", "sound")


def dossier_bomb() -> bytes:
    """Return a zip whose one member unpacks to a thousand times its size."""
    return zipped([Raw(b"a.ifc", BOMB, DEFLATED)])


def _zips(role: str, name: str, whole: bytes, members: dict[str, bytes]) -> Iterator[Bad]:
    yield from _no_files(role, name)
    for share in (1, 25, 50, 75, 90, 99):
        yield Bad(
            "cut off", f"share {share}", file(name, whole[: len(whole) * share // 100]), "", "refused", role
        )
    first = min(members)
    rows = [Raw(n.encode(), c) for n, c in members.items()]
    for what, content in (
        ("noise", bytes(range(256)) * 20),
        ("PDF", b"%PDF-1.7"),
        ("empty zip", zipped([])),
        ("bytes before", b"MZ" + whole),
        ("bytes after", whole + b"x"),
        ("twice", whole + whole),
        ("member twice", zipped([*rows, rows[0]])),
        ("member missing", zipped([r for r in rows if r.name != first.encode()])),
        ("member more", zipped([*rows, Raw(b"extra.txt", b"x")])),
        ("member changed", zipped([Raw(n.encode(), c + b" ") for n, c in members.items()])),
        ("name leads out", zipped([*rows, Raw(b"../x.txt", b"x")])),
        ("name reserved", zipped([*rows, Raw(b"con.txt", b"x")])),
        ("names alike", zipped([*rows, Raw(first.upper().encode(), b"x")])),
        ("bomb", zipped([*rows, Raw(b"a.toml", BOMB, 8)])),
        ("no record", zipped([r for r in rows if r.name != b"RECORD.json"])),
    ):
        yield Bad("altered", what, file(name, content), "", "refused", role)
