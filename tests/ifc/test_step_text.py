"""The text of a model, looked at before the library sees it: each kind of damage with its place."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from optopcheck.ifc import step_links, step_text
from optopcheck.ifc.damage import Damage, damaged
from optopcheck.ifc.fitness import ALL_MEASURED
from optopcheck.ifc.flat import is_flat
from optopcheck.ifc.step_links import Links, attribute_counts, look_at_links
from optopcheck.ifc.step_text import StepText, look_at_text

HEAD = b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
END = b"ENDSEC;\nEND-ISO-10303-21;\n"
SOUND = (
    b"#1=IFCCARTESIANPOINT((0.,1.E-3,-2.5e+10));\n#2 = IFCDIRECTION ((0,0,1.));\n"
    b"/* een opmerking ; #9 */\n#3=IFCAXIS2PLACEMENT3D(#1,#2,$);\n"
    b"#4=IFCWALL('a;b''c #8',$,'',*,.T.,#3,(),IFCLABEL('x'),\"0F\",((#1,#2),(#3)));\n"
)


def found(data: bytes, end: bytes = END) -> dict[str, tuple[int, tuple[str, ...]]]:
    text = StepText(HEAD + data + end)
    damages = [*look_at_text(text), *look_at_links(Links(text))]
    return {damage.kind: (damage.count, damage.places) for damage in damages}


@pytest.mark.parametrize("seed", range(4))
def test_strings_are_emptied_as_the_grammar_says(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- texts, not secrets
    for _ in range(5000):
        whole = bytes(chance.choice(b"''''a#") for _ in range(chance.randrange(14)))
        assert StepText(whole).plain == re.sub(rb"(?:'[^']*+')++", b"''", whole), whole


MOST_LETTERS = 24


def test_entities_are_known_by_the_beginning_of_their_name() -> None:
    lengths = (1, 7, 8, 9, 15, 16, 17, 24, 30)
    names = [b"IFC" + b"A" * (length - 3) if length > 3 else b"I" for length in lengths]
    links = Links(StepText(HEAD + b"".join(b"#%d=%s($);\n" % (k, n) for k, n in enumerate(names, 1)) + END))
    for name in (name for name in names if len(name) < MOST_LETTERS):
        assert links.named(name).tolist() == [other.startswith(name) for other in names]
        assert links.named(name + b"(").tolist() == [other == name for other in names]
    assert links.named(b"IFCB", b"IFCAAAAAAAAB").tolist() == [False] * len(names)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b" "])
def test_a_sound_text_is_sound(line_end: bytes) -> None:
    assert found(SOUND.replace(b"\n", line_end)) == {}


@pytest.mark.parametrize(
    ("old", "new", "kind", "place"),
    [
        (b"1.E-3", b"NAN", "illegal", "#1 (regel 6)"),
        (b"1.E-3", b"-INF", "illegal", "#1 (regel 6)"),
        (b"1.E-3", b"1..", "illegal", "#1 (regel 6)"),
        (b"1.E-3", b"$", "point", "#1 (regel 6)"),
        (b"0.,1.E-3,-2.5e+10", b"", "point", "#1 (regel 6)"),
        (b"1.E-3,", b"1.,2.,", "point", "#1 (regel 6)"),
        (b"0.,1.E-3,", b"0.,", "flat", "#3 (regel 9)"),
        (b"(0,0,1.)", b"(0,1.)", "flat", "#3 (regel 9)"),
        (b"(0,0,1.)", b"(0,(),1.)", "point", "#2 (regel 7)"),
        (b"#1,#2,$", b"#1,#77,$", "dangling", "#3 (regel 9)"),
        (b"#1,#2,$", b"#1,#3,$", "circle", "#3 (regel 9)"),
        (b"#2 =", b"#1 =", "twice", "#1 (regel 6)"),
        (b"#2 =", b"#0 =", "number", "#0 (regel 7)"),
        (b",$);", b",$;", "brackets", "#3 (regel 9)"),
        (b"$);\n", b"$)\n", "illegal", "#3 (regel 9)"),
        (b"''c #8'", b"''c #8", "unclosed", "#4 (regel 10)"),
        (b"9 */", b"9", "unclosed", "#2 (regel 7)"),
        (b"/*", b"ENDSEC;\nDATA;\n/*", "sections", "ENDSEC;"),
    ],
)
def test_damage_is_told_with_its_place(old: bytes, new: bytes, kind: str, place: str) -> None:
    assert SOUND.count(old) >= 1

    assert place in found(SOUND.replace(old, new, 1))[kind][1]


@pytest.mark.parametrize("seed", range(4))
def test_forms_of_entities_are_judged_as_the_whole_text_is(seed: int) -> None:
    """Each form is looked at once, digits shortened: what the grammar says must not hang on that."""
    chance = random.Random(seed)  # noqa: S311 -- texts, not secrets
    verdicts = []
    for _ in range(1500):
        data = bytearray(HEAD + SOUND + END)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(HEAD), len(data))
            data[at : at + chance.randrange(2)] = chance.choice(
                (b"", b"7", b"00", b"1.5E3", b".", b"-", b";", b",", b"(", b")", b"#", b" ", b"$", b"A")
            )
        text = StepText(bytes(data))
        legal = step_text._ENTITIES.match(text.data)
        assert legal is not None
        ends_well = bool(step_text._END.match(text.data, legal.end()))
        verdicts.append(ends_well)
        assert (step_text._illegal(text) == ([], "")) == ends_well, data
        bad = any(step_text._BAD_POINT.finditer(text.data.upper()))
        assert ("point" in {damage.kind for damage in look_at_text(text)}) == bad, data
    assert 50 < sum(verdicts) < 1450


def test_what_stands_after_the_end_is_told() -> None:
    assert "sections" in found(SOUND, END + b"#9=IFCWALL($);\n")
    assert found(SOUND, END + b"\0\0 \n") == {}


def test_a_text_without_data_is_told() -> None:
    text = StepText(b"ISO-10303-21;\n" + END)
    assert [damage.kind for damage in look_at_text(text)] == ["sections"]


def test_a_property_that_refers_to_nothing_is_no_damage() -> None:
    assert found(SOUND + b"#5=IFCPROPERTYSET('x',#99,$,$,(#98));\n") == {}


def test_all_above_a_circle_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    links = Links(StepText(HEAD + b"#1=A(#2);\n#2=B(#3);\n#3=B(#2);\n#4=C($);\n#5=C(#4);\n" + END))
    above, within = links.trouble
    assert links.entities[above].tolist() == [1, 2, 3]
    assert links.entities[within].tolist() == [2, 3]
    assert links.above(frozenset({4})) == {4, 5}

    monkeypatch.setattr(step_links, "DEEPEST", 3)
    chain = b"".join(b"#%d=A(#%d);\n" % (k, k + 1) for k in range(1, 9)) + b"#9=A($);\n"
    assert found(chain)["deep"][0] > 0
    assert found(chain[chain.index(b"#7=") :]) == {}


def test_values_are_counted_by_class() -> None:
    links = Links(StepText(HEAD + SOUND + b"#5=IFCWALL('x',(1,2,3),$);\n#6=IFCEMPTY();\n" + END))
    assert attribute_counts(links) == (
        ("IFCAXIS2PLACEMENT3D", 3, 3),
        ("IFCCARTESIANPOINT", 1, 1),
        ("IFCDIRECTION", 1, 2),
        ("IFCEMPTY", 0, 6),
        ("IFCWALL", 3, 5),
        ("IFCWALL", 10, 4),
    )


def test_damage_blocks_every_quantity_and_says_what_to_do() -> None:
    (defect,) = damaged([Damage("dangling", 5, ("#3 (regel 9)",))])
    assert defect.blocks == ALL_MEASURED
    assert "verwijst naar iets wat er niet is: #3 (regel 9) (+4)" in defect.message.nl
    assert "#3 (line 9)" in defect.message.in_language("en")
    assert "exporteer" in defect.remedy.nl
    assert damaged([]) == []


def test_a_body_without_thickness_is_flat() -> None:
    plate = np.array([[0, 0, 3], [8, 0, 3], [8, 6, 4], [0, 6, 4]], dtype=float)
    assert is_flat(plate)
    assert not is_flat(np.vstack([plate, plate + np.array([0, 0, 0.001])]))
