"""Every fact and limit that a data rule looked at stands beside its finding, on paper and in JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from optopcheck.api.compare import complies
from optopcheck.domain.rule import UsedValue
from optopcheck.domain.text import Text
from optopcheck.report import assessment_json, json_text, schema
from optopcheck.report.text_findings import findings
from tests.service import made

USED = (
    UsedValue("storeys_added", Text("toegevoegde bouwlagen", "added storeys"), Text("1", "1")),
    UsedValue("limit.top", Text("top"), Text("12,00 m", "12.00 m"), "artikel 4.2"),
)
FOUND = replace(complies(Text("goed", "good")), used=USED)


def written(*found: Any) -> Any:
    outcomes = (made.outcome(f"regel-{n}", one) for n, one in enumerate(found))
    content = json.loads(json_text(assessment_json(made.assessment(*outcomes))))
    jsonschema.Draft202012Validator(schema()).validate(content)
    return content["findings"]


def test_json_lists_name_value_and_place() -> None:
    (data,) = written(FOUND)

    assert [(used["name"], used["value"], used["place"]) for used in data["used"]] == [
        ("storeys_added", {"nl": "1", "en": "1"}, None),
        ("limit.top", {"nl": "12,00 m", "en": "12.00 m"}, "artikel 4.2"),
    ]


def test_a_rule_that_lists_nothing_keeps_its_old_form() -> None:
    assert "used" not in written(replace(FOUND, used=()))[0]


def test_the_schema_holds_the_list_to_its_form() -> None:
    content = json.loads(json_text(assessment_json(made.assessment(made.outcome("regel", FOUND)))))
    del content["findings"][0]["used"][0]["value"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(content)


def test_the_report_lists_them_in_both_languages() -> None:
    dutch, english = (findings([made.outcome("regel", FOUND)], language)[1].rows for language in ("nl", "en"))

    assert ("gebruikt", "toegevoegde bouwlagen: 1") in dutch
    assert ("gebruikt", "grens 'top': 12,00 m (artikel 4.2)") in dutch
    assert ("used", "added storeys: 1") in english
    assert ("used", "limit 'top': 12.00 m (artikel 4.2)") in english
