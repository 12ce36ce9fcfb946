"""Write the cases of this pack: ``python cases/generate.py``; a test holds the files to these tables."""

from __future__ import annotations

from pathlib import Path

Values = dict[str, object]
Case = tuple[str, str, str | None, Values]
"""Why, verdict (or na), need, what is given."""

_SQUARE = [[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [0.0, 10.0]]
_HOLLOW = [
    [0.0, 0.0],
    [20.0, 0.0],
    [20.0, 10.0],
    [12.0, 10.0],
    [12.0, 6.0],
    [8.0, 6.0],
    [8.0, 10.0],
    [0.0, 10.0],
]


def _limit_cases(key: str, limit: str, below: float, at: float, above: float) -> dict[str, Case]:
    """Return the cases of one plan limit: a quantity of the proposed situation against a maximum."""
    doubt = 0.0 if key == "storey_count" else 0.05
    given = {"limit": limit, "max": at, "quantity": key, "tolerance": doubt}
    cases: dict[str, Case] = {
        "complies-below-the-maximum": ("Ruim onder de grens.", "complies", None, {**given, "value": below}),
        "violates-above-the-maximum": ("Ruim boven de grens.", "violates", None, {**given, "value": above}),
        "undetermined-no-plan": (
            "Er zijn geen planregels ingevoerd.",
            "undetermined",
            "input",
            {"quantity": key, "value": below, "tolerance": doubt},
        ),
        "undetermined-other-limit-only": (
            "Het plan is ingevoerd, maar deze grens niet.",
            "undetermined",
            "input",
            {**given, "limit": "max_eaves_height" if "eaves" not in limit else "max_storeys", "value": below},
        ),
        "undetermined-not-measured": (
            "De maat is niet gemeten.",
            "undetermined",
            "input",
            {"limit": limit, "max": at},
        ),
        "undetermined-draft-plan": (
            "Het plan is nog een ontwerp en draagt geen oordeel.",
            "undetermined",
            "judgement",
            {**given, "value": above, "standing": "ontwerp"},
        ),
        "violates-policy": (
            "De grens staat in een beleidsregel: dat is beleid, geen plan.",
            "violates",
            None,
            {**given, "value": above, "standing": "beleidsregel"},
        ),
    }
    if doubt:
        why = "Precies op de grens: binnen de onzekerheid."
        cases["undetermined-at-the-maximum"] = (why, "undetermined", "precision", {**given, "value": at})
    else:
        cases["complies-at-the-maximum"] = ("Tellen is exact.", "complies", None, {**given, "value": at})
        cases["undetermined-existing-not-measured"] = (
            "Past, maar of de nieuwe laag is meegeteld is niet na te gaan.",
            "undetermined",
            "input",
            {**given, "value": below, "existing_unmeasured": True},
        )
        cases["violates-existing-not-measured"] = (
            "Te veel bouwlagen blijven te veel.",
            "violates",
            None,
            {**given, "value": above, "existing_unmeasured": True},
        )
    return cases


def _zone_cases() -> dict[str, Case]:
    def added(x0: float, y0: float, x1: float, y1: float, zone: object = _SQUARE) -> Values:
        return {"zone": zone, "added": [x0, y0, x1, y1]}

    return {
        "complies-well-inside": ("Overal 1 m binnen de rand.", "complies", None, added(1, 1, 19, 9)),
        "violates-half-a-metre-outside": ("Steekt 0,5 m uit.", "violates", None, added(1, 1, 20.5, 9)),
        "violates-across-a-hollow": (
            "Alle hoeken liggen binnen, maar de laag overbrugt een inham.",
            "violates",
            None,
            added(1, 1, 19, 9, _HOLLOW),
        ),
        "undetermined-on-the-edge": ("Precies op de rand.", "undetermined", "precision", added(0, 0, 20, 10)),
        "undetermined-no-plan": (
            "Er zijn geen planregels ingevoerd.",
            "undetermined",
            "input",
            {"added": [1.0, 1.0, 19.0, 9.0]},
        ),
        "undetermined-no-added-parts": (
            "De delen van de nieuwe laag zijn niet bekend.",
            "undetermined",
            "input",
            {"zone": _SQUARE},
        ),
        "na-no-storey-added": (
            "Er komt geen bouwlaag bij.",
            "na",
            None,
            {"zone": _SQUARE, "storeys_added": 0},
        ),
    }


def _threshold_cases(height: float) -> dict[str, Case]:
    def floors(before: float, after: float, **more: object) -> Values:
        return {"floors": [before, after], "measuring_level": 0.0, **more}

    return {
        "undetermined-crossed": (
            "De vloer lag eronder en komt erboven.",
            "undetermined",
            "judgement",
            floors(height - 1, height + 1.5),
        ),
        "undetermined-already-above": (
            "De vloer lag er al boven.",
            "undetermined",
            "judgement",
            floors(height + 1, height + 4),
        ),
        "undetermined-at-the-threshold": (
            "Precies op de drempel: binnen de onzekerheid.",
            "undetermined",
            "precision",
            floors(height - 3, height),
        ),
        "undetermined-no-measuring-level": (
            "Het meetniveau is niet opgegeven; peil is iets anders.",
            "undetermined",
            "input",
            {"floors": [height - 3, height - 1], "plan_datum": 0.0},
        ),
        "undetermined-floors-unknown": (
            "De vloeren zijn niet bekend.",
            "undetermined",
            "input",
            {"measuring_level": 0.0},
        ),
        "na-stays-below": (
            "De vloer blijft onder de drempel.",
            "na",
            None,
            floors(height - 4, height - 1),
        ),
    }


def _room_cases() -> dict[str, Case]:
    old = ["kamer", "old", 2.4]

    def rooms(*new: tuple[str, float], **more: object) -> Values:
        return {"rooms": [old, *([name, "new", height] for name, height in new)], **more}

    return {
        "complies-new-build-level": (
            "Elke nieuwe ruimte haalt 2,6 m; de bestaande van 2,4 m telt niet mee.",
            "complies",
            None,
            rooms(("woonkamer", 2.7), ("slaapkamer", 2.65)),
        ),
        "violates-no-room-reaches-alteration-level": (
            "Geen enkele nieuwe ruimte haalt 2,1 m.",
            "violates",
            None,
            rooms(("woonkamer", 2.05), ("slaapkamer", 2.0)),
        ),
        "undetermined-between-the-levels": (
            "Hoger dan 2,1 m en lager dan 2,6 m: welk niveau geldt is omstreden.",
            "undetermined",
            "judgement",
            rooms(("woonkamer", 2.7), ("slaapkamer", 2.4)),
        ),
        "undetermined-one-low-room": (
            "Eén lage ruimte kan een berging zijn.",
            "undetermined",
            "judgement",
            rooms(("woonkamer", 2.7), ("kast", 1.9)),
        ),
        "undetermined-at-new-build-level": (
            "Precies 2,6 m: binnen de onzekerheid.",
            "undetermined",
            "precision",
            rooms(("woonkamer", 2.6)),
        ),
        "undetermined-at-alteration-level": (
            "Precies 2,1 m: binnen de onzekerheid.",
            "undetermined",
            "precision",
            rooms(("woonkamer", 2.1)),
        ),
        "undetermined-room-not-measured": (
            "Van een nieuwe ruimte is de hoogte niet gemeten.",
            "undetermined",
            "input",
            rooms(("woonkamer", 2.7), ("slaapkamer", 0.0)),
        ),
        "undetermined-only-existing-rooms": (
            "De nieuwe laag heeft geen ruimten.",
            "undetermined",
            "input",
            rooms(),
        ),
        "undetermined-no-rooms": ("Het model heeft geen ruimten.", "undetermined", "input", {}),
        "na-no-storey-added": ("Er komt geen bouwlaag bij.", "na", None, rooms(storeys_added=0)),
    }


def _sun_cases(hours: int) -> dict[str, Case]:
    need = hours * 60
    enough, below = need + 60, need - 40
    kept = {"own": [[enough, enough - 10]], "neighbours": [[enough, enough - 20]]}
    return {
        "complies-all-points-known": (
            "Ramen en buren uit een model, alle met genoeg zon.",
            "complies",
            None,
            kept,
        ),
        "violates-falls-below": (
            "Een raam van de buren komt door het plan onder de norm.",
            "violates",
            None,
            {**kept, "neighbours": [[enough, below]]},
        ),
        "violates-below-and-worse": (
            "Een raam lag al onder de norm en verliest vijf minuten.",
            "violates",
            None,
            {**kept, "neighbours": [[below, below - 5]]},
        ),
        "undetermined-below-not-worse": (
            "Een raam ligt onder de norm, maar verliest niets.",
            "undetermined",
            "judgement",
            {**kept, "neighbours": [[below, below]]},
        ),
        "undetermined-within-the-doubt": (
            "Een raam houdt precies de norm over.",
            "undetermined",
            "precision",
            {**kept, "own": [[enough, need]]},
        ),
        **_undecided_sun_cases(kept, enough),
    }


def _undecided_sun_cases(kept: Values, enough: int) -> dict[str, Case]:
    return {
        "undetermined-no-neighbours": (
            "De buren zijn niet ingevoerd; eigen ramen voldoen.",
            "undetermined",
            "input",
            {"own": kept["own"]},
        ),
        "undetermined-assumed-points": (
            "De plaats van de meetpunten op de buren is aangenomen, ook al verliezen zij veel.",
            "undetermined",
            "input",
            {"own": kept["own"], "neighbours": [[enough, 0]], "neighbours_assumed": True},
        ),
        "undetermined-no-points": ("Er is geen enkel meetpunt.", "undetermined", "input", {}),
        "undetermined-only-north": (
            "Geen meetpunt kan zon krijgen: niets getoetst is nooit groen.",
            "undetermined",
            "input",
            {"own": [[0, 0]], "neighbours": [[0, 0]], "reachable": 0},
        ),
        "undetermined-no-study": (
            "Er is geen bezonningsstudie: de plaats op aarde is niet bekend.",
            "undetermined",
            "input",
            {"no_study": "het model noemt geen plaats op aarde"},
        ),
    }


RULES: dict[str, dict[str, Case]] = {
    "nl.pln-building-height": _limit_cases("building_height", "max_building_height", 11.5, 12.0, 12.6),
    "nl.pln-eaves-height": _limit_cases("eaves_height", "max_eaves_height", 11.0, 11.5, 12.6),
    "nl.pln-storeys": _limit_cases("storey_count", "max_storeys", 4.0, 5.0, 6.0),
    "nl.pln-building-zone": _zone_cases(),
    "nl.tno-light": _sun_cases(2),
    "nl.tno-strict": _sun_cases(3),
    "nl.bbl-threshold-5m": _threshold_cases(5.0),
    "nl.bbl-threshold-7m": _threshold_cases(7.0),
    "nl.bbl-threshold-12-5m": _threshold_cases(12.5),
    "nl.bbl-threshold-13m": _threshold_cases(13.0),
    "nl.bbl-threshold-20m": _threshold_cases(20.0),
    "nl.bbl-threshold-70m": _threshold_cases(70.0),
    "nl.bbl-free-height": _room_cases(),
}

_NO_VERDICT = "Welk niveau bij verbouw geldt is omstreden: de regel meldt de artikelen en oordeelt nooit."
_ALWAYS = "De regel heeft geen bereik dat uitsluit: zonder ingevoerde grens is het nader onderzoek."
_ALWAYS_SUN = "De norm is overal te gebruiken: zonder studie of meetpunten is het nader onderzoek."
NONE: dict[str, dict[str, str]] = {
    **{rule: {"na": _ALWAYS} for rule in RULES if rule.startswith("nl.pln") and "zone" not in rule},
    **{rule: {"na": _ALWAYS_SUN} for rule in RULES if rule.startswith("nl.tno")},
    **{
        rule: {"complies": _NO_VERDICT, "violates": _NO_VERDICT}
        for rule in RULES
        if rule.startswith("nl.bbl-threshold")
    },
}
"""Outcomes that a rule cannot have, and why."""


def text_of(why: str, verdict: str, need: str | None, values: Values) -> str:
    """Return one case as TOML."""
    expected = [f'verdict = "{verdict}"', *([f'need = "{need}"'] if need else [])]
    lines = [f"{key} = {_toml(value)}" for key, value in values.items()]
    return "\n".join([f'why = "{why}"', "", "[expect]", *expected, "", "[given]", *lines, ""])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def files() -> dict[str, str]:
    """Return every file of this pack's cases by path, relative to this folder."""
    cases = {
        f"{rule}/{name}.toml": text_of(*case) for rule, named in RULES.items() for name, case in named.items()
    }
    none = {
        f"{rule}/none-{verdict}.toml": f'reason = "{reason}"\n'
        for rule, reasons in NONE.items()
        for verdict, reason in reasons.items()
    }
    return cases | none


if __name__ == "__main__":
    for path, text in files().items():
        target = Path(__file__).parent / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
