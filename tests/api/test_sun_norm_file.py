"""A sun norm out of a file: what is read, and what is refused on which line."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from optopcheck.api import (
    Baseline,
    CountedFacades,
    PointPosition,
    Standing,
    SunNorm,
    SunNormError,
    Text,
    read_sun_norm,
)
from optopcheck.domain.job import InputError

if TYPE_CHECKING:
    from pathlib import Path

NORM = """\
format = 1
id = "gm0001.norm"
title = { nl = "Norm van Voorbeeldstad", en = "Norm of Exampletown" }

[source]
title = "Beleidsregel bezonning"
passage = "zie artikel 3"
url = "https://example.org/beleid"
article = "artikel 3"
standing = "beleidsregel"
consulted_on = 2026-07-02

[sun]
hours = 2.5
minimum_elevation = 10
time_step = 5
tolerance = 2

[confirmed_by]
hours = "gemeente Voorbeeldstad"

[days]
period = ["19 februari", "21 oktober"]
tested = ["21 oktober", "19 februari"]

[point]
position = "facade"
height = 0.75

[facades]
summed = true
counted = "all"

[weighing]
baseline = "permitted"
not_worse = false
excess = { nl = "ten hoogste een uur", en = "one hour at most", most = 60 }

[settled]
sun.hours = "artikel 3.1"
sun.minimum_elevation = "artikel 3.1"
days.period = "artikel 3.2"
days.tested = "artikel 3.2"
days.every = "artikel 3.2"
point.position = "artikel 3.3"
point.height = "artikel 3.3"
facades.summed = "artikel 3.3"
facades.counted = "artikel 3.3"
weighing.baseline = "artikel 4"
weighing.not_worse = "artikel 4"

