"""What is said about place, north and height system of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Conversion


def heights_unknown(height: float) -> Defect:
    """Say: a height without its system."""
    return Defect(
        "IFC-HEIGHT-SYSTEM",
        Severity.NOTE,
        numbers(
            "het model geeft een hoogteligging van {h} m zonder te zeggen dat het NAP is; "
            "hoogten tellen vanaf het nulpunt van het model",
            "the model gives a height of {h} m without saying that it is NAP; "
            "heights count from the zero of the model",
            h=height,
        ),
        Text("vul VerticalDatum in (NAP)", "fill in VerticalDatum (NAP)"),
    )


def unusable(conversion: Conversion) -> Text:
    """Say: a map conversion in an unknown system."""
    return Text(
        f"de kaartligging ({conversion.source}) is niet te gebruiken: stelsel '{conversion.crs}'",
        f"the map conversion ({conversion.source}) cannot be used: system '{conversion.crs}'",
    )


def outside(conversion: Conversion) -> Text:
    """Say: a map conversion outside the country."""
    return numbers(
        "de kaartligging ligt buiten Nederland: x {x}, y {y}",
        "the map conversion lies outside the Netherlands: x {x}, y {y}",
        0,
        x=conversion.eastings,
        y=conversion.northings,
    )


def north_conflict(apart: float) -> Text:
    """Say: two norths."""
    return numbers(
        "TrueNorth en de kaartligging verschillen {a} graden; de kaartligging is gebruikt",
        "TrueNorth and the map conversion differ by {a} degrees; the map conversion was used",
        1,
        a=abs(apart),
    )


def place_conflict(metres: float) -> Text:
    """Say: two places."""
    return numbers(
        "breedte en lengte van het terrein liggen {km} km van de kaartligging; de kaartligging is gebruikt",
        "latitude and longitude of the site lie {km} km from the map conversion; the map conversion was used",
        1,
        km=metres / 1000,
    )


def no_north() -> Text:
    """Say: no north."""
    return Text(
        "het model zegt niet waar het noorden is; de y-as is als noorden genomen",
        "the model does not say where north is; y was taken as north",
    )


def no_position() -> Text:
    """Say: no place."""
    return Text(
        "het model zegt niet waar het staat; zonder ligging is er geen zon te berekenen",
        "the model does not say where it stands; without a position no sun can be computed",
    )


def far(anchor: Floats) -> Text:
    """Say: far from its zero."""
    return numbers(
        "het model ligt ver van zijn nulpunt (x {x}, y {y} m) en is naar een plaatselijk nulpunt verschoven",
        "the model lies far from its zero (x {x}, y {y} m) and was moved to a local origin",
        0,
        x=float(anchor[0]),
        y=float(anchor[1]),
    )


def abroad(latitude: float, longitude: float) -> Text:
    """Say: a place outside the Netherlands."""
    return numbers(
        "het model zegt dat het buiten Nederland staat: breedte {b}, lengte {l}",
        "the model says that it stands outside the Netherlands: latitude {b}, longitude {l}",
        4,
        b=latitude,
        l=longitude,
    )


def default_position(latitude: float, longitude: float, tool: str | None) -> Text:
    """Say: the place that a program writes by itself."""
    why = tool or "?"
    return numbers(
        f"breedte {{b}} en lengte {{l}} zijn de standaardwaarde van het programma ({why}), "
        "niet de plaats van het gebouw",
        f"latitude {{b}} and longitude {{l}} are the default of the program ({why}), "
        "not the place of the building",
        4,
        b=latitude,
        l=longitude,
    )
