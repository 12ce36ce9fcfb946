from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api.compare import at_most, complies
from optopcheck.domain.building import StoreyRole
from optopcheck.domain.repair import AspectFrame, Location, North, Repairs
from optopcheck.domain.rule import Verdict
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.report import assessment_json, json_text, schema, write_json
from optopcheck.report.values import rounded
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

TOP_LEVEL = {"verdict", "findings", "measurements", "sun", "defects", "receipt"}


def strict(part: Any) -> Any:
    """Refuse what the schema does not name, so that the schema names all that is written."""
    if isinstance(part, dict):
        closed = {key: strict(value) for key, value in part.items()}
        if "properties" in part and "required" in part:
            closed["additionalProperties"] = False
        return closed
    return [strict(item) for item in part] if isinstance(part, list) else part


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(strict(schema()))


def written(assessment: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_text(assessment_json(assessment)))
    return content


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "assessment", [made.many_sided(), made.assessment(), made.assessment(error=Text("kapot"))]
)
def test_output_is_as_published(assessment: Any) -> None:
    content = written(assessment)

    assert [error.message for error in validator().iter_errors(content)] == []
    assert set(content) >= TOP_LEVEL


def test_repairs_stand_in_the_case() -> None:
    made_facts = made.facts()
    repairs = Repairs(
        North(12.5, Origin.SURVEYED),
        Location(93_500.0, 452_700.0, in_rd=True),
        (("kelder", StoreyRole.SUBSTRUCTURE),),
        ("a",),
        ("w",),
        AspectFrame.MAP,
        "A",
        "J. de Vries",
        date(2026, 7, 2),
    )
    site = replace(made_facts.case.site, plot_boundary=np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]]))
    case = replace(made_facts.case, repairs=repairs, site=site)
    content = written(made.assessment(made=replace(made_facts, case=case)))
    part = jsonschema.Draft202012Validator(strict(schema())["properties"]["case"])

    assert [error.message for error in part.iter_errors(content["case"])] == []
    assert content["case"] == {
        "plot_boundary": [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]],
        "repairs": {
            "north": {"degrees": 12.5, "origin": "surveyed"},
            "location": {"system": "RD", "first": 93_500.0, "second": 452_700.0, "origin": "entered"},
            "storey_roles": {"kelder": "onderbouw"},
            "dropped": ["a"],
            "party_walls": ["w"],
            "aspect_frame": "map",
            "building": "A",
            "by": "J. de Vries",
            "on": "2026-07-02",
        },
    }
    assert written(made.assessment())["case"] == {"plot_boundary": None, "repairs": None}


def test_an_unconfirmed_measuring_level_is_an_assumption_by_its_own_name() -> None:
    made_facts = made.facts()
    level = Datum(-0.2, Text("meetniveau uit het AHN", "measuring level from AHN"), Origin.AHN, 0.5)
    site = replace(made_facts.case.site, measuring_level=level)
    facts = replace(made_facts, case=replace(made_facts.case, site=site))

    said = [text["nl"] for text in written(made.assessment(made=facts))["assumptions"]]
    assert "meetniveau -0,20 ± 0,50 m: meetniveau uit het AHN" in said
    assert "peil 0,30 ± 0,50 m: peil" in said


@pytest.mark.parametrize("key", sorted(TOP_LEVEL))
def test_schema_misses_what_is_left_out(key: str) -> None:
    content = written(made.many_sided())
    del content[key]

    assert not validator().is_valid(content)


def test_schema_refuses_undetermined_without_need() -> None:
    content = written(made.many_sided())
    broken = copy.deepcopy(content)
    for finding in broken["findings"]:
        if finding.get("verdict") == "undetermined":
            finding["need"] = None

    assert validator().is_valid(content)
    assert not validator().is_valid(broken)


def test_findings_say_verdict_or_scope() -> None:
    findings = {finding["rule"]: finding for finding in written(made.many_sided())["findings"]}

    assert findings["gm0637.one-storey"]["words"]["nl"] == "voldoet aan beleid"
    assert (
        findings["gm0637.sun"]["words"]["nl"] == "voldoet niet aan de norm Zon licht (geen wettelijke norm)"
    )
    assert findings["gm0637.paper"]["need"] == "input"
    assert "verdict" not in findings["gm0637.elsewhere"]
    assert findings["gm0637.elsewhere"]["not_applicable"]["en"] == "not in this municipality"
    height = findings["gm0637.height"]
    assert (height["verdict"], height["margin"], height["uncertainty"]) == ("violates", -2.0, 0.02)
    assert height["measured"]["quantity"] == "building_height"
    assert height["limit"]["confirmed_by"] == "ingevoerd voor dit perceel"


