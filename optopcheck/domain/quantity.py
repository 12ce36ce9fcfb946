"""What is measured: key, unit, label and legal definition of each quantity."""

from __future__ import annotations

from enum import Enum

from optopcheck.domain.text import Text


class Quantity(Enum):
    """What is measured: key, unit, label and legal definition."""

    BUILDING_HEIGHT = (
        "building_height",
        "m",
        Text("bouwhoogte", "building height"),
        Text(
            "van peil tot het hoogste punt, ondergeschikte bouwonderdelen niet meegerekend",
            "from the plan datum to the highest point, subordinate parts left out",
        ),
    )
    EAVES_HEIGHT = (
        "eaves_height",
        "m",
        Text("goothoogte", "eaves height"),
        Text(
            "van peil tot de bovenkant van goot, druiplijn, boeiboord of gelijkwaardig deel",
            "from the plan datum to the top of gutter, drip line, fascia or equivalent part",
        ),
    )
    RIDGE_HEIGHT = (
        "ridge_height",
        "m",
        Text("nokhoogte", "ridge height"),
        Text(
            "van peil tot het hoogste punt van een schuin dak",
            "from the plan datum to the top of a pitched roof",
        ),
    )
    STOREY_COUNT = (
        "storey_count",
        "1",
        Text("aantal bouwlagen", "number of storeys"),
        Text(
            "doorlopende delen begrensd door vloeren, zonder onderbouw en zolder",
            "continuous parts bounded by floors, without substructure and attic",
        ),
    )
    FOOTPRINT_AREA = (
        "footprint_area",
        "m2",
        Text("bebouwde oppervlakte", "footprint"),
        Text(
            "tussen de buitenwerkse gevelvlakken, neerwaarts geprojecteerd",
            "between the outer faces of the façades, projected down",
        ),
    )
    PLANNING_VOLUME = (
        "planning_volume",
        "m3",
        Text("inhoud (planologisch)", "planning volume"),
        Text(
            "van onderzijde begane-grondvloer tot buitenzijde gevels en daken",
            "from the underside of the ground floor to the outside of façades and roofs",
        ),
    )
    GROSS_VOLUME = (
        "gross_volume",
        "m3",
        Text("bruto inhoud", "gross volume"),
        Text(
            "het hele gebouw binnen de buitenzijde, ook onder de grond (NEN 2580)",
            "the whole building within its outside, below ground too (NEN 2580)",
        ),
    )
    GROSS_FLOOR_AREA = (
        "gross_floor_area",
        "m2",
        Text("bruto vloeroppervlakte", "gross floor area"),
        Text(
            "per bouwlaag langs de buitenomtrek van de opgaande scheidingen op vloerniveau (NEN 2580)",
            "per storey along the outer perimeter of the rising walls at floor level (NEN 2580)",
        ),
    )
    FLAT_ROOF_AREA = (
        "flat_roof_area",
        "m2",
        Text("plat dak boven", "flat top roof"),
        Text(
            "platte deel van het bovenste dak, zonder dakopbouwen",
            "flat part of the top roof, without roof structures",
        ),
    )
    ROOF_PITCH = (
        "roof_pitch",
        "deg",
        Text("dakhelling", "roof pitch"),
        Text("hoek van het dakvlak met het horizontale vlak", "angle of the roof plane with the horizontal"),
    )
    USABLE_FLOOR_AREA = (
        "usable_floor_area",
        "m2",
        Text("gebruiksoppervlakte", "usable floor area"),
        Text(
            "vloer binnen de omhullende wanden met ten minste 1,50 m vrije hoogte (naar NEN 2580)",
            "floor within the enclosing walls with at least 1.50 m of clear height (after NEN 2580)",
        ),
    )
    FREE_HEIGHT = (
        "free_height",
        "m",
        Text("vrije hoogte", "free height"),
        Text(
            "van vloer tot plafond of de onderkant van wat erboven ligt, kleinste van alle ruimten",
            "from floor to ceiling or the underside of what lies above, smallest of all rooms",
        ),
    )
    SETBACK = (
        "setback",
        "m",
        Text("terugligging bovenste laag", "setback of the top storey"),
        Text(
            "van de gevel van de bovenste laag tot de gevel eronder, kleinste van alle zijden",
            "from the façade of the top storey to the façade below, smallest of all sides",
        ),
    )
    PLOT_DISTANCE = (
        "plot_distance",
        "m",
        Text("afstand tot de perceelgrens", "distance to the plot boundary"),
        Text(
            "kortste afstand van enig punt van het gebouw tot de perceelgrens",
            "shortest distance from any point of the building to the plot boundary",
        ),
    )

    def __init__(self, key: str, unit: str, label: Text, definition: Text) -> None:
        self.key = key
        self.unit = unit
        self.label = label
        self.definition = definition
