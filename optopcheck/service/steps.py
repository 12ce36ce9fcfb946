"""The five steps to a verdict, each with what is missing and what that costs; none of them blocks another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.blocking import blocked_rules
from optopcheck.domain.building import Severity
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need, Verdict
from optopcheck.domain.step import Gap, Step, StepKey, StepState
from optopcheck.domain.text import Text, numbers
from optopcheck.report.words import overall_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.building import Defect
    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.site import Site
    from optopcheck.rules import RuleSet
    from optopcheck.service.opened import OpenedCase

DEFECTS, FINDINGS, PACKS = "defects", "findings", "packs"
"""Places that are no field: a page of the results, the list of findings, the list of rule packs."""


def case_steps(
    opened: OpenedCase,
    rules: RuleSet,
    scenario: Scenario,
    assessment: Assessment | None = None,
) -> tuple[Step, ...]:
    """Return the five steps of a case as it is now.

    Parameters
    ----------
    opened, rules, scenario
        What lies on the desk.
    assessment
        The last one; counts only where it is of this very case and scenario.
    """
    holds = (
        assessment is not None
        and assessment.facts.case is opened.case
        and assessment.facts.scenario == scenario
    )
    known = assessment if holds else None
    return (
        _model(opened.case, rules),
        _place(opened.case),
        _design(scenario, known.facts if known else None),
        _rules(opened.case, rules, known),
        _result(known),
    )


def _step(key: StepKey, gaps: Iterable[Gap], ready: Text, place: str) -> Step:
    found = tuple(gaps)
    if not found:
        return Step(key, StepState.READY, ready, place)
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    brief = found[0].brief
    said = Text(f"ontbreekt: {brief.nl}{more}", f"missing: {brief.in_language('en')}{more}")
    if key in (StepKey.MODEL, StepKey.DESIGN):
        said = Text(f"{brief.nl}{more}", f"{brief.in_language('en')}{more}")
    return Step(key, StepState.MISSING, said, found[0].place, found)


# --- the model ----------------------------------------------------------------------------------
def _model(case: Case, rules: RuleSet) -> Step:
    defects = [d for d in case.building.defects if d.severity is not Severity.NOTE]
    stopped = blocked_rules([entry.rule for entry in rules], defects)
    worst = sorted(
        stopped, key=lambda b: (b.defect.severity is not Severity.ERROR, -len(b.rules), b.defect.code)
    )
    ready = Text(case.building.name or "model")
    return _step(StepKey.MODEL, (_defect(b.defect, len(b.rules)) for b in worst), ready, DEFECTS)


def _defect(defect: Defect, stopped: int) -> Gap:
    is_error = defect.severity is Severity.ERROR
    brief = _WRONG if is_error else _DOUBTFUL
    nl, en = defect.message.nl, defect.message.in_language("en")
    if stopped:
        rules_nl = "1 regel geeft" if stopped == 1 else f"{stopped} regels geven"
        nl = f"{nl}; {rules_nl} daardoor geen oordeel"
        en = f"{en}; {stopped} rule{'' if stopped == 1 else 's'} cannot judge because of it"
    return Gap(brief, Text(nl, en), DEFECTS)


_WRONG = Text("fout in het model", "error in the model")
_DOUBTFUL = Text("model nakijken", "look at the model")


# --- place and datum ----------------------------------------------------------------------------
def _place(case: Case) -> Step:
    ready = Text(case.site.municipality or "")
    return _step(StepKey.PLACE, _place_gaps(case), ready, "municipality")


def _place_gaps(case: Case) -> Iterator[Gap]:
    site = case.site
    if site.municipality is None:
        yield _NO_MUNICIPALITY
    yield from _datum_gaps(site)
    if site.measuring_level is None:
        yield _NO_LEVEL
    if site.latitude is None or site.longitude is None:
        yield _NO_POSITION
    if not case.neighbours:
        yield _NO_NEIGHBOURS


def _datum_gaps(site: Site) -> Iterator[Gap]:
    datum = site.plan_datum
    if datum is None:
        yield Gap(
            Text("peil", "plan datum"),
            Text("zonder peil is geen hoogte te toetsen", "without a plan datum no height can be checked"),
            "peil",
        )
    elif not datum.origin.is_confirmed:
        yield Gap(
            Text("peil", "plan datum"),
            numbers(
                "zonder bevestigd peil is elke hoogte ±{t} m onzeker",
                "without a confirmed plan datum every height is ±{t} m unsure",
                t=datum.tolerance,
            ),
            "peil",
        )


_NO_MUNICIPALITY = Gap(
    Text("gemeente", "municipality"),
    Text(
        "zonder gemeente is niet bekend welke regels hier gelden; het eindoordeel blijft nader onderzoek",
        "without the municipality it is not known which rules hold; the verdict stays undetermined",
    ),
    "municipality",
)
_NO_LEVEL = Gap(
    Text("meetniveau", "measuring level"),
    Text(
        "zonder meetniveau zijn de hoogten van het Bbl (brand, lift) niet te toetsen",
        "without the measuring level the heights of the Bbl (fire, lift) cannot be checked",
    ),
    "level",
)
_NO_POSITION = Gap(
    Text("plaats op aarde", "place on earth"),
    Text(
        "zonder plaats op aarde is er geen zon te rekenen; het model zegt niet waar het staat",
        "without a place on earth no sun can be counted; the model does not say where it stands",
    ),
    DEFECTS,
)
_NO_NEIGHBOURS = Gap(
    Text("omgeving", "surroundings"),
    Text(
        "zonder omgeving is niet te zien hoeveel zon de buren verliezen",
        "without the surroundings it cannot be seen how much sun the neighbours lose",
    ),
    "neighbours",
)


# --- the design ---------------------------------------------------------------------------------
def _design(scenario: Scenario, facts: Facts | None) -> Step:
    count, height = scenario.storeys_added, scenario.storey_height
    layers = "bouwlaag" if count == 1 else "bouwlagen"
    if scenario.own_design:
        own = Text(
            f"eigen ontwerp, +{count} {layers}",
            f"design of its own, +{count} storey{'' if count == 1 else 's'}",
        )
        return _step(StepKey.DESIGN, _design_gaps(scenario, facts), own, "proposal")
    ready = numbers(
        f"+{count} {layers} van {{h}} m", f"+{count} storey{'' if count == 1 else 's'} of {{h}} m", h=height
    )
    return _step(StepKey.DESIGN, _design_gaps(scenario, facts), ready, "design")


def _design_gaps(scenario: Scenario, facts: Facts | None) -> Iterator[Gap]:
    if scenario.storeys_added == 0:
        yield Gap(
            Text("geen laag", "no storey"),
            Text("er wordt geen laag toegevoegd: er is niets te toetsen", "no storey is added to check"),
            "design",
        )
    if facts is None or scenario.storeys_added == 0:
        return
    height = facts.proposed.measured.building_height
    if facts.proposed.building is None and isinstance(height, Unmeasured):
        yield Gap(Text("past niet op dit dak", "does not fit this roof"), height.reason, "design")
        return
    yield from _own_gaps(facts)
    added = facts.storeys_added
    if not isinstance(added, Unmeasured) and added.value != scenario.storeys_added:
        yield Gap(
            Text("ander aantal lagen", "other number of storeys"),
            numbers(
                f"opgegeven {scenario.storeys_added}, in het ontwerp gemeten {{n}}: wat klopt?",
                f"{scenario.storeys_added} declared, {{n}} measured in the design: which is right?",
                0,
                n=added.value,
            ),
            "design",
        )


def _own_gaps(facts: Facts) -> Iterator[Gap]:
    own = facts.case.proposal if facts.scenario.own_design else None
    if own is not None and (count := len(own.changes.unmatched)):
        yield Gap(
            Text("misschien nieuw", "may be new"),
            Text(
                f"van {count} bouwdelen van het eigen ontwerp is niet vast te stellen of zij nieuw zijn; "
                "het eindoordeel blijft nader onderzoek",
                f"of {count} parts of the design it cannot be established whether they are new; "
                "the verdict stays undetermined",
            ),
            "proposal",
        )


# --- the rules ----------------------------------------------------------------------------------
def _rules(case: Case, rules: RuleSet, assessment: Assessment | None) -> Step:
    count = len(rules.rules)
    ready = Text(f"{count} regels", f"{count} rules")
    return _step(StepKey.RULES, _rule_gaps(case, rules, assessment), ready, PACKS)


def _rule_gaps(case: Case, rules: RuleSet, assessment: Assessment | None) -> Iterator[Gap]:
    if broken := [plugin.name for plugin in rules.plugins if plugin.error is not None]:
        yield _broken(", ".join(broken))
    own = (case.site.municipality or "").lower()
    if own and case.plan_limits is None and not any(entry.rule.maker == own for entry in rules):
        yield _no_own_rules(own.upper())
    if case.plan_limits is None:
        yield _NO_PLAN
    if case.structural_statement is None:
        yield _NO_STATEMENT
    if assessment is not None and (waiting := _waiting(assessment.outcomes)):
        yield _asked(waiting)


def _waiting(outcomes: Iterable[Outcome]) -> list[Text]:
    return [o.rule.title for o in outcomes if o.finding is not None and o.finding.need is Need.INPUT]


def _asked(titles: list[Text]) -> Gap:
    count = len(titles)
    nl = ", ".join(title.nl for title in titles[:_SHOWN])
    en = ", ".join(title.in_language("en") for title in titles[:_SHOWN])
    more = " …" if count > _SHOWN else ""
    verb = "wacht" if count == 1 else "wachten"
    return Gap(
        Text("gegevens voor regels", "data for rules"),
        Text(
            f"{count} regel{'' if count == 1 else 's'} {verb} op een gegeven: {nl}{more}",
            f"{count} rule{' waits' if count == 1 else 's wait'} for something: {en}{more}",
        ),
        FINDINGS,
    )


_SHOWN = 3


def _broken(names: str) -> Gap:
    return Gap(
        Text("regelpakket niet geladen", "rule pack not loaded"),
        Text(
            f"niet geladen, dus niet getoetst: {names}; het eindoordeel kan niet groen zijn",
            f"not loaded, so not checked: {names}; the verdict cannot be green",
        ),
        PACKS,
    )


def _no_own_rules(code: str) -> Gap:
    return Gap(
        Text("regels van de gemeente", "rules of the municipality"),
        Text(
            f"er is geen regelpakket van {code} en geen plan: het eindoordeel blijft nader onderzoek",
            f"there is no rule pack of {code} and no plan: the verdict stays undetermined",
        ),
        PACKS,
    )


_NO_PLAN = Gap(
    Text("planregels", "plan rules"),
    Text(
        "zonder planregels is niet te toetsen hoe hoog en waar er gebouwd mag worden",
        "without plan rules it cannot be checked how high and where may be built",
    ),
    "plan",
)
_NO_STATEMENT = Gap(
    Text("constructieve verklaring", "structural statement"),
    Text(
        "zonder constructieve verklaring blijft open of het gebouw de laag draagt",
        "without a structural statement it stays open whether the building bears the storey",
    ),
    "paper",
)


# --- the result ---------------------------------------------------------------------------------
def _result(assessment: Assessment | None) -> Step:
    if assessment is None:
        return Step(StepKey.RESULT, StepState.WAITING, StepState.WAITING.label, FINDINGS)
    overall = assessment.overall
    said = overall_words(assessment)
    if overall.verdict is not Verdict.UNDETERMINED or overall.need is None:
        return Step(StepKey.RESULT, StepState.READY, said, FINDINGS, verdict=overall.verdict)
    gap = Gap(said, Text(overall.reason.nl, overall.reason.in_language("en")), FINDINGS)
    return Step(StepKey.RESULT, StepState.MISSING, said, FINDINGS, (gap,), overall.verdict)