[[assumption]]
about = ["sun.time_step", "sun.tolerance", "weighing.excess"]
nl = "Elke vijf minuten; een uur is aangenomen."
en = "Each five minutes; an hour is assumed."
"""


def read(folder: Path, text: str = NORM) -> SunNorm:
    path = folder / "norm.toml"
    path.write_text(text, encoding="utf-8")
    return read_sun_norm(path)


def test_everything_is_read(tmp_path: Path) -> None:
    norm = read(tmp_path)
    assert (norm.id, norm.title) == (
        "gm0001.norm",
        Text("Norm van Voorbeeldstad", "Norm of Exampletown"),
    )
    assert (norm.source.standing, norm.source.consulted_on) == (Standing.POLICY_RULE, date(2026, 7, 2))
    assert (norm.hours.value, norm.hours.unit) == (2.5, "h")
    assert (norm.hours.place, norm.hours.confirmed_by) == ("artikel 3.1", "gemeente Voorbeeldstad")
    assert norm.period == ((2, 19), (10, 21))
    assert norm.days == ((2, 19), (10, 21))
    assert (norm.minimum_elevation, norm.step, norm.tolerance) == (10.0, 5.0, 2.0)
    assert (norm.position, norm.height) == (PointPosition.FACADE, 0.75)
    assert (norm.facades_summed, norm.facades) == (True, CountedFacades.ALL)
    assert (norm.baseline, norm.not_worse) == (Baseline.PERMITTED, False)
    assert norm.assumptions == (
        Text("Elke vijf minuten; een uur is aangenomen.", "Each five minutes; an hour is assumed."),
    )


def test_a_number_that_is_assumed_is_confirmed_by_nobody(tmp_path: Path) -> None:
    norm = read(tmp_path)
    assert norm.excess is not None
    assert norm.excess.most is not None
    assert (norm.excess.most.value, norm.excess.most.unit) == (60.0, "min")
    assert (norm.excess.most.place, norm.excess.most.confirmed_by) == ("aanname", None)
    silent = read(tmp_path, NORM.replace('[confirmed_by]\nhours = "gemeente Voorbeeldstad"\n', ""))
    assert silent.hours.confirmed_by is None


def test_a_rule_for_excesses_without_a_number_has_no_limit(tmp_path: Path) -> None:
    norm = read(tmp_path, NORM.replace(", most = 60", ""))
    assert norm.excess is not None
    assert norm.excess.most is None
    assert norm.excess.about == Text("ten hoogste een uur", "one hour at most")
    without = re.sub(r"excess = \{.*\}\n", "", NORM)
    assert read(tmp_path, without).excess is None


@pytest.mark.parametrize("every", [1, 7, 30])
def test_a_scan_walks_through_the_period_and_keeps_its_ends(tmp_path: Path, every: int) -> None:
    norm = read(tmp_path, NORM.replace("tested = [", f"every = {every}\ntested = ["))
    found = [date(2026, *pair) for pair in norm.days]
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (date(2026, 2, 19), date(2026, 10, 21))
    assert all((b - a) <= timedelta(days=every) for a, b in pairwise(found))
    assert len(found) == -(-244 // every) + 1


def test_a_scan_is_enough(tmp_path: Path) -> None:
    norm = read(tmp_path, NORM.replace('tested = ["21 oktober", "19 februari"]', "every = 31"))
    assert norm.days[:2] == ((2, 19), (3, 22))


MISTAKES = [
    ("format = 1", "format = 2", 1, "leest format = 1"),
    ('id = "gm0001.norm"', 'id = "Norm"', 2, "kleine letters"),
    ("hours = 2.5", "hours = 24", 14, "van 0 tot en met 16"),
    ("hours = 2.5", 'hours = "2"', 14, "geef een getal"),
    ("minimum_elevation = 10", "minimum_elevation = 80", 15, "van 0 tot en met 60"),
    ("time_step = 5", "time_step = 0", 16, "boven nul"),
    ("time_step = 5", "time_step = 60", 16, "van 0 tot en met 15"),
    ('period = ["19 februari", "21 oktober"]', 'period = ["21 oktober", "19 februari"]', 23, "in één jaar"),
    ('period = ["19 februari", "21 oktober"]', 'period = ["19 februari"]', 23, "eerste en de laatste"),
    ('period = ["19 februari"', 'period = ["30 februari"', 23, "die elk jaar heeft"),
    ('period = ["19 februari"', 'period = ["29 februari"', 23, "die elk jaar heeft"),
    ('period = ["19 februari"', 'period = ["19-02"', 23, "bijvoorbeeld"),
    ('period = ["19 februari"', 'period = ["19 february"', 23, "die elk jaar heeft"),
    ('tested = ["21 oktober"', 'tested = ["22 oktober"', 24, "buiten days.period"),
    ('tested = ["21 oktober"', 'tested = ["19 februari"', 24, "twee keer"),
    ('tested = ["21 oktober", "19 februari"]', "tested = []", 24, "geef toetsdagen"),
    ("tested = [", "every = 0\ntested = [", 24, "van 1 tot en met 31"),
    ("tested = [", "every = 1.5\ntested = [", 24, "hele dagen"),
    ('position = "facade"', 'position = "raam"', 27, "kies uit inside_glass"),
    ('position = "facade"', 'position = "garden"', 28, "laat haar weg"),
    ("height = 0.75", "height = 75", 28, "van 0 tot en met 20"),
    ("summed = true", "summed = 1", 31, "true (ja) of false"),
    ('baseline = "permitted"', 'baseline = "plan"', 35, "kies uit existing, permitted"),
    ("most = 60", "meest = 60", 37, "onbekend"),
    ("sun.hours = ", "sun.uren = ", 40, "onbekend"),
    ('days.every = "artikel 3.2"\n', "", 22, "waar de bron dit regelt (days.every"),
    ('about = ["sun.time_step"', 'about = ["sun.hours", "sun.time_step"', 20, "is een aanname"),
    ("[confirmed_by]", "[confirmed_by]\nexcess = 'wij'", 20, "is een aanname"),
    ("[facades]", "[gevels]", 30, "onbekend"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "todo"), MISTAKES, ids=lambda value: str(value)[:30])
def test_a_mistake_is_told_with_file_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, line: int, todo: str
) -> None:
    assert NORM.count(right) == 1
    with pytest.raises(SunNormError) as caught:
        read(tmp_path, NORM.replace(right, wrong))
    assert f"'norm.toml', regel {line}: " in caught.value.text.nl
    assert todo in caught.value.text.nl
    assert f"line {line}: " in caught.value.text.in_language("en")
    assert isinstance(caught.value, InputError)


@pytest.mark.parametrize("key", re.findall(r"^([a-z]+\.[a-z_]+) = ", NORM, re.MULTILINE))
def test_each_choice_needs_its_ground(tmp_path: Path, key: str) -> None:
    without = re.sub(rf"^{re.escape(key)} = .*\n", "", NORM, flags=re.MULTILINE)
    with pytest.raises(SunNormError, match=re.escape(f'({key} = "artikel 2.1")')):
        read(tmp_path, without)


def test_no_file_no_norm(tmp_path: Path) -> None:
    with pytest.raises(SunNormError, match="niet te lezen"):
        read_sun_norm(tmp_path / "weg.toml")


@pytest.mark.parametrize("name", ["tno_light.toml", "tno_strict.toml"])
def test_the_keys_explained_in_the_shipped_file_are_read(tmp_path: Path, name: str) -> None:
    """What stands behind a # as a choice can be switched on as it is."""
    text = (files("optopcheck_national") / name).read_bytes().decode()
    opened = re.sub(r"^# (every|excess) = ", r"\1 = ", text, flags=re.MULTILINE)
    assert (opened != text) == (name == "tno_light.toml")
    norm = read(tmp_path, opened)
    assert norm.facades is CountedFacades.SUNNY
    assert norm.position is PointPosition.INSIDE_GLASS
    assert len(norm.days) > (40 if opened != text else 10)
