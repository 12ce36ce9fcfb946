"""Assessments and measurements as JSON: the published forms, each described by a schema."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from optopcheck.domain.blocking import blocked_rules
from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, NotApplicable, Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import json_case, json_facts, json_measured, values
from optopcheck.report.assumptions import assumptions
from optopcheck.report.saving import write_text
from optopcheck.report.sun_table import norms_read
from optopcheck.report.text_proposal import proposal_json
from optopcheck.report.words import overall_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment, LoadedPlugin, Outcome, Receipt, SetAside
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.rule import Finding, LegalSource, UsedValue
    from optopcheck.domain.site import Site
    from optopcheck.domain.stated import Stated
    from optopcheck.report.values import Json

FORMAT = "optopcheck-assessment"
MEASUREMENTS_FORMAT = "optopcheck-measurements"
FORMAT_VERSION = 1
_ANSWERS = {Verdict.COMPLIES: "true", Verdict.VIOLATES: "false", Verdict.UNDETERMINED: "unknown"}


def assessment_json(assessment: Assessment) -> Json:
    """Return the assessment as JSON values; in which order packs were loaded changes nothing of it."""
    assessment = replace(
        assessment, outcomes=tuple(sorted(assessment.outcomes, key=lambda o: (o.rule.id, o.pack)))
    )
    facts, overall = assessment.facts, assessment.overall
    situations = json_facts.situations(facts)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "verdict": overall.verdict.value,
        "need": None if overall.need is None else overall.need.value,
        "reason": values.text(overall.reason),
        "words": values.text(overall_words(assessment)),
        "findings": [_outcome(outcome) for outcome in assessment.outcomes],
        "measurements": {name: json_measured.measurements(s.measured) for name, s in situations.items()},
        "storeys": {name: [json_facts.storey(x) for x in s.storeys] for name, s in situations.items()},
        "left_out": {name: json_measured.left_out(s) for name, s in situations.items()},
        "sun": json_facts.sun(facts, norms_read(assessment.outcomes)),
        "shade": json_facts.shade(facts),
        "defects": [
            {**json_facts.defect(found.defect), "blocks_rules": list(found.rules)}
            for found in blocked_rules([o.rule for o in assessment.outcomes], facts.defects)
        ],
        "assumptions": [values.text(text) for text in assumptions(assessment)],
        "scenario": json_facts.scenario(facts.scenario),
        "proposal": proposal_json(facts),
        "site": json_facts.site(facts.case.site),
        "case": json_case.case(facts.case),
        "papers": json_facts.papers(facts.case),
        "credit": facts.case.neighbours_credit,
        "plugins": [_plugin(pack) for pack in _in_order(assessment.receipt.plugins)],
        "set_aside": [_set_aside(pack) for pack in assessment.receipt.aside],
        "receipt": _receipt(assessment.receipt),
    }


def _in_order(packs: Iterable[LoadedPlugin]) -> list[LoadedPlugin]:
    """Return packs by name: in which order they were loaded is no part of the result."""
    return sorted(packs, key=lambda pack: (pack.name, pack.version))


def measurements_json(situation: Situation, site: Site, *, triangles: bool = False) -> Json:
    """Return the measurements of one building as JSON values, without any verdict.

    `triangles` adds the faces and outlines that made each number.
    """
    building = situation.building
    return {
        "format": MEASUREMENTS_FORMAT,
        "format_version": FORMAT_VERSION,
        "building": building.name if building else "",
        "measurements": {"existing": json_measured.measurements(situation.measured, triangles=triangles)},
        "storeys": {"existing": [json_facts.storey(level) for level in situation.storeys]},
        "left_out": {"existing": json_measured.left_out(situation)},
        "elements": json_measured.elements(situation),
        "party_walls": list(building.party_walls) if building else [],
        "defects": [json_facts.defect(found) for found in (building.defects if building else ())],
        "site": json_facts.site(site),
    }


def json_text(content: Json) -> str:
    """Return the text of the file: keys sorted, the same bytes for the same result."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True) + "\n"


def write_json(assessment: Assessment, path: Path) -> None:
    """Write an assessment.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    write_text(path, json_text(assessment_json(assessment)))


def write_measurements(situation: Situation, site: Site, path: Path, *, triangles: bool = False) -> None:
    """Write the measurements of one building; see `measurements_json`.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    write_text(path, json_text(measurements_json(situation, site, triangles=triangles)))


