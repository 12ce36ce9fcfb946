"""What a data rule finds: its order, its exceptions, what it shows, and that doubt is never green."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optopcheck.api.compare import at_most
from optopcheck.api.testing import make_facts, make_measurements, make_situation
from optopcheck.domain.case import PlanLimits, StructuralStatement
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.measurement import Measurement, PartMeasurement, Reading, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Standing, Verdict
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, check
from optopcheck.rules.catalogue.fact import number_fact, told
from optopcheck.rules.declared import fill_in, read_rule_file, read_rules
from optopcheck.rules.declared.judging import judge
from optopcheck.rules.declared.rule import Condition, DataLimit, Shown
from optopcheck.rules.language.parsing import parse
from tests.rules.declared.texts import GOOD, changed

HEIGHT = 'require = "proposed.building_height <= limit.max_height"'
ON = date(2026, 7, 2)


def facts(height: Any = 11.0, storeys: tuple[int, int] = (4, 5), **more: Any) -> Any:
    before = make_situation(storey_count=float(storeys[0]), building_height=8.0)
    after = make_situation(storey_count=float(storeys[1]), building_height=height, **more.pop("measured", {}))
    return make_facts(**{"municipality": "GM0001", "existing": before, "proposed": after, **more})


def found(text: str, given: Any, place: int = 0) -> Finding | NotApplicable:
    return read_rules(text)[place].check(given)


def finding(text: str, given: Any, place: int = 0) -> Finding:
    result = found(text, given, place)
    assert isinstance(result, Finding), result
    return result


@pytest.mark.parametrize(
    "height", [11.0, 12.0, 12.5, (12.0, 0.05), (11.95, 0.05), (11.9, 0.05), (12.1, 0.05)]
)
def test_the_one_liner_finds_what_the_comparison_in_python_finds(height: Any) -> None:
    given = facts(height)
    data = finding(GOOD, given)
    limit = Limit(12.0, "m", "artikel 4.2 onder a", "gemeenteraad van Voorbeeldstad, 1 januari 2024")
    python = at_most(given.proposed.measured.building_height, limit)

    assert (data.verdict, data.need, data.limit) == (python.verdict, python.need, python.limit)
    assert data.measured is given.proposed.measured.building_height
    assert data.margin == pytest.approx(python.margin, abs=1e-9)
    assert data.uncertainty == pytest.approx(python.uncertainty, abs=1e-9)


def test_it_names_article_value_limit_and_every_fact_that_it_used() -> None:
    data = finding(GOOD, facts((11.0, 0.05)))

    assert [(used.name, used.value.nl, used.value.en, used.place) for used in data.used] == [
        ("storeys_added", "1", "1", None),
        ("proposed.building_height", "11,00 ± 0,05 m", "11.00 ± 0.05 m", None),
        ("limit.max_height", "12,00 m", "12.00 m", "artikel 4.2 onder a"),
    ]
    assert data.margin == 1.0
    assert "artikel 4.2 onder a" in data.explanation.nl
    assert "11,00 ± 0,05 m" in data.explanation.nl
    assert "11.00 ± 0.05 m" in data.explanation.in_language("en")


def test_elsewhere_and_without_a_storey_it_does_not_apply() -> None:
    assert found(GOOD, facts(municipality="GM0002")) == NotApplicable(
        Text(
            "het gebouw staat niet in Voorbeeldstad (GM0001) maar in GM0002",
            "the building is not in Voorbeeldstad (GM0001) but in GM0002",
        )
    )
    assert isinstance(found(GOOD, facts(municipality=None)), NotApplicable)
    assert isinstance(found(GOOD, facts(storeys=(4, 4))), NotApplicable)


def test_a_scope_that_is_not_known_is_no_way_out() -> None:
    data = finding(GOOD, facts(existing=make_situation()))

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "toegevoegde bouwlagen" in data.explanation.nl.lower()
    assert data.limit is None


def test_a_missing_measurement_is_named() -> None:
    data = finding(GOOD, facts(Unmeasured(Text("er is geen peil", "no datum"), Need.INPUT, ("3x",))))

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert data.explanation.nl == "Bouwhoogte (voorgesteld): er is geen peil."
    assert data.elements == ("3x",)
    assert data.measured is None
    assert data.limit is not None


def test_another_reading_that_decides_otherwise_waits_for_a_judgement() -> None:
    other = Reading(Text("met liftopbouw", "with lift head"), 13.0)
    measured = Measurement(Quantity.BUILDING_HEIGHT, 11.0, 0.05, readings=(other,))
    data = finding(GOOD, facts(measured))

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


@pytest.mark.parametrize("height", [11.0, 13.0])
def test_a_limit_that_nobody_confirmed_is_neither_green_nor_red(height: float) -> None:
    text = changed('confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"\n', "")
    data = finding(text, facts(height))

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert "niemand heeft bevestigd" in data.explanation.nl
    assert "artikel 4.2 onder a" in data.explanation.nl


def test_an_unconfirmed_limit_in_the_scope_does_not_take_the_rule_away() -> None:
    text = changed('confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"\n', "").replace(
        "storeys_added >= 1", "proposed.building_height > limit.max_height"
    )
    assert finding(text, facts(11.0)).need is Need.JUDGEMENT


def setbacks(*values: float, counts: bool = True) -> Measurement:
    parts = tuple(PartMeasurement(Text(f"gevel {n}"), v, 0.02, counts=counts) for n, v in enumerate(values))
    return Measurement(Quantity.SETBACK, min(values), 0.02, parts=parts)


@pytest.mark.parametrize(
    ("values", "verdict", "need"),
    [
        ((3.5, 4.0), Verdict.COMPLIES, None),
        ((3.5, 2.0), Verdict.VIOLATES, None),
        ((3.5, 3.01), Verdict.UNDETERMINED, Need.PRECISION),
        ((2.0, 3.01), Verdict.VIOLATES, None),
    ],
)
def test_every_facade_is_held_to_the_limit(
    values: tuple[float, ...], verdict: Verdict, need: Need | None
) -> None:
    statement = StructuralStatement(1, "J. de Vries", "constructeur", "00", "verklaring.pdf")
    given = facts(measured={"setback": setbacks(*values)}, structural_statement=statement)
    data = finding(GOOD, given, 1)

    assert (data.verdict, data.need) == (verdict, need)
    assert data.margin is None


def test_of_no_facade_at_all_nothing_is_said() -> None:
    none = setbacks(3.5, counts=False)
    data = finding(GOOD, facts(measured={"setback": none}), 1)

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "leeg" in data.explanation.nl


def test_parts_of_a_disputed_measurement_decide_nothing() -> None:
    disputed = replace(setbacks(3.5, 4.0), readings=(Reading(Text("zonder erker"), 2.0),))
    data = finding(GOOD, facts(measured={"setback": disputed}), 1)

    assert data.need in (Need.JUDGEMENT, Need.INPUT)
    assert data.verdict is Verdict.UNDETERMINED


def commission(role: str | None) -> Any:
    return None if role is None else StructuralStatement(1, "A. Bakker", role, "00", "advies.pdf")


@pytest.mark.parametrize(
    ("values", "role", "outcome"),
    [
        ((3.5,), "constructeur", Verdict.COMPLIES),
        ((3.5,), None, Verdict.COMPLIES),
        ((2.0,), "monumentencommissie", None),
        ((2.0,), "constructeur", Verdict.VIOLATES),
        # Whether the exception holds is not known, so neither is the breach.
        ((2.0,), None, Verdict.UNDETERMINED),
        ((3.01,), "monumentencommissie", None),
        ((3.01,), "constructeur", Verdict.UNDETERMINED),
    ],
)
def test_an_exception_lifts_a_breach_and_never_makes_green(
    values: tuple[float, ...], role: str | None, outcome: Verdict | None
) -> None:
    given = facts(measured={"setback": setbacks(*values)}, structural_statement=commission(role))
    result = found(GOOD, given, 1)

    assert (result.verdict if isinstance(result, Finding) else None) == outcome


FIRST = """
[[rule.first]]
when = "storeys_added > 1"
need = "judgement"
shows = "storeys_added"
says = { nl = "{storeys_added} lagen: afwegen.", en = "{storeys_added} storeys: weigh." }
change = "één laag"
"""


def test_what_comes_first_stops_the_rule_in_its_own_words() -> None:
    text = changed('\n[[rule]]\nid = "gm0001.t', f'{FIRST}\n[[rule]]\nid = "gm0001.t')
    data = finding(text, facts(13.0, storeys=(4, 6)))

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert data.explanation == Text("2 lagen: afwegen.", "2 storeys: weigh.")
    assert data.what_would_change == Text("één laag")
    assert data.measured is not None
    assert finding(text, facts(11.0)).verdict is Verdict.COMPLIES


SAYS = """
[rule.says]
complies = { nl = "Hoog {proposed.building_height}, grens {limit.max_height}.", en = "{limit.max_height}" }
precision = "Op het randje: {reason}."
not_applicable = "geen laag erbij"
"""


def test_an_author_may_use_own_words_with_facts_in_them() -> None:
    text = changed('\n[[rule]]\nid = "gm0001.t', f'{SAYS}\n[[rule]]\nid = "gm0001.t')

    assert finding(text, facts((11.0, 0.05))).explanation == Text(
        "Hoog 11,00 ± 0,05 m, grens 12,00 m.", "12.00 m"
    )
    assert "randje: de marge ligt binnen de onzekerheid" in finding(text, facts((12.0, 0.1))).explanation.nl
    assert found(text, facts(storeys=(4, 4))) == NotApplicable(Text("geen laag erbij"))


JUDGEMENT = """
[[rule]]
id = "gm0001.welstand"
title = "Aansluiting op de straat"
source = "nota"
kind = "judgement"
applies_when = "storeys_added >= 1"
asks = { nl = "Sluit de laag van {proposed.building_height} aan op de buren", en = "Does it fit in" }
evidence = [{ nl = "straatbeeldtekening", en = "street view" }, { nl = "materiaalstaat", en = "materials" }]

