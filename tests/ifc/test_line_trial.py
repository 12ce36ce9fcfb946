"""Whether the library has a word to say of a text, found by one line of each form: against what it says."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import ifcopenshell
import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc.log import read_complaints
from optopcheck.ifc.preflight import look
from optopcheck.service.sample import sample_case

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    b"ISO-10303-21;\nHEADER;\n/* C:\\map */\nFILE_DESCRIPTION((''),'2;1');\n"
    b"FILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
)
END = b"ENDSEC;\nEND-ISO-10303-21;\n"
SOUND = (
    b"#1=IFCPERSON($,'a',$,$,$,$,$,$);\n#2 = IFCDIRECTION ((0,-1.5E-016,+1.e05));\n"
    b"#3=IFCORGANIZATION($,'b',$,$,$);\n#4=IFCPERSONANDORGANIZATION(#1,#3,$);\n"
    b"#5=IFCAPPLICATION(#3,'1','c','d');\n#6=IFCOWNERHISTORY(#4,#5,$,.ADDED.,$,$,$,1312313230);\n"
    b"#7=IFCPROPERTYSINGLEVALUE('e',$,IFCREAL(1.),$);\n"
    b"#8=IFCPROPERTYSET('0YvCT$e9v8fAh6XxT1f3p7',#6,$,$,(#7));\n#9=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);\n"
)


def says(path: Path) -> bool:
    """Tell whether the library has something to say of a text that it opens whole; of the ids it need not."""
    ifcopenshell.get_log()
    try:
        ifcopenshell.open(path)
    except Exception:  # noqa: BLE001 -- nine unrelated classes
        return True
    return any("non-unique GlobalId" not in line for line in ifcopenshell.get_log().splitlines())


def is_sound(path: Path) -> bool:
    try:
        return look(path, path.name).is_sound
    except InputError:
        return False


def test_a_sound_text_is_sound_and_the_library_is_left_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "m.ifc"
    path.write_bytes(HEAD + SOUND + END)
    assert is_sound(path)
    assert not read_complaints()
    assert not says(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b".ADDED.", b".NIETS."),
        (b".ADDED.", b".added."),
        (b".ADDED.", b".ADDED1."),
        (b"=IFCPERSON(", b"=IFCNIETS("),
        (b"=IFCPERSON(", b"=IFCPERSON12("),
        (b"IFCREAL(1.)", b"IFCNIETS(1.)"),
        (b"IFCREAL(1.)", b"IFCREAL(1.,2.)"),
        (b"IFCREAL(1.)", b"IFCWALL(1.)"),
        (b"IFCREAL(1.)", b"IFCBOOLEAN(.X.)"),
        (b"(0,-1.5E-016,+1.e05)", b"(0,'a',1.)"),
        (b"'a',$", b"$"),
        (b"'0YvCT$e9v8fAh6XxT1f3p7'", b"$"),
        (b"1.5E-016", b"1.5E-999"),
        (b"1.e05", b"1.e309"),
        (b"1.e05", b"9" * 309 + b"."),
        (b"1.e05", b"0." + b"0" * 400 + b"1"),
        (b"(#7)", b"(#77)"),
        (b"#7=", b"#77="),
        (b"#9=", b"#8="),
        (b"'e'", b"'e\\X\\G9'"),
        (b"'e'", b"'e\\X2\\00e9\\X0\\'"),
        (b"'e'", b"'C:\\map'"),
        (b"'e'", b"'e\\'"),
        (b"'e'", b"'e\\PZ\\'"),
        (b"'e'", b"'e\0'"),
        (b"\n#7=", b"\x0c\n#7="),
        (b"#7=IFC", b"#7=\x0bIFC"),
        (b"IFCREAL(1.)", b'IFCBINARY("4FF")'),
    ],
)
def test_what_the_library_speaks_of_is_not_sound(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "m.ifc"
    path.write_bytes(HEAD + SOUND.replace(old, new) + END)
    assert says(path)
    assert not is_sound(path)


@pytest.mark.parametrize(
    "word",
    [
        b"''", b"\\X2\\00E9\\X0\\", b"\\X4\\000000E9\\X0\\", b"\\X\\E9", b"\\S\\i", b"\\PA\\", b"\\\\",
        b"\xe9", b";#5=IFCWALL(", b"a\nb", b"2" * 400, b"1.E999", b".ADDED.",
    ],
)  # fmt: skip
def test_what_strings_may_hold_is_sound(tmp_path: Path, word: bytes) -> None:
    path = tmp_path / "m.ifc"
    path.write_bytes(HEAD + SOUND.replace(b"'e'", b"'" + word + b"'") + END)
    assert not says(path)
    assert is_sound(path)


def test_where_it_is_not_sure_it_is_not_sound(tmp_path: Path) -> None:
    """A comment may look like a line, and a relation may lead to nothing without harm to a shape."""
    path = tmp_path / "m.ifc"
    for old, new in ((b"#7=", b"/* ; #7=IFCWALL($); */ #7="), (b"1312313230", b"3" * 200)):
        path.write_bytes(HEAD + SOUND.replace(old, new) + END)
        assert not is_sound(path)


_VALUE = re.compile(
    rb"(?<=[(,])(?:'[^']*'|#\d+|\.[A-Z0-9_]+\.|[-+]?\d+(?:\.\d*(?:[eE][-+]?\d+)?)?|\$|\*)(?=[,)])"
)
_TOKENS = (
    b"$", b"*", b"1", b"1.", b"-1.E-5", b"'a'", b".T.", b".ELEMENT.", b".NIETS.", b"#1", b"()", b"(1,2.)",
    b"('a',1)", b"IFCLABEL('a')", b"IFCLABEL(1)", b"IFCNIETS(1)", b"IFCWALL($)", b"1.E999", b"9" * 320,
    b"((1.,2.),(3.))", b"(#1,$)", b"(.T.,1)", b"'\\'", b"'\\X\\E9'", b"\x0c1", b'"0F"', b'"4F"',
    b"1.E-016", b"/* a */1",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_no_text_is_sound_of_which_the_library_speaks(tmp_path: Path, seed: int) -> None:
    """And of a sound one it reads the same, line by line, whether it is opened lazily or not."""
    chance = random.Random(seed)  # noqa: S311 -- texts, not secrets
    whole = sample_case().model.read_bytes()
    found = {True: 0, False: 0}
    path = tmp_path / "m.ifc"
    text = b"".join(re.split(rb"(?<=;\n)", whole)[:600])
    lines = text[: text.rindex(b"\n") + 1] + END
    values = [hit.span() for hit in _VALUE.finditer(lines, lines.index(b"DATA;"))]
    for _ in range(120):
        start, stop = chance.choice(values)
        path.write_bytes(lines[:start] + chance.choice(_TOKENS) + lines[stop:])
        sound = is_sound(path)
        found[sound] += 1
        if sound:
            assert not says(path)
            one, other = (ifcopenshell.open(path, lazy=lazy) for lazy in (False, True))
            assert [str(line) for line in one] == [str(line) for line in other]
    assert min(found.values()) > 0
