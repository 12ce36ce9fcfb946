"""What is said about repairs."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.building import Element, Storey
    from optopcheck.domain.repair import Location, North, Repairs
    from optopcheck.domain.site import Origin

ENTERED_ROLE = Text("opgegeven door de gebruiker", "given by the user")
_SHOWN = 8
_ORIGINS = {
    "entered": Text("ingevoerd", "entered"),
    "ifc": Text("uit het model", "from the model"),
    "design": Text("volgens het ontwerp", "of the design"),
    "surveyed": Text("ingemeten", "surveyed"),
    "ahn": Text("uit het AHN", "from AHN"),
}


def notes(repairs: Repairs, extra_turn: float) -> tuple[Defect, ...]:
    """Return one note for each repair."""
    return tuple(_note(code, text, repairs) for code, text in _said(repairs, extra_turn))


def _said(repairs: Repairs, extra_turn: float) -> Iterator[tuple[str, Text]]:
    if repairs.building:
        yield (
            "building",
            Text(f"het gebouw is '{repairs.building}'", f"the building is '{repairs.building}'"),
        )
    if repairs.aspect_frame:
        frame = repairs.aspect_frame.value
        yield (
            "frame",
            Text(f"de bestanden liggen volgens: {frame}", f"the files lie by: {frame}"),
        )
    if repairs.north:
        yield "north", _north(repairs.north, extra_turn)
    if repairs.location:
        yield "location", _location(repairs.location)
    if repairs.storey_roles:
        roles = ", ".join(f"'{name}' = {role.value}" for name, role in repairs.storey_roles)
        yield "storeys", Text(f"bouwlagen: {roles}", f"storeys: {roles}")
    if repairs.dropped:
        shown = _ids(repairs.dropped)
        yield "drop", Text(f"weggelaten bouwdelen: {shown}", f"parts left out: {shown}")
    if repairs.party_walls:
        shown = _ids(repairs.party_walls)
        yield "party-walls", Text(f"scheidingsmuren: {shown}", f"party walls: {shown}")


def _note(code: str, text: Text, repairs: Repairs) -> Defect:
    who = f" ({', '.join(filter(None, (repairs.by, repairs.on.isoformat() if repairs.on else None)))})"
    who = who if repairs.by or repairs.on else ""
    elements = {"drop": repairs.dropped, "party-walls": repairs.party_walls}.get(code, ())
    return Defect(
        f"repair-{code}",
        Severity.NOTE,
        Text(f"herstel: {text.nl}{who}", f"repair: {text.in_language('en')}{who}"),
        Text("geen actie nodig; het IFC-bestand is niet veranderd", "nothing to do; the IFC was not changed"),
        elements,
    )


def _origin(origin: Origin) -> Text:
    return _ORIGINS[origin.value]


def _north(north: North, extra_turn: float) -> Text:
    origin = _origin(north.origin)
    return numbers(
        f"noorden op {{n}} graden met de klok mee vanaf de y-as van het model, {origin.nl}; "
        "het gebouw is {t} graden gedraaid",
        f"north at {{n}} degrees clockwise from the y axis of the model, {origin.in_language('en')}; "
        "the building was turned by {t} degrees",
        2,
        n=north.degrees,
        t=extra_turn,
    )


def _location(where: Location) -> Text:
    origin = _origin(where.origin)
    if where.in_rd:
        return numbers(
            f"nul van het model op RD {{x}}; {{y}}, {origin.nl}",
            f"zero of the model on RD {{x}}; {{y}}, {origin.in_language('en')}",
            2,
            x=where.first,
            y=where.second,
        )
    return numbers(
        f"plaats op breedte {{x}}, lengte {{y}}, {origin.nl}",
        f"place at latitude {{x}}, longitude {{y}}, {origin.in_language('en')}",
        5,
        x=where.first,
        y=where.second,
    )


def no_part(key: str, identity: str, known: Sequence[Element]) -> Text:
    """Say: a GlobalId that the model does not hold; the likeliest ones that it does."""
    nearest = sorted(known, key=lambda e: -SequenceMatcher(None, identity, e.global_id).ratio())
    shown = "; ".join(f"{e.global_id} ({e.kind} '{e.name}')" for e in nearest[:_SHOWN])
    more = f" (+{len(known) - _SHOWN})" if len(known) > _SHOWN else ""
    return Text(
        f"{key}: het model heeft geen bouwdeel '{identity}' waarvoor dit kan; wel: {shown}{more}",
        f"{key}: the model holds no part '{identity}' for which this can be done, but: {shown}{more}",
    )


def nothing_left() -> Text:
    """Say: all parts were dropped."""
    return Text(
        "--drop laat geen enkel bouwdeel over; laat er minder weg",
        "--drop leaves no part at all; leave out fewer",
    )


def no_storey(name: str, hits: Sequence[Storey], known: Sequence[Storey]) -> Text:
    """Say: a storey that does not exist, or a name that several have."""
    shown = ", ".join(f"'{s.name}' ({s.global_id})" for s in (hits or known)) or "-"
    if hits:
        return Text(
            f"{len(hits)} bouwlagen heten '{name}'; geef de GlobalId: {shown}",
            f"{len(hits)} storeys are called '{name}'; give the GlobalId: {shown}",
        )
    return Text(
        f"het model heeft geen bouwlaag '{name}'; wel: {shown}",
        f"the model holds no storey '{name}', but: {shown}",
    )


def two_roles(storey: Storey) -> Text:
    """Say: one storey with two roles."""
    return Text(
        f"bouwlaag '{storey.name}' ({storey.global_id}) krijgt twee rollen; geef er één",
        f"storey '{storey.name}' ({storey.global_id}) is given two roles; give one",
    )


def two_buildings(entered: str, written: str) -> Text:
    """Say: the option and the repairs name two buildings."""
    return Text(
        f"--building {entered} en het herstel ('{written}') noemen twee gebouwen; laat een van beide weg",
        f"--building {entered} and the repairs ('{written}') name two buildings; leave one of them out",
    )


def no_aspects() -> Text:
    """Say: a frame was chosen between files, and there is one file."""
    return Text(
        "--aspect-frame geldt voor meer bestanden van één gebouw; er is er één",
        "--aspect-frame is for several files of one building; there is one",
    )


def _ids(identities: Sequence[str]) -> str:
    more = f" (+{len(identities) - _SHOWN})" if len(identities) > _SHOWN else ""
    return ", ".join(identities[:_SHOWN]) + more