def schema(name: str = "assessment") -> Json:
    """Return the JSON Schema (2020-12) of a published form: ``assessment`` or ``measurements``."""
    text = files("optopcheck.resources").joinpath(f"schema/{name}-{FORMAT_VERSION}.json").read_text("utf-8")
    return cast("Json", json.loads(text))


def _outcome(outcome: Outcome) -> Json:
    rule, result = outcome.rule, outcome.result
    return {
        "rule": rule.id,
        "title": values.text(rule.title),
        "authority": rule.authority,
        "pack": outcome.pack,
        "source": values.source(outcome.source),
        "standing": outcome.source.standing.value,
        "assumptions": [values.text(text) for text in rule.assumptions],
        **(_not_applicable(result) if isinstance(result, NotApplicable) else _finding(outcome, result)),
    }


def _not_applicable(result: NotApplicable) -> Json:
    return {"not_applicable": values.text(result.reason), "words": values.text(NOT_APPLICABLE_WORDS)}


def _finding(outcome: Outcome, finding: Finding) -> Json:
    verdict, source = finding.verdict, outcome.source
    measured = finding.measured
    return {
        "verdict": verdict.value,
        "words": values.text(
            Text(verdict_words(verdict, source, "nl"), verdict_words(verdict, source, "en"))
        ),
        "need": None if finding.need is None else finding.need.value,
        "measured": None
        if measured is None
        else {"quantity": measured.quantity.key, **json_measured.measured(measured.quantity, measured)},
        **({"stated": _stated(finding.stated)} if finding.stated else {}),
        "limit": values.limit(finding.limit),
        "margin": values.rounded_or_none(finding.margin),
        "uncertainty": values.rounded_or_none(finding.uncertainty),
        "explanation": values.text(finding.explanation),
        "what_would_change": values.text_or_none(finding.what_would_change),
        "elements": list(finding.elements),
        **_accord(finding, source),
        **({"used": [_used(used) for used in finding.used]} if finding.used else {}),
    }


def _stated(stated: Stated) -> Json:
    return {
        "label": values.text(stated.label),
        "value": values.rounded(stated.value),
        "uncertainty": values.rounded(stated.uncertainty),
        "unit": stated.unit,
    }


def _accord(finding: Finding, source: LegalSource) -> Json:
    """Return the same in the words of the results interface of ACCORD, for who reads that."""
    verdict = finding.verdict if source.standing.may_judge else Verdict.UNDETERMINED
    missed = finding.margin if verdict is Verdict.VIOLATES else None
    return {
        "answer": _ANSWERS[verdict],
        "missValue": values.rounded(-missed) if missed is not None and missed < 0 else None,
        "documentReference": source.url or None,
    }


def _used(used: UsedValue) -> Json:
    return {
        "name": used.name,
        "label": values.text(used.label),
        "value": values.text(used.value),
        "place": used.place,
        **({} if used.source is None else {"source": values.source(used.source)}),
    }


def _plugin(plugin: LoadedPlugin) -> Json:
    return {
        "name": plugin.name,
        "version": plugin.version,
        "sha256": plugin.sha256,
        "rules": list(plugin.rule_ids),
        "error": values.text_or_none(plugin.error),
        "title": plugin.title,
        "as_data": plugin.as_data,
        "mark": values.text_or_none(plugin.mark),
        "bends": plugin.bends,
    }


def _set_aside(pack: SetAside) -> Json:
    return {
        "name": pack.name,
        "version": pack.version,
        "title": pack.title,
        "reason": values.text(pack.reason),
        "authority": pack.authority,
        "left_out": pack.left_out,
    }


def _receipt(receipt: Receipt) -> Json:
    return {
        "reference_date": receipt.reference_date.isoformat(),
        "versions": dict(receipt.versions),
        "inputs": dict(receipt.inputs),
        "profile": None if receipt.profile is None else _profile(receipt.profile),
        "register": values.text_or_none(receipt.register),
    }


def _profile(profile: MeasuringProfile) -> Json:
    """Return how was measured; a measurement names the id, the assumptions stand with the others."""
    return {
        "id": profile.id,
        "title": values.text(profile.title),
        "plan_datum": values.text(profile.plan_datum),
        "source": values.source(profile.source),
    }
