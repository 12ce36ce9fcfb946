"""BBL-01: whether the added storey crosses a floor height of the building code (*drempelpassage*).

Never a verdict: which level holds for an alteration (*rechtens verkregen
niveau* or new-build) is for a human; the rule says which articles come up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.api import (
    Finding,
    LegalSource,
    Limit,
    Need,
    NotApplicable,
    Quantity,
    Rule,
    Standing,
    StoreyRole,
    Text,
    Unmeasured,
    Verdict,
    join_texts,
    numbers,
    undetermined,
)
from optopcheck_national.sentences import sentence

if TYPE_CHECKING:
    from optopcheck.api import Datum, Facts, Situation, Storey

FLOOR_DOUBT = 0.02
"""Doubt of a floor height in a model [m]; our assumption."""

# A loft may hold habitable space, so its floor counts as well: the answer is never green.
_INHABITED = (StoreyRole.LAYER, StoreyRole.ATTIC)

_URL = "https://wetten.overheid.nl/BWBR0041297"
_READ = Text(
    "Gelezen is een opgeslagen kopie van de tekst van 1 januari 2025; latere wijzigingen zijn niet nagegaan.",
    "Read was a stored copy of the text of 1 January 2025; later changes were not checked.",
)

ASSUMPTIONS = (
    Text(
        "Elke vloer van een bouwlaag of zolder telt als vloer van een verblijfsgebied.",
        "Every floor of a storey or attic counts as a floor of a habitable area.",
    ),
    Text(
        "Een vloerhoogte in het model is 0,02 m onzeker.",
        "A floor height in the model is uncertain by 0.02 m.",
    ),
    Text(
        "Meetniveau is de hoogte van het terrein bij de toegang; dat is een ander vlak dan peil.",
        "The measuring level is the height of the ground at the entrance; not the same as the plan datum.",
    ),
    Text(
        "Optoppen is verbouw: of het nieuwbouwniveau of het rechtens verkregen niveau geldt is omstreden.",
        "Adding storeys is alteration: whether the new-build or the acquired level holds is disputed.",
    ),
)


@dataclass(frozen=True)
class Threshold:
    """A floor height at which articles of the Bbl start to apply."""

    id: str
    height: float
    """Above the measuring level [m]."""
    article: str
    subject: Text
    reached_at: bool = False
    """True where the article says 'ten minste', False where it says 'hoger dan'."""
    untested: Text | None = None
    """What the same articles ask beside floor heights, and this rule leaves open."""

    @property
    def limit(self) -> Limit:
        """The height as a limit with its articles."""
        return Limit(self.height, "m", f"Bbl {self.article}", f"Bbl {self.article}")

    @property
    def cited(self) -> Text:
        """The articles as a sentence of each language names them."""
        english = self.article
        for nl, en in (("lid", "paragraph"), ("tabel", "table"), ("en", "and"), ("verbouw", "alteration")):
            english = re.sub(rf"\b{nl}\b", en, english)
        return Text(self.article, english)


THRESHOLDS = (
    Threshold(
        "nl.bbl-threshold-5m",
        5.0,
        "art. 4.44 lid 3 en 4.47 (verbouw: 5.12)",
        Text(
            "brandklasse B van de onderste 2,5 m van de gevel; dak niet brandgevaarlijk",
            "fire class B for the lowest 2.5 m of the façade; roof not a fire hazard",
        ),
        reached_at=True,
    ),
    Threshold(
        "nl.bbl-threshold-7m",
        7.0,
        "art. 4.17 tabel a (verbouw: 5.10)",
        Text(
            "hoofddraagconstructie bij brand: van 60 naar 90 minuten",
            "main structure in fire: from 60 to 90 minutes",
        ),
    ),
    Threshold(
        "nl.bbl-threshold-12-5m",
        12.5,
        "art. 4.184 lid 1, 4.189 en 4.190",
        Text(
            "toegankelijkheidssector en lift in een woongebouw",
            "accessible sector and lift in a residential building",
        ),
        untested=Text(
            "Hetzelfde geldt boven 3500 m2 gebruiksoppervlakte hoger dan 1,5 m; dat is hier niet getoetst.",
            "The same holds above 3500 m2 of usable area higher than 1.5 m; that is not tested here.",
        ),
    ),
    Threshold(
        "nl.bbl-threshold-13m",
        13.0,
        "art. 4.17 tabel a (verbouw: 5.10)",
        Text(
            "hoofddraagconstructie bij brand: van 90 naar 120 minuten",
            "main structure in fire: from 90 to 120 minutes",
        ),
        untested=Text(
            "Een gevel hoger dan 13 m moet brandklasse B hebben (art. 4.44 lid 2), ook als de vloeren lager"
            " liggen; dat is hier niet getoetst.",
            "A façade above 13 m must have fire class B (art. 4.44 paragraph 2), also where the floors lie"
            " lower; that is not tested here.",
        ),
    ),
    Threshold(
        "nl.bbl-threshold-20m",
        20.0,
        "art. 4.221",
        Text(
            "droge blusleiding (gewijzigd bij Stb. 2024, 368: de nieuwe tekst is niet gelezen)",
            "dry riser (changed by Stb. 2024, 368: the new text was not read)",
        ),
    ),
    Threshold(
        "nl.bbl-threshold-70m",
        70.0,
        "art. 4.88 en 4.89",
        Text(
            "hoog gebouw: gelijkwaardige brandveiligheid of SBRCURnet-handreiking",
            "tall building: equivalent fire safety or the SBRCURnet guideline",
        ),
    ),
)


def crossing(threshold: Threshold, facts: Facts) -> Finding | NotApplicable:
    """Tell whether floors come above the threshold, or lay above it already."""
    before, after = _top_floor(facts.existing), _top_floor(facts.proposed)
    for floor in (before, after):
        if isinstance(floor, Unmeasured):
            return undetermined(floor.need, join_texts(sentence(floor.reason), _about(threshold)))
    if isinstance(before, Unmeasured) or isinstance(after, Unmeasured):
        return undetermined(Need.INPUT, _about(threshold))
    level = facts.case.site.measuring_level
    if level is None:
        return undetermined(
            Need.INPUT,
            join_texts(_no_level(), *_indication(threshold, before, after, facts), _about(threshold)),
            limit=threshold.limit,
            what_would_change=Text("het meetniveau opgeven", "giving the measuring level"),
        )
    return _compared(threshold, before, after, level, facts.proposed)


def _compared(
    threshold: Threshold, before: Storey, after: Storey, level: Datum, proposed: Situation
) -> Finding | NotApplicable:
    old, new = before.elevation - level.value, after.elevation - level.value
    doubt = FLOOR_DOUBT + level.tolerance
    floors = numbers(
        "Hoogste vloer: {old} m nu, {new} m straks boven meetniveau (± {doubt} m); drempel {height} m.",
        "Top floor: {old} m now, {new} m then above the measuring level (± {doubt} m); threshold {height} m.",
        2,
        old=old,
        new=new,
        doubt=doubt,
        height=threshold.height,
    )
    state = _state(threshold, old, new, doubt)
    if state is None:
        return NotApplicable(
            join_texts(
                floors,
                Text("De drempel wordt niet gepasseerd.", "The threshold is not crossed."),
                *_untested(threshold),
            )
        )
    need, told = state
    above = tuple(
        s.global_id
        for s in proposed.storeys
        if s.role in _INHABITED and s.elevation - level.value >= threshold.height - doubt
    )
    return Finding(
        Verdict.UNDETERMINED,
        join_texts(floors, told, _about(threshold)),
        need=need,
        limit=threshold.limit,
        margin=threshold.height - new,
        uncertainty=doubt,
        elements=above,
    )


def _state(threshold: Threshold, old: float, new: float, doubt: float) -> tuple[Need, Text] | None:
    """Return need and text, None where the threshold stays out of reach."""
    if abs(new - threshold.height) <= doubt:
        return Need.PRECISION, Text(
            "Of de drempel wordt gepasseerd valt binnen de onzekerheid.",
            "Whether the threshold is crossed lies within the uncertainty.",
        )
    if new < threshold.height:
        return None
    if abs(old - threshold.height) <= doubt:
        return Need.JUDGEMENT, Text(
            "De vloer komt boven de drempel; of dat nu al zo is valt binnen de onzekerheid.",
            "The floor comes above the threshold; whether it is so already lies within the uncertainty.",
        )
    if old > threshold.height:
        return Need.JUDGEMENT, Text(
            "Het gebouw lag al boven de drempel.", "The building lay above the threshold already."
        )
    return Need.JUDGEMENT, Text(
        "De extra bouwlaag passeert de drempel.", "The added storey crosses the threshold."
    )


def _top_floor(situation: Situation) -> Storey | Unmeasured:
    """Return the highest floor that may be inhabited, or why there is none."""
    count = situation.measured.storey_count
    if not situation.storeys:
        if isinstance(count, Unmeasured):
            return count
        return Unmeasured(Text("De vloeren zijn niet bekend.", "The floors are not known."))
    if isinstance(count, Unmeasured) and count.need is Need.REPAIR:
        # Part of the model is missing: the highest floor that is known may not be the highest.
        return count
    if any(storey.role is None for storey in situation.storeys):
        return Unmeasured(
            Text("Niet van elke vloer is beoordeeld of zij een bouwlaag is.", "Not every floor was judged.")
        )
    floors = [storey for storey in situation.storeys if storey.role in _INHABITED]
    if not floors:
        return Unmeasured(Text("Er is geen vloer van een bouwlaag.", "There is no floor of a storey."))
    return max(floors, key=lambda storey: storey.elevation)


def _no_level() -> Text:
    return Text(
        "Het meetniveau (Bbl, bijlage I) is niet opgegeven; peil is iets anders.",
        "The measuring level (Bbl, annex I) was not given; the plan datum is something else.",
    )


def _indication(threshold: Threshold, before: Storey, after: Storey, facts: Facts) -> tuple[Text, ...]:
    """Say how the floors lie to the plan datum: a hint, not a finding."""
    datum = facts.case.site.plan_datum
    if datum is None:
        return ()
    old, new = before.elevation - datum.value, after.elevation - datum.value
    state = _state(threshold, old, new, FLOOR_DOUBT + datum.tolerance)
    hint = (
        state[1] if state else Text("De drempel blijft buiten bereik.", "The threshold stays out of reach.")
    )
    return (
        numbers(
            "Indicatie vanaf peil: hoogste vloer {old} m nu, {new} m straks.",
            "Indication from the plan datum: top floor {old} m now, {new} m then.",
            2,
            old=old,
            new=new,
        ),
        hint,
    )


def _about(threshold: Threshold) -> Text:
    word = Text("Vanaf", "From") if threshold.reached_at else Text("Boven", "Above")
    height = _height(threshold)
    about = Text(
        f"{word.nl} {height.nl} ({threshold.article}): {threshold.subject.nl}.",
        f"{word.in_language('en')} {height.in_language('en')} ({threshold.cited.in_language('en')}):"
        f" {threshold.subject.in_language('en')}.",
    )
    return join_texts(about, *_untested(threshold))


def _untested(threshold: Threshold) -> tuple[Text, ...]:
    return (threshold.untested,) if threshold.untested else ()


def _height(threshold: Threshold) -> Text:
    decimals = 0 if threshold.height.is_integer() else 1
    return numbers("{h} m", "{h} m", decimals, h=threshold.height)


def _rule(threshold: Threshold) -> Rule:
    height = _height(threshold)
    title = Text(
        f"Bbl-drempel: vloer boven {height.nl}", f"Bbl threshold: floor above {height.in_language('en')}"
    )
    source = LegalSource(
        title="Besluit bouwwerken leefomgeving",
        passage=threshold.subject.nl,
        url=_URL,
        article=threshold.article,
        standing=Standing.LAW,
        consulted_on=date(2026, 11, 23),
        note=_READ,
    )
    return Rule(
        threshold.id,
        title,
        source,
        lambda facts: crossing(threshold, facts),
        assumptions=ASSUMPTIONS,
        quantities=(Quantity.STOREY_COUNT,),
    )


THRESHOLD_RULES = tuple(_rule(threshold) for threshold in THRESHOLDS)
