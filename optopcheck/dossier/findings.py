"""Findings as canonical JSON: the same outcome gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from optopcheck.domain.assessment import Outcome
from optopcheck.domain.rule import Finding, NotApplicable, Rule
from optopcheck.records import (
    KeptArrays,
    Reading,
    RecordError,
    canonical,
    decode,
    decode_value,
    encode,
    encode_rule,
    rule_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.facts import Facts


class StoredRuleError(RuntimeError):
    """A rule out of a dossier has no function; its finding stands beside it."""


def findings_json(outcomes: Iterable[Outcome], arrays: KeptArrays) -> dict[str, object]:
    """Return all outcomes as JSON values, by the ids of their rules."""
    entries = {f"{o.rule.id} {o.pack}": _outcome(o, arrays) for o in outcomes}
    return {"format": "optopcheck-findings", "format_version": 1, "findings": dict(sorted(entries.items()))}


def read_outcomes(data: object, reading: Reading) -> tuple[Outcome, ...]:
    """Rebuild the outcomes; their rules can be shown and no longer run.

    Raises
    ------
    RecordError
        If the data are anything else.
    """
    if not isinstance(data, dict) or not isinstance(data.get("findings"), dict):
        raise RecordError("there are no findings")
    return tuple(_read(entry, reading) for entry in data["findings"].values())


def told_apart(outcomes: Iterable[Outcome]) -> dict[str, bytes]:
    """Return each outcome by its rule, as bytes that differ as soon as anything in it differs."""
    arrays = KeptArrays()
    return {o.rule.id: canonical(_outcome(o, arrays)) for o in outcomes}


def _outcome(outcome: Outcome, arrays: KeptArrays) -> dict[str, object]:
    rule = encode_rule(outcome.rule, arrays)
    kind = "finding" if isinstance(outcome.result, Finding) else "not_applicable"
    return {"rule": rule, "pack": outcome.pack, kind: encode(outcome.result, array=arrays)}


def _read(entry: object, reading: Reading) -> Outcome:
    if not isinstance(entry, dict) or not isinstance(entry.get("rule"), dict):
        raise RecordError("a finding without its rule")
    kinds = rule_fields()
    told = entry["rule"]
    if not told.keys() <= kinds.keys():
        raise RecordError("not the fields of a rule")
    try:
        rule = Rule(check=_no_function, **{n: decode_value(kinds[n], told[n], reading) for n in told})
    except (ValueError, TypeError) as error:
        raise RecordError(f"not a rule: {error}") from error
    pack = decode(str, entry.get("pack"), reading)
    result: Finding | NotApplicable
    if "finding" in entry:
        result = decode(Finding, entry["finding"], reading)
    else:
        result = decode(NotApplicable, entry.get("not_applicable"), reading)
    return Outcome(rule, result, pack)


def _no_function(facts: Facts) -> NoReturn:
    del facts
    raise StoredRuleError("this rule was read from a dossier and cannot be run")