def test_measurements_are_values_or_reasons() -> None:
    measurements = written(made.many_sided())["measurements"]

    assert measurements["existing"]["building_height"]["value"] == 9.1234
    assert measurements["existing"]["building_height"]["readings"][0]["value"] == 7.9234
    assert measurements["existing"]["footprint_area"]["reason"]["nl"]
    assert all("reason" in value for value in measurements["permitted"].values())


def test_the_profile_is_named_by_finding_and_receipt() -> None:
    measured = replace(made.height(14.0), profile=made.PROFILE.id)
    base = made.assessment(made.outcome("height", at_most(measured, made.ENTERED), made.LAW))
    content = written(replace(base, receipt=replace(base.receipt, profile=made.PROFILE)))

    published = strict({"$defs": schema()["$defs"], **schema()["properties"]["receipt"]})
    assert list(jsonschema.Draft202012Validator(published).iter_errors(content["receipt"])) == []
    assert content["findings"][0]["measured"]["profile"] == made.PROFILE.id
    told = content["receipt"]["profile"]
    assert (told["id"], told["title"]["nl"]) == (made.PROFILE.id, made.PROFILE.title.nl)
    assert told["plan_datum"]["nl"] == made.PROFILE.plan_datum.nl
    assert told["source"]["article"] == made.PROFILE.source.article
    assert written(base)["receipt"]["profile"] is None


def test_sun_stands_side_by_side() -> None:
    norm = written(made.many_sided())["sun"]["zon-licht"]
    points = {point["id"]: point["minutes"][0] for point in norm["points"]}

    assert norm["reasons"] == {"permitted": {"nl": "geen planregels ingevoerd", "en": "no plan limits"}}
    assert (points["a"]["before"], points["a"]["after"], points["a"]["decrease"]) == (213.0, 187.4, 25.6)
    assert points["a"]["permitted"] is None
    assert points["a"]["decrease_percent"] == pytest.approx(100 * 25.6 / 213, abs=1e-6)
    assert points["a"]["decrease_from_permitted"] is None
    assert (points["new"]["before"], points["new"]["decrease"]) == (None, None)
    assert points["new"]["decrease_percent"] is None
    days = {point["id"]: (point["worst_day"], point["darkest_day"]) for point in norm["points"]}
    assert days["a"][0] == "2026-02-19"
    assert days["new"][0] is None
    assert days["new"][1] is not None


def test_same_bytes_twice_and_keys_sorted() -> None:
    first, second = (json_text(assessment_json(made.many_sided())) for _ in range(2))

    assert first == second
    assert list(json.loads(first)) == sorted(json.loads(first))


def test_no_path_and_no_time_of_day() -> None:
    text = json_text(assessment_json(made.many_sided()))

    assert not re.search(r"\d{2}:\d{2}", text)
    assert not re.search(r'"(/|[A-Z]:\\)', text)


def test_file_holds_the_text(tmp_path: Path) -> None:
    goal = tmp_path / "uit.json"
    write_json(made.many_sided(), goal)

    assert goal.read_text("utf-8") == json_text(assessment_json(made.many_sided()))


@given(st.floats(-1e6, 1e6))
def test_rounding_moves_less_than_a_micrometre_and_shows_no_minus_zero(value: float) -> None:
    assert abs(rounded(value) - value) <= 5.1e-7
    assert not json.dumps(rounded(value)).startswith("-0.0") or rounded(value) != 0


@given(st.floats(0.1, 30.0), st.floats(0.0, 0.5))
def test_written_verdict_is_that_of_the_assessment(value: float, tolerance: float) -> None:
    finding = at_most(made.height(value, tolerance), made.ENTERED)
    assessment = made.assessment(
        made.outcome("one", complies("ja")), made.outcome("height", finding, made.LAW)
    )
    content = written(assessment)

    assert content["verdict"] == assessment.overall.verdict.value
    assert (content["need"] is None) == (assessment.overall.verdict is not Verdict.UNDETERMINED)
    assert validator().is_valid(content)


def test_findings_speak_the_words_of_accord_too() -> None:
    said = {
        found["rule"]: (found["answer"], found["missValue"], found["documentReference"])
        for found in written(made.many_sided())["findings"]
        if "verdict" in found
    }

    assert said == {
        "gm0637.one-storey": ("true", None, "https://example.org/programma"),
        "gm0637.height": ("false", 2.0, "https://example.org/wet"),
        "gm0637.paper": ("unknown", None, "https://example.org/programma"),
        "gm0637.sun": ("false", None, "https://example.org/zon"),
    }


def test_a_limit_within_the_uncertainty_is_unknown_and_missed_by_nothing() -> None:
    near = made.outcome("height", at_most(made.height(12.01), made.ENTERED))
    found = written(made.assessment(near))["findings"][0]

    assert (found["verdict"], found["answer"], found["missValue"]) == ("undetermined", "unknown", None)