[[rule]]
id = "gm0001.route"
title = "Vergunning"
source = "nota"
kind = "information"
asks = { nl = "Vraag ook een omgevingsvergunning aan.", en = "Ask for a permit too." }
"""


def test_what_a_human_must_judge_is_a_rule_too_and_never_green() -> None:
    data = finding(GOOD + JUDGEMENT, facts(11.0), 2)

    assert (data.verdict, data.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert data.explanation.nl == "Sluit de laag van 11,00 m aan op de buren."
    assert data.what_would_change == Text(
        "een oordeel, met: straatbeeldtekening; materiaalstaat", "a judgement, with: street view; materials"
    )
    assert isinstance(found(GOOD + JUDGEMENT, facts(storeys=(4, 4)), 2), NotApplicable)


def test_information_counts_for_nothing() -> None:
    assert found(GOOD + JUDGEMENT, facts(11.0), 3) == NotApplicable(
        Text(
            "ter informatie: Vraag ook een omgevingsvergunning aan.",
            "for information: Ask for a permit too.",
        )
    )


OPEN = GOOD.replace(
    'value = 12\nunit = "m"\nplace = "artikel 4.2 onder a"\n'
    'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"',
    'open = true\nunit = "m"\nplace = "artikel 4.2 onder a"',
)
FILL = """
lang = 1

