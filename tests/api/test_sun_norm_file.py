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
    Limit,
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
    ('position = "facade"', 'position = "outside_glass"', 28, "laat haar weg"),
    ("[facades]", "[garden]\ngrid = 1\n\n[facades]", 30, "laat [garden] weg"),
    ("most = 60", 'most = 60, measure = "garden_area"', 37, "is van een tuin"),
    ("most = 60", 'most = 60, measure = "uren"', 37, "kies uit minutes, percent_of_sun"),
    ("most = 60", 'most = 160, measure = "percent_of_day"', 37, "van 0 tot en met 100"),
    ("most = 60", 'most = 60, at = ["21 maart 12:00"]', 37, 'measure = "shaded_area"'),
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


GROUNDS = "".join(f'garden.{key} = "artikel 5"\n' for key in ("grid", "height", "share"))
GARDEN = (
    NORM.replace('position = "facade"\nheight = 0.75', 'position = "garden"')
    .replace("[facades]", "[garden]\ngrid = 0.5\nheight = 0.3\nshare = 50\n\n[facades]")
    .replace("[confirmed_by]", '[confirmed_by]\nshare = "gemeente Voorbeeldstad"')
    .replace("weighing.baseline =", f"{GROUNDS}weighing.baseline =")
)


def test_a_norm_for_gardens_has_a_grid_a_height_and_a_share(tmp_path: Path) -> None:
    norm = read(tmp_path, GARDEN)
    assert (norm.position, norm.grid, norm.height) == (PointPosition.GARDEN, 0.5, 0.3)
    assert norm.share == Limit(50.0, "%", "artikel 5", "gemeente Voorbeeldstad")
    whole = read(
        tmp_path, GARDEN.replace("share = 50\n", "").replace('share = "gemeente Voorbeeldstad"\n', "")
    )
    assert whole.share is None


@pytest.mark.parametrize("key", ["garden.grid", "garden.height", "garden.share"])
def test_each_choice_for_a_garden_needs_its_ground(tmp_path: Path, key: str) -> None:
    with pytest.raises(SunNormError, match=re.escape(f'({key} = "artikel 2.1")')):
        read(tmp_path, GARDEN.replace(f'{key} = "artikel 5"\n', ""))


@pytest.mark.parametrize(
    ("wrong", "todo"),
    [
        ("grid = 0.1", "van 0.25 tot en met 5"),
        ('grid = 0.5\nat = "x"', "onbekend"),
    ],
)
def test_a_mistake_about_gardens_is_told(tmp_path: Path, wrong: str, todo: str) -> None:
    with pytest.raises(SunNormError, match=todo):
        read(tmp_path, GARDEN.replace("grid = 0.5", wrong))


def test_a_height_of_a_garden_stands_with_the_garden(tmp_path: Path) -> None:
    with pytest.raises(SunNormError, match=re.escape("bij [garden]")):
        read(tmp_path, GARDEN.replace('position = "garden"', 'position = "garden"\nheight = 1'))


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("minutes", "min"),
        ("percent_of_sun", "%"),
        ("percent_of_day", "%"),
        ("percent_of_garden", "%"),
        ("garden_area", "m2"),
    ],
)
def test_a_loss_is_measured_in_many_ways(tmp_path: Path, measure: str, unit: str) -> None:
    norm = read(tmp_path, GARDEN.replace("most = 60", f'most = 60, measure = "{measure}"'))
    assert norm.excess is not None
    assert norm.excess.most is not None
    assert (norm.excess.measure.value, norm.excess.most.unit) == (measure, unit)


def test_an_area_of_shade_at_clock_times_can_be_said(tmp_path: Path) -> None:
    rule = 'most = 20, measure = "shaded_area", at = ["21 maart 12:00", "21 september 15:00"]'
    norm = read(tmp_path, GARDEN.replace("most = 60", rule))
    assert norm.excess is not None
    assert norm.excess.at == ("21 maart 12:00", "21 september 15:00")
    assert not norm.excess.measure.is_counted
    for wrong in ("21 maart", "31 februari 12:00", "21 maart 25:00", "21 maart 12.00"):
        with pytest.raises(SunNormError, match="kloktijd"):
            read(tmp_path, GARDEN.replace("most = 60", rule.replace("21 maart 12:00", wrong)))


def test_days_that_the_source_names_are_fixed(tmp_path: Path) -> None:
    assert read(tmp_path).days_fixed
    guessed = NORM.replace('days.tested = "artikel 3.2"\n', "").replace(
        '"sun.time_step"', '"days.tested", "sun.time_step"'
    )
    assert not read(tmp_path, guessed).days_fixed
    assert not read(tmp_path, NORM.replace("tested = [", "every = 7\ntested = [")).days_fixed


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
