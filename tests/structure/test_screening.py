"""The screening on cases worked out by hand, with the numbers that come with the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optopcheck.api.testing import measurement
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measured, Reading, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.service.structure import screening_data
from optopcheck.structure import Question, Screening, ScreeningOutcome, Weight, read_screening_data, screen

DATA = screening_data()
USUAL = Weight(14.7, 14.7, Text("gangbaar", "usual"))
YEAR = 1975


def area(value: float, tolerance: float = 0.0) -> Measured:
    return measurement(Quantity.GROSS_FLOOR_AREA, value, tolerance)


def count(value: float) -> Measured:
    return measurement(Quantity.STOREY_COUNT, value)


def asked(
    construction: str | None = "hsb",
    layers: tuple[int, int] = (5, 6),
    year: int | None = YEAR,
    weight: Weight = USUAL,
    tolerance: float = 0.0,
) -> Question:
    """A building with 100 m2 on each storey."""
    built = DATA.construction(construction) if construction else None
    before, after = layers
    areas = (area(100.0 * before, tolerance), area(100.0 * after, tolerance))
    return Question(*areas, count(before), count(after), weight, built, year)


def screened(**changes: object) -> Screening:
    return screen(asked(**changes), DATA)  # type: ignore[arg-type]


def test_the_worked_example_four_layers_and_a_light_or_a_heavy_one() -> None:
    # 3.0 x 100 / (14.7 x 400) = 5.1 % and 10 x 100 / (14.7 x 400) = 17 %: the middles of both ranges.
    light, heavy = screened(layers=(4, 5)), screened(construction="beton", layers=(4, 5))

    assert light.ratio is not None
    assert heavy.ratio is not None
    assert sum(light.ratio) / 2 == pytest.approx(0.051, abs=5e-4)
    assert sum(heavy.ratio) / 2 == pytest.approx(0.170, abs=5e-4)
    assert heavy.outcome is ScreeningOutcome.DISCOURAGED
    assert light.outcome is ScreeningOutcome.STUDY


def test_promising_only_where_nothing_stands_against_it() -> None:
    good = screened(layers=(5, 6))

    assert good.outcome is ScreeningOutcome.PROMISING
    assert good.reasons == ()
    assert good.ratio == pytest.approx((2.5 / (14.7 * 5), 3.5 / (14.7 * 5)))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"year": None}, "het bouwjaar is niet opgegeven"),
        ({"year": 1930}, "van voor 1950: houten palen of een fundering op staal zijn mogelijk; laat eerst"),
        ({"year": 1962}, "naoorlogse etagebouw: houten vloeren en licht gewapende wanden"),
        ({"construction": None}, "de bouwwijze van de laag is niet gekozen"),
        ({"weight": Weight(5.9, 14.7, Text("onbekend"))}, "in het ongunstigste geval is de laag 11,9%"),
        ({"tolerance": 40.0}, "in het ongunstigste geval is de laag 9,3%"),
    ],
)
def test_what_is_unknown_or_doubtful_is_never_promising(changes: dict[str, object], reason: str) -> None:
    found = screened(**changes)

    assert found.outcome is ScreeningOutcome.STUDY
    assert [text.nl for text in found.reasons if text.nl.startswith(reason)]


@pytest.mark.parametrize(
    ("layers", "jumps"), [((3, 4), False), ((4, 5), True), ((3, 5), True), ((5, 6), False)]
)
def test_the_class_jumps_from_four_to_five_storeys(layers: tuple[int, int], jumps: bool) -> None:  # noqa: FBT001
    told = [text.nl for text in screened(layers=layers).reasons if "gevolgklasse" in text.nl]

    assert bool(told) is jumps


def test_a_disputed_count_jumps_if_one_of_its_readings_does() -> None:
    question = asked(layers=(3, 4))
    disputed = replace(count(4.0), readings=(Reading(Text("met de zolder"), 5.0),))  # type: ignore[type-var]
    found = screen(replace(question, storeys_after=disputed), DATA)

    assert any("gevolgklasse" in text.nl for text in found.reasons)


def test_without_areas_or_storeys_nothing_is_told() -> None:
    unknown = Unmeasured(Text("niet gemeten"))
    found = screen(replace(asked(), floor_after=unknown, storeys_before=unknown), DATA)

    assert found.ratio is None
    assert found.outcome is ScreeningOutcome.STUDY
    assert len(found.reasons) == 2


def test_no_outcome_is_a_verdict() -> None:
    assert {outcome.value for outcome in ScreeningOutcome} == {"kansrijk", "nader onderzoek", "ontraden"}
    assert not any("voldoet" in outcome.label.nl for outcome in ScreeningOutcome)


def test_an_unknown_construction_is_told_with_what_is_known() -> None:
    with pytest.raises(InputError, match="'stro' is onbekend; bekend zijn: hsb, staal, clt, beton"):
        DATA.construction("stro")


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("favourable_up_to = 0.05", ""),
        ("favourable_up_to = 0.05", "favourable_up_to = 0.5"),
        ("low = 2.5", "low = -2.5"),
        ('key = "staal"', 'key = "hsb"'),
        ("density_spread = 0.15", "density_spread = 1.5"),
        ("density = 2400", "density = nan"),
        ("[ratio]", "[ratio"),
    ],
)
def test_numbers_that_cannot_be_are_refused(line: str, instead: str) -> None:
    from importlib.resources import files  # noqa: PLC0415 -- only here

    text = (files("optopcheck.packs") / "national/constructie.toml").read_text(encoding="utf-8")
    assert line in text
    with pytest.raises(InputError, match=r"proef\.toml is niet te gebruiken"):
        read_screening_data(text.replace(line, instead), "proef.toml")
