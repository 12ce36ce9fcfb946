"""What a scan says of one building, and of one point that loses sun: names and meaning.

Names are snake_case; each has a Dutch alias, a unit where it is a number, and a sentence on what it is.
Where a doubt stands beside a number, both have the same unit. An empty value is not known, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from types import UnionType
from typing import Annotated, get_args, get_origin, get_type_hints

from optopcheck.domain.text import Text


class Potential(StrEnum):
    """What a scan says of a building beside its verdict: where looking further pays. It is no verdict."""

    CANDIDATE = "candidate"
    """A storey fits on the flat top roof, and no rule objects so far."""
    OBJECTION = "objection"
    """A storey fits, and a rule objects."""
    NO_ROOF = "no_roof"
    """No storey fits: the roof is pitched or too small."""
    UNKNOWN = "unknown"
    """The source does not tell the shape of the roof, or the building could not be read."""

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _POTENTIALS[self]


_POTENTIALS = {
    Potential.CANDIDATE: Text("een laag past op het dak", "a storey fits on the roof"),
    Potential.OBJECTION: Text("past op het dak, een regel staat in de weg", "fits, a rule is in the way"),
    Potential.NO_ROOF: Text("geen plat dak van genoeg maat", "no flat roof of enough size"),
    Potential.UNKNOWN: Text("dakvorm onbekend of niet gelezen", "roof unknown or not read"),
}


@dataclass(frozen=True)
class Told:
    """Meaning of a column."""

    alias: str
    """Dutch name."""
    about: Text
    unit: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    told: Told
    kind: type
    """One of str, int, float and bool."""


def _told(alias: str, nl: str, en: str, unit: str = "") -> Told:
    return Told(alias, Text(nl, en), unit)


@dataclass(frozen=True)
class BuildingRow:
    """One building (*pand*)."""

    building_id: Annotated[str, _told("pand_id", "naam in de bron", "name in the source")]
    tile: Annotated[str, _told("tegel", "bestand waaruit het pand komt", "file the building comes from")]
    x: Annotated[float | None, _told("x", "midden van het pand in RD", "middle of the building in RD", "m")]
    y: Annotated[float | None, _told("y", "midden van het pand in RD", "middle of the building in RD", "m")]
    verdict: Annotated[
        str,
        _told(
            "oordeel",
            "complies (voldoet), violates (voldoet niet) of undetermined (nader onderzoek), over alle regels",
            "complies, violates or undetermined, over all rules",
        ),
    ]
    need: Annotated[
        str | None,
        _told(
            "nodig",
            "waarop nader onderzoek wacht: input (ontbreekt), precision (binnen de onzekerheid),"
            " judgement (een mens oordeelt) of repair (model of regel herstellen)",
            "what an undetermined verdict waits for: input, precision, judgement or repair",
        ),
    ]
    reason: Annotated[str, _told("reden", "waarop het oordeel berust", "what the verdict rests on")]
    potential: Annotated[
        str,
        _told(
            "kansrijkheid",
            "geen oordeel: candidate (een laag past op het dak), objection (past, maar een regel staat in de"
            " weg), no_roof (geen plat dak van genoeg maat) of unknown (dakvorm onbekend)",
            "no verdict: candidate, objection, no_roof or unknown",
        ),
    ]
    potential_reason: Annotated[str, _told("kansrijkheid_reden", "waarom", "why")]
    rules_comply: Annotated[
        str, _told("regels_voldoet", "regels die voldoen, door spaties gescheiden", "rules that comply")
    ]
    rules_violate: Annotated[
        str, _told("regels_voldoet_niet", "regels die niet voldoen", "rules that are violated")
    ]
    rules_undetermined: Annotated[
        str,
        _told(
            "regels_nader_onderzoek",
            "regels met nader onderzoek, elk als naam:behoefte",
            "undetermined rules, each as name:need",
        ),
    ]
    rules_not_applicable: Annotated[
        int, _told("regels_nvt", "aantal regels dat hier niet geldt", "number of rules that do not apply")
    ]
    level_of_detail: Annotated[
        str | None, _told("detailniveau", "LoD van de gebruikte vorm", "LoD of the shape that was used")
    ]
    ground_nap: Annotated[
        float | None,
        _told("maaiveld_nap", "maaiveld dat de bron noemt, of de voet", "ground level, or the foot", "m"),
    ]
    top_nap: Annotated[float | None, _told("top_nap", "hoogste punt", "highest point", "m")]
    height: Annotated[
        float | None, _told("hoogte", "hoogste punt boven maaiveld", "highest point above the ground", "m")
    ]
    height_doubt: Annotated[
        float | None,
        _told("hoogte_onzekerheid", "van vorm en maaiveld samen", "of shape and ground together", "m"),
    ]
    storeys: Annotated[
        float | None, _told("bouwlagen", "geschat aantal bouwlagen", "estimated number of storeys", "1")
    ]
    storeys_doubt: Annotated[
        float | None, _told("bouwlagen_onzekerheid", "van die schatting", "of that estimate", "1")
    ]
    storeys_source: Annotated[
        str | None,
        _told(
            "bouwlagen_bron",
            "3dbag (b3_bouwlagen) of height (uit de hoogte)",
            "3dbag (b3_bouwlagen) or height (from the height)",
        ),
    ]
    construction_year: Annotated[
        int | None, _told("bouwjaar", "oorspronkelijk bouwjaar in de bron", "year of construction")
    ]
    footprint_area: Annotated[float | None, _told("grondvlak", "van boven gezien", "seen from above", "m2")]
    volume: Annotated[
        float | None, _told("inhoud", "van de vorm boven de grond", "of the shape above ground", "m3")
    ]
    flat_roof_share: Annotated[
        float | None,
        _told("plat_dak_aandeel", "deel van het dak dat plat is", "share of the roof that is flat", "1"),
    ]
    deck_area: Annotated[
        float | None,
        _told("dakvlak", "plat dak waarop de laag komt", "flat roof on which the storey comes", "m2"),
    ]
    deck_nap: Annotated[float | None, _told("dakvlak_nap", "hoogte daarvan", "height of it", "m")]
    proposed_height: Annotated[
        float | None,
        _told("hoogte_na_optoppen", "boven maaiveld, met de laag", "above the ground, with the storey", "m"),
    ]
    added_floor_area: Annotated[
        float | None,
        _told("bvo_erbij", "toegevoegde bruto vloeroppervlakte", "added gross floor area", "m2"),
    ]
    added_floor_area_doubt: Annotated[
        float | None, _told("bvo_erbij_onzekerheid", "daarvan", "of that", "m2")
    ]
    added_homes: Annotated[
        int | None,
        _told("woningen_erbij", "geschat, zie de aannamen", "estimated, see the assumptions", "1"),
    ]
    added_homes_low: Annotated[int | None, _told("woningen_erbij_min", "laagste", "lowest", "1")]
    added_homes_high: Annotated[int | None, _told("woningen_erbij_max", "hoogste", "highest", "1")]
    sun_norm: Annotated[
        str | None,
        _told(
            "zon_norm", "norm waaronder het verlies het grootst is", "norm under which the loss is greatest"
        ),
    ]
    sun_points: Annotated[
        int | None,
        _told("zon_punten", "gevelpunten van buren die zijn nagegaan", "points of neighbours studied", "1"),
    ]
    sun_points_losing: Annotated[
        int | None, _told("zon_punten_verlies", "daarvan met verlies van zon", "of those losing sun", "1")
    ]
    sun_points_below: Annotated[
        int | None,
        _told(
            "zon_punten_onder_norm",
            "daarvan door de laag onder de uren van de norm",
            "of those brought below the hours of the norm",
            "1",
        ),
    ]
    sun_loss: Annotated[
        float | None, _told("zon_verlies", "grootste verlies op een dag", "greatest loss on a day", "min")
    ]
    sun_loss_doubt: Annotated[float | None, _told("zon_verlies_onzekerheid", "daarvan", "of that", "min")]
    sun_loss_at: Annotated[
        str | None, _told("zon_verlies_bij", "pand dat dit verliest", "building that loses it")
    ]
    structure: Annotated[
        str | None,
        _told(
            "constructie",
            "zeef op belasting: kansrijk, nader onderzoek of ontraden; nooit dat het gebouw de laag draagt",
            "screening of loads; never that the building bears the storey",
        ),
    ]
    structure_flags: Annotated[
        str, _told("constructie_signalen", "wat daar tegen spreekt", "what stands against it")
    ]
    quality_flags: Annotated[
        str, _told("kwaliteit", "wat de bron over haar eigen vorm zegt", "what the source says of its shape")
    ]
    remarks: Annotated[str, _told("opmerkingen", "wat niet gelezen of berekend is", "what was not done")]


@dataclass(frozen=True)
class PointRow:
    """One façade point that a storey takes sun from: the most affected ones of each building."""

    building_id: Annotated[str, _told("pand_id", "pand dat een laag krijgt", "building that gets a storey")]
    owner_id: Annotated[str, _told("buur_id", "pand dat zon verliest", "building that loses sun")]
    point_id: Annotated[str, _told("punt_id", "gevel en laag", "façade and storey")]
    norm: Annotated[str, _told("norm", "bezonningsnorm", "sun norm")]
    day: Annotated[str, _told("dag", "dag met het grootste verlies", "day of the greatest loss")]
    minutes_before: Annotated[float, _told("zon_voor", "zon op die dag nu", "sun on that day now", "min")]
    minutes_after: Annotated[float, _told("zon_na", "met de laag", "with the storey", "min")]
    loss: Annotated[float, _told("verlies", "verschil", "difference", "min")]
    doubt: Annotated[float, _told("onzekerheid", "van het verlies", "of the loss", "min")]
    x: Annotated[float, _told("x", "RD", "RD", "m")]
    y: Annotated[float, _told("y", "RD", "RD", "m")]
    z: Annotated[float, _told("z_nap", "hoogte", "height", "m")]


Row = BuildingRow | PointRow


_KEPT: dict[type, tuple[Column, ...]] = {}


def columns(kind: type) -> tuple[Column, ...]:
    """Return the columns of a table, in order."""
    if kind not in _KEPT:
        hints = get_type_hints(kind, include_extras=True)
        _KEPT[kind] = tuple(_column(field.name, hints[field.name]) for field in fields(kind))
    return _KEPT[kind]


def _column(name: str, hint: object) -> Column:
    inner, told = get_args(hint)
    if get_origin(inner) is UnionType or isinstance(inner, UnionType):
        inner = next(part for part in get_args(inner) if part is not type(None))
    return Column(name, told, inner)