[source.uitvoering]
title = "Uitvoeringsregels bouwen"
passage = "De hoogte is ten hoogste 12 m."
url = "https://example.org/uitvoering"
article = "1"
standing = "beleidsregel"

[fill."gm0001.max_height"]
source = "uitvoering"
value = 12
unit = "m"
place = "uitvoeringsregel 1"
confirmed_by = "college, 2 mei 2025"
"""


def test_an_open_norm_waits_until_another_file_fills_it_in() -> None:
    (open_rule, _) = read_rules(OPEN)
    empty = open_rule.check(facts(11.0))
    assert isinstance(empty, Finding)
    assert (empty.verdict, empty.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "niet ingevuld" in empty.explanation.nl

    fills = read_rule_file(FILL).fills
    (rule, _) = fill_in(read_rule_file(OPEN).rules, {name: {"GM0001": fill} for name, fill in fills.items()})
    filled = judge(rule, facts(11.0))
    assert isinstance(filled, Finding)
    assert filled.verdict is Verdict.COMPLIES
    assert filled.limit == Limit(12.0, "m", "uitvoeringsregel 1", "college, 2 mei 2025")
    told = next(used for used in filled.used if used.name == "limit.max_height")
    assert told.source == fills["gm0001.max_height"].source
    assert told.source.title == "Uitvoeringsregels bouwen"
    assert [used.source for used in filled.used if used is not told] == [None] * (len(filled.used) - 1)


def test_what_one_municipality_fills_in_does_not_hold_in_another() -> None:
    fills = {"nl.max_height": {"GM0002": read_rule_file(FILL).fills["gm0001.max_height"]}}
    (rule, _) = fill_in(read_rule_file(OPEN.replace("gm0001.", "nl.")).rules, fills)

    there, here = (judge(rule, facts(11.0, municipality=place)) for place in ("GM0002", "GM0001"))
    assert isinstance(there, Finding)
    assert isinstance(here, Finding)
    assert there.verdict is Verdict.COMPLIES
    assert (here.verdict, here.need) == (Verdict.UNDETERMINED, Need.INPUT)


def plan(standing: Standing, confirmed: str | None = "ingevoerd") -> PlanLimits:
    source = LegalSource("plan", "tekst", "https://example.org", "3.1", standing)
    return PlanLimits(source, max_building_height=Limit(12.0, "m", "artikel 3.1", confirmed))


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [
        (plan(Standing.LOCAL_PLAN), Verdict.COMPLIES),
        (plan(Standing.DRAFT), Verdict.UNDETERMINED),
        (plan(Standing.LOCAL_PLAN, None), Verdict.UNDETERMINED),
        (None, Verdict.UNDETERMINED),
    ],
)
def test_a_limit_of_the_entered_plan_is_held_to_its_standing(
    limits: PlanLimits | None, verdict: Verdict
) -> None:
    text = GOOD[: GOOD.index("[limit.max")] + GOOD[GOOD.index("[limit.min") :]
    text = text.replace("limit.max_height", "plan.max_building_height")
    data = finding(text, facts(11.0, plan_limits=limits))

    assert data.verdict is verdict
    assert (data.limit is not None) == (limits is not None)
    assert (data.source is not None) == (limits is not None)


def test_out_of_force_and_a_draft_are_left_to_the_runner() -> None:
    def outcome(text: str, on: date) -> Finding | NotApplicable:
        return check([PackRule(read_rules(text)[0], "proef")], facts(11.0), on)[0].result

    assert isinstance(outcome(GOOD, date(2023, 12, 31)), NotApplicable)
    assert isinstance(outcome(GOOD, date(2030, 1, 1)), NotApplicable)
    sound = outcome(GOOD, ON)
    assert isinstance(sound, Finding)
    assert sound.verdict is Verdict.COMPLIES
    draft = outcome(changed('standing = "beleidsregel"', 'standing = "ontwerp"'), ON)
    assert isinstance(draft, Finding)
    assert draft.verdict is Verdict.UNDETERMINED


def test_an_or_shows_no_margin_of_a_limit_that_need_not_hold() -> None:
    text = changed(HEIGHT, HEIGHT[:-1] + ' or storeys_added == 1"')
    sure = check([PackRule(read_rules(text)[0], "proef")], facts(13.0), ON)[0].result

    assert isinstance(sure, Finding)
    assert (sure.verdict, sure.margin) == (Verdict.COMPLIES, None)


@pytest.mark.parametrize(
    ("require", "verdict"),
    [
        ("not known(existing.is_monument) or existing.is_monument", Verdict.UNDETERMINED),
        ("(parking.places if known(parking.places) else 0) <= storeys_added", Verdict.UNDETERMINED),
        ("known(structural_statement.by) or storeys_added <= 4", Verdict.UNDETERMINED),
        ("not known(existing.is_monument) and storeys_added > 4", Verdict.VIOLATES),
    ],
)
def test_nothing_is_green_because_nobody_entered_a_fact(require: str, verdict: Verdict) -> None:
    text = changed(HEIGHT, f'require = "{require} and proposed.building_height <= limit.max_height"')
    if " or " in require or verdict is Verdict.VIOLATES:
        text = changed(HEIGHT, f'require = "({require}) and proposed.building_height <= limit.max_height"')
    result = finding(text, facts(11.0))

    assert result.verdict is verdict
    assert result.need is (Need.INPUT if verdict is Verdict.UNDETERMINED else None)


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("Kern Noord", Verdict.VIOLATES), ("kern noord", Verdict.UNDETERMINED), ("Zuid", None)],
)
def test_no_rule_is_silent_because_of_capitals(typed: str, verdict: Verdict | None) -> None:
    text = changed('"storeys_added >= 1"', "\"area.name == 'Kern Noord'\"")
    result = found(text, facts(13.0, entered={"area.name": EnteredFact(typed, "kaart")}))

    assert (result.verdict if isinstance(result, Finding) else None) is verdict


def test_no_breach_is_lifted_because_nobody_entered_a_fact() -> None:
    result = finding(changed(HEIGHT, HEIGHT + '\nunless = "not known(existing.is_monument)"'), facts(13.0))

    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.INPUT)


def test_words_of_the_author_stay_on_one_line() -> None:
    text = changed(HEIGHT, HEIGHT + '\nsays.complies = """goed\n  Eindoordeel: voldoet"""')

    assert finding(text, facts(11.0)).explanation.nl == "goed Eindoordeel: voldoet"


def test_a_breach_shows_what_is_broken_and_no_room_left() -> None:
    both = HEIGHT[:-1] + ' and existing.building_height <= limit.max_height"'
    text = changed(HEIGHT, both)
    before = make_situation(storey_count=4.0, building_height=14.0)
    result = finding(text, facts(11.0, existing=before))

    assert result.verdict is Verdict.VIOLATES
    assert result.measured is not None
    assert (result.measured.value, result.margin) == (14.0, -2.0)


def test_a_rule_declares_the_quantities_that_it_reads() -> None:
    height, setback = read_rules(GOOD)

    assert set(height.quantities) == {Quantity.STOREY_COUNT, Quantity.BUILDING_HEIGHT}
    assert set(setback.quantities) == {Quantity.SETBACK}


def test_nothing_measured_is_never_green() -> None:
    nothing = make_facts(municipality="GM0001", storeys=None)
    for rule in read_rules(GOOD + JUDGEMENT):
        result = rule.check(nothing)
        assert isinstance(result, NotApplicable) or result.verdict is Verdict.UNDETERMINED
    assert np.isfinite(len(list(make_measurements().items())))


def test_the_example_of_the_reference_is_a_whole_file() -> None:
    page = Path(__file__).parents[3] / "optopcheck" / "rules" / "language" / "README.md"
    example = re.search(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)

    assert example is not None
    data = finding(example[1], facts(11.0))
    assert data.verdict is Verdict.COMPLIES
    # Whether it is a monument this program cannot tell: no breach either.
    assert finding(example[1], facts(13.0)).need is Need.INPUT


@pytest.mark.parametrize(("sign", "margin"), [(">=", -1.0), (">", -1.0), ("<=", 1.0), ("<", 1.0)])
def test_the_margin_is_the_room_that_is_left(sign: str, margin: float) -> None:
    data = finding(changed(HEIGHT, HEIGHT.replace("<=", sign)), facts((11.0, 0.25)))

    assert (data.margin, data.uncertainty) == (margin, 0.25)
    assert data.verdict is (Verdict.COMPLIES if margin > 0 else Verdict.VIOLATES)


def test_a_margin_is_told_in_the_unit_of_its_limit() -> None:
    hours = number_fact("zon", "h", Text("zon", "sun"), lambda _: told(2.5, 0.1, "h"))
    (rule, _) = read_rule_file(GOOD).rules
    limit = DataLimit("uren", "min", "artikel 2", Limit(120.0, "min", "artikel 2", "raad"))
    test = Condition("zon >= limit.uren", parse("zon >= limit.uren"))
    sun = replace(
        rule,
        facts={"zon": hours},
        limits={"uren": limit},
        applies_when=None,
        require=test,
        shows=Shown("zon", ">=", "limit.uren"),
    )
    data = judge(sun, facts())

    assert isinstance(data, Finding)
    assert (data.margin, data.uncertainty) == (30.0, 6.0)
    assert data.verdict is Verdict.COMPLIES
    assert data.used[1].value.nl == "120,00 min"
