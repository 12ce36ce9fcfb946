"""What in this model blocks which quantity: every defect with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from optopcheck.ifc.survey import Level, Part, Units

ALL_MEASURED = frozenset(quantity.key for quantity in Quantity)
_SHOWN = 5
_EXPORT = Text("exporteer het model opnieuw", "export the model again")


def no_storeys() -> Defect:
    """Return: the model has no storeys."""
    return Defect(
        "IFC-STOREYS-NONE",
        Severity.ERROR,
        Text(
            "het model bevat geen bouwlagen (IfcBuildingStorey)",
            "the model holds no storeys (IfcBuildingStorey)",
        ),
        Text("exporteer het model met zijn bouwlagen", "export the model with its storeys"),
        blocks=frozenset({"storey_count", "gross_floor_area"}),
    )


def storeys_without_height(levels: Sequence[Level]) -> Defect:
    """Return: storeys have neither placement nor elevation."""
    names = _names(level.name for level in levels)
    return Defect(
        "IFC-STOREYS-NO-HEIGHT",
        Severity.ERROR,
        Text(f"bouwlagen zonder hoogte: {names}", f"storeys without a height: {names}"),
        Text("geef elke bouwlaag een hoogte", "give every storey an elevation"),
        tuple(level.id for level in levels),
        frozenset({"storey_count", "gross_floor_area"}),
    )


def storeys_disagree(levels: Sequence[Level]) -> Defect:
    """Return: the attribute Elevation contradicts the placement."""
    worst = max(levels, key=lambda level: abs((level.placed or 0.0) - level.stated[0]))
    name = worst.name.replace("{", "(").replace("}", ")")  # braces are places to fill in
    return Defect(
        "IFC-STOREYS-ELEVATION",
        Severity.WARNING,
        numbers(
            f"van {len(levels)} bouwlagen wijkt Elevation af van de plaatsing, het meest bij '{name}': "
            "{stated} m tegen {placed} m; de plaatsing is gebruikt",
            f"Elevation differs from the placement for {len(levels)} storeys, most for '{name}': "
            "{stated} m against {placed} m; the placement was used",
            3,
            stated=worst.stated[0],
            placed=worst.placed or 0.0,
        ),
        Text("controleer de hoogten van de bouwlagen", "check the elevations of the storeys"),
        tuple(level.id for level in levels),
    )


def units(found: Units, kernel: float | None) -> list[Defect]:
    """Return what is wrong with the length unit."""
    declared = ", ".join(found.declared)
    if found.problem == "several":
        return [
            Defect(
                "IFC-UNITS-SEVERAL",
                Severity.WARNING,
                Text(
                    f"het model noemt meer dan een lengte-eenheid: {declared}",
                    f"several length units: {declared}",
                ),
                Text("controleer of de maten kloppen", "check whether the sizes are right"),
            ),
            *_unit_conflict(found, kernel),
        ]
    if found.problem is not None:
        return [
            Defect(
                "IFC-UNITS-NONE",
                Severity.ERROR,
                Text(
                    "het model noemt geen bruikbare lengte-eenheid; gelezen alsof het meters zijn",
                    "the model names no usable length unit; read as if it were metres",
                ),
                Text("exporteer het model met een lengte-eenheid", "export the model with a length unit"),
                blocks=ALL_MEASURED,
            )
        ]
    return _unit_conflict(found, kernel)


def _unit_conflict(found: Units, kernel: float | None) -> list[Defect]:
    if kernel is None or abs(kernel - found.scale) <= 1e-9 * found.scale:
        return []
    return [
        Defect(
            "IFC-UNITS-CONFLICT",
            Severity.ERROR,
            Text(
                f"de lengte-eenheid is op twee manieren te lezen: {found.scale:g} m of {kernel:g} m",
                f"the length unit can be read in two ways: {found.scale:g} m or {kernel:g} m",
            ),
            _EXPORT,
            blocks=ALL_MEASURED,
        )
    ]


def damaged_text(errors: Sequence[str]) -> Defect:
    """Return: the parser met errors; what it dropped is not known."""
    shown = "; ".join(errors[:_SHOWN])
    return Defect(
        "IFC-FILE-DAMAGED",
        Severity.ERROR,
        Text(
            f"het bestand bevat fouten, onbekend is wat daardoor ontbreekt: {shown}",
            f"the file holds errors, what is missing because of them is unknown: {shown}",
        ),
        _EXPORT,
        blocks=ALL_MEASURED,
    )


def left_out(kinds: Mapping[str, int]) -> Defect:
    """Return: elements that are no part of the building mass were not read."""
    shown = ", ".join(f"{count} x {kind}" for kind, count in kinds.items())
    return Defect(
        "IFC-KINDS-LEFT-OUT",
        Severity.NOTE,
        Text(
            f"niet meegenomen (meubels, installaties, wapening en dergelijke): {shown}",
            f"left out (furniture, installations, reinforcement and the like): {shown}",
        ),
        Text(
            "geen actie nodig, tenzij er een bouwdeel bij is",
            "no action needed, unless one of them is a building part",
        ),
    )


def in_site(parts: Sequence[Part]) -> Defect:
    """Return: elements stand in the site, not in the building, and were read with it."""
    names = _names(part.name for part in parts)
    return Defect(
        "IFC-IN-SITE",
        Severity.NOTE,
        Text(
            f"{len(parts)} bouwdelen staan in het terrein (IfcSite) en zijn bij het gebouw gelezen: {names}",
            f"{len(parts)} parts stand in the site (IfcSite) and were read with the building: {names}",
        ),
        Text("zet ze in een bouwlaag, of laat terrein weg", "put them in a storey, or leave out the terrain"),
        tuple(part.id for part in parts),
    )


def taken_away(gone: int, cut: int) -> Defect:
    """Return: the model is a variant that was written here, and what it takes away was left out."""
    return Defect(
        "IFC-DEMOLISHED",
        Severity.WARNING,
        Text(
            f"dit model is een variant van optopcheck: {gone} onderdelen staan erin als sloop en zijn niet "
            f"meegenomen, {cut} zijn afgesneden",
            f"this model is a variant of optopcheck: {gone} parts stand in it as demolished and were left "
            f"out, {cut} were cut off",
        ),
        Text(
            "toets het oorspronkelijke model, tenzij dit de nieuwe toestand moet zijn",
            "check the original model, unless this is to be the new situation",
        ),
    )


def strays(names: Mapping[str, str]) -> Defect:
    """Return: loose bodies in the site were left out."""
    shown = _names(names.values())
    return Defect(
        "IFC-STRAYS",
        Severity.WARNING,
        Text(
            f"{len(names)} losse objecten in het terrein (IfcSite) zijn niet meegenomen: {shown}",
            f"{len(names)} loose objects in the site (IfcSite) were left out: {shown}",
        ),
        Text(
            "zet wat bij het gebouw hoort in een bouwlaag",
            "put what belongs to the building in a storey",
        ),
        tuple(names),
    )


def homeless(identities: Sequence[str], at_building: Sequence[Part]) -> Defect:
    """Return: in a model with several buildings, elements belong to none.

    Of those that stand at this one nobody knows whether they are a part of it.
    """
    remedy = Text(
        "zet elk bouwdeel in een bouwlaag van een gebouw", "put every part in a storey of a building"
    )
    if at_building:
        names = _names(part.name or part.kind for part in at_building)
        count = len(at_building)
        return Defect(
            "IFC-HOMELESS",
            Severity.ERROR,
            Text(
                f"{count} bouwdelen horen bij geen gebouw en staan tegen dit gebouw aan: {names}",
                f"{count} parts belong to no building and stand against this one: {names}",
            ),
            remedy,
            tuple(part.id for part in at_building),
            ALL_MEASURED,
        )
    return Defect(
        "IFC-HOMELESS",
        Severity.WARNING,
        Text(
            f"{len(identities)} bouwdelen horen bij geen gebouw en zijn niet gelezen",
            f"{len(identities)} parts belong to no building and were not read",
        ),
        remedy,
        tuple(identities),
    )


def repeated_ids(identities: Sequence[str]) -> Defect:
    """Return: GlobalIds that occur more than once."""
    return Defect(
        "IFC-GUID-REPEATED",
        Severity.WARNING,
        Text(
            f"{len(identities)} GlobalIds komen dubbel voor",
            f"{len(identities)} GlobalIds occur more than once",
        ),
        _EXPORT,
        tuple(identities),
    )


def position(code: str, message: Text, remedy: Text | None = None) -> Defect:
    """Return a warning about place or north."""
    return Defect(
        code,
        Severity.WARNING,
        message,
        remedy
        or Text(
            "geef het model de juiste ligging (IfcMapConversion naar EPSG:28992)",
            "give the model its true position (IfcMapConversion to EPSG:28992)",
        ),
    )


def inner_windows(parts: Sequence[Part]) -> Defect:
    """Return: windows that look into the building were passed over."""
    return Defect(
        "IFC-WINDOWS-INSIDE",
        Severity.NOTE,
        Text(
            f"{len(parts)} ramen liggen binnen het gebouw en zijn geen meetpunt",
            f"{len(parts)} windows lie inside the building and are no observation points",
        ),
        Text("geen actie nodig", "no action needed"),
        tuple(part.id for part in parts),
    )


def windows_unread(parts: Sequence[Part]) -> Defect:
    """Return: windows without usable geometry give no observation point."""
    return Defect(
        "IFC-WINDOWS-UNREAD",
        Severity.WARNING,
        Text(
            f"van {len(parts)} ramen is de plaats niet te bepalen; zij zijn geen meetpunt",
            f"the place of {len(parts)} windows cannot be told; they are no observation points",
        ),
        Text("exporteer de ramen met hun geometrie", "export the windows with their geometry"),
        tuple(part.id for part in parts),
    )


def _names(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(f"'{name}'" for name in known[:_SHOWN]) + (" ..." if len(known) > _SHOWN else "")
