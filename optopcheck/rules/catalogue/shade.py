"""Extra shade on the ground at the instants that a rule file names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.shade import ShadeGround
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, from_size, missing, number_fact, told, unconfirmed
from optopcheck.rules.language.kinds import Kind, ListKind, TextKind, number_in
from optopcheck.rules.language.values import Items, Number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.shade import ExtraShade, ShadeMoment
    from optopcheck.rules.language.values import Value

_NOTHING = Unmeasured(Text("er wordt geen laag toegevoegd", "no storey is added"))
_NOT_MEASURED = Unmeasured(Text("de schaduw is niet gemeten", "the shade was not measured"))
_SUN_DOUBT = 0.01
"""A building is called by one point; a kilometre away the sun stands this much otherwise [deg]."""
_PLOT_KINDS: Mapping[str, Kind] = {
    "name": TextKind(),
    "open_area": number_in("m2"),
    "extra_area": number_in("m2"),
}


def shade_facts(alias: str, moment: ShadeMoment) -> tuple[Fact, ...]:
    """Return what is known of the shade at an instant that a file calls `alias`."""
    at, ground = moment.words, moment.ground.label
    label = _label(Text("extra schaduw op", "extra shade on"), ground, at)
    sun = _label(Text("zonshoogte", "height of the sun"), at)
    plots = _label(Text("percelen van buren met schaduw", "plots of neighbours with shade"), at)
    found = [
        number_fact(
            f"shade.{alias}.extra_area",
            "m2",
            label,
            partial(_area, moment, label),
            note=Text("met het ontwerp in schaduw, zonder niet", "in shade with the design, not without"),
        ),
        number_fact(
            f"shade.{alias}.sun_height",
            "deg",
            sun,
            partial(_sun, moment, sun),
            note=Text("midden van de zon, zonder straalbreking", "middle of the sun, without refraction"),
        ),
        Fact(
            f"shade.{alias}.clock",
            TextKind(),
            "",
            _label(Text("tijdstip", "instant"), at),
            partial(_clock, moment, label),
            note=Text("datum, kloktijd en verschil met UTC", "date, clock time and difference from UTC"),
        ),
    ]
    if moment.ground is ShadeGround.NEIGHBOURS:
        units = "it.open_area, it.extra_area [m2], it.name"
        found.append(
            Fact(f"shade.{alias}.plots", ListKind(_PLOT_KINDS), units, plots, partial(_plots, moment, plots))
        )
    return tuple(found)


def _label(*parts: Text) -> Text:
    return Text(" ".join(p.nl for p in parts), " ".join(p.in_language("en") for p in parts))


def _found(moment: ShadeMoment, facts: Facts) -> ExtraShade | Unmeasured:
    if facts.proposed is facts.existing:
        return _NOTHING
    return facts.proposed.shade.get(moment.id, _NOT_MEASURED)


def _area(moment: ShadeMoment, label: Text, facts: Facts) -> Value:
    found = _found(moment, facts)
    if isinstance(found, Unmeasured):
        return missing(found, label)
    return _answered(from_size(found.area, "m2", label), found, label)


def _answered(value: Value, found: ExtraShade, label: Text) -> Value:
    """Return a number that decides nothing where the height of the ground is assumed."""
    if not isinstance(value, Number) or found.assumption is None:
        return value
    return unconfirmed(value, found.assumption, label, Need.INPUT)


def _sun(moment: ShadeMoment, label: Text, facts: Facts) -> Value:
    found = _found(moment, facts)
    return (
        missing(found, label) if isinstance(found, Unmeasured) else told(found.elevation, _SUN_DOUBT, "deg")
    )


def _clock(moment: ShadeMoment, label: Text, facts: Facts) -> Value:
    found = _found(moment, facts)
    return missing(found, label) if isinstance(found, Unmeasured) else f"{found.on:%d-%m-%Y} {found.clock}"


def _plots(moment: ShadeMoment, label: Text, facts: Facts) -> Value:
    found = _found(moment, facts)
    if isinstance(found, Unmeasured):
        return missing(found, label)
    if isinstance(found.area, Unmeasured):
        return missing(found.area, label)
    rows = [
        {
            "name": name,
            "open_area": told(plot.open_area, 0.0, "m2"),
            "extra_area": _answered(from_size(plot.extra, "m2", label), found, label),
        }
        for name, plot in found.plots.items()
    ]
    return Items(tuple(rows))
