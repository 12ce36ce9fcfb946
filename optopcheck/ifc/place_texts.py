"""What is said about place, north and height system of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, join_texts, numbers

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Axes, Conversion


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


def other_unit(unit: str) -> Text:
    """Say: a map conversion in another unit than it names."""
    return Text(
        f"de eenheid van de kaartligging klopt niet; als {unit} ligt hij in Nederland",
        f"the unit of the map conversion is wrong; as {unit} it lies in the Netherlands",
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


def rd_assumed(source: str, point: Floats) -> Text:
    """Say: coordinates of the size of RD, read as RD."""
    return numbers(
        f"de coördinaten (x {{x}}, y {{y}}, uit {source}) hebben de maat van RD en zijn als RD gelezen; "
        "het model zegt het niet",
        f"the coordinates (x {{x}}, y {{y}}, from {source}) have the size of RD and were read as RD; "
        "the model does not say so",
        0,
        x=float(point[0]),
        y=float(point[1]),
    )


def rd_doubtful(source: str, point: Floats, why: Text) -> Text:
    """Say: coordinates of the size of RD that something contradicts."""
    return join_texts(
        numbers(
            f"de coördinaten (x {{x}}, y {{y}}, uit {source}) zijn van de maat van RD, maar niet gebruikt:",
            f"the coordinates (x {{x}}, y {{y}}, from {source}) are of the size of RD, but were not used:",
            0,
            x=float(point[0]),
            y=float(point[1]),
        ),
        why,
    )


def other_north(apart: float) -> Text:
    """Say: true north lies elsewhere."""
    return numbers(
        "TrueNorth wijst {a} graden anders", "TrueNorth points {a} degrees elsewhere", 1, a=abs(apart)
    )


def other_place(metres: float) -> Text:
    """Say: latitude and longitude lie elsewhere."""
    return numbers(
        "breedte en lengte liggen er {km} km vandaan",
        "latitude and longitude lie {km} km away",
        1,
        km=metres / 1000,
    )


def context_unused(axes: Axes) -> Defect:
    """Say: axes of the context that move the model and were not applied."""
    return Defect(
        "IFC-CONTEXT-UNUSED",
        Severity.NOTE,
        numbers(
            "WorldCoordinateSystem van het model ligt op x {x}, y {y}, z {z} m, {t} graden gedraaid; "
            "daarmee is niet gerekend",
            "WorldCoordinateSystem of the model lies at x {x}, y {y}, z {z} m, turned {t} degrees; "
            "it was not applied",
            2,
            x=axes.x,
            y=axes.y,
            z=axes.z,
            t=axes.turn,
        ),
        Text(
            "leg plaats en hoogte vast in IfcMapConversion en laat WorldCoordinateSystem op nul",
            "put place and height in IfcMapConversion and leave WorldCoordinateSystem at zero",
        ),
    )


def factors_differ(factors: tuple[float, float, float]) -> Text:
    """Say: a conversion that stretches the model unequally."""
    return numbers(
        "de kaartligging rekt het model ongelijk uit (FactorX {x}, FactorY {y}, FactorZ {z}); "
        "maten zijn niet verrekt",
        "the map conversion stretches the model unequally (FactorX {x}, FactorY {y}, FactorZ {z}); "
        "sizes were not stretched",
        4,
        x=factors[0],
        y=factors[1],
        z=factors[2],
    )


def on_map(conversion: Conversion, accuracy: float | None) -> Text:
    """Say how well the place is known on the map, and what is lost on the way to latitude and longitude."""
    if accuracy is None:
        loss = Text(
            "nauwkeurigheid van breedte en lengte onbekend", "accuracy of latitude and longitude unknown"
        )
    elif accuracy == 0:
        loss = Text("breedte en lengte zonder verlies omgerekend", "latitude and longitude without loss")
    else:
        loss = numbers(
            "breedte en lengte zonder correctierooster, op {a} m",
            "latitude and longitude without a correction grid, to {a} m",
            1,
            a=accuracy,
        )
    return join_texts(conversion.source, loss, separator="; ")


def on_latitude(accuracy: float) -> Text:
    """Say how well a place is known by latitude and longitude alone."""
    return numbers(
        "geen kaartligging in het model; breedte en lengte van het terrein, op ongeveer {a} m",
        "no map conversion in the model; latitude and longitude of the site, to about {a} m",
        0,
        a=accuracy,
    )


def by_address(address: str) -> Text:
    """Say: an address and nothing else."""
    return Text(
        f"geen kaartligging in het model; wel een adres: {address}",
        f"no map conversion in the model, but an address: {address}",
    )
