"""IFC classes in the words of the building site."""

from __future__ import annotations

from optopcheck.domain.text import Text

_NAMES = {
    "IfcBeam": Text("balken", "beams"),
    "IfcBuildingElementProxy": Text("overige onderdelen", "other parts"),
    "IfcChimney": Text("schoorstenen", "chimneys"),
    "IfcColumn": Text("kolommen", "columns"),
    "IfcCovering": Text("afwerkingen", "coverings"),
    "IfcCurtainWall": Text("vliesgevels", "curtain walls"),
    "IfcDoor": Text("deuren", "doors"),
    "IfcFlowSegment": Text("leidingen", "pipes and ducts"),
    "IfcFlowTerminal": Text("toestellen", "terminals"),
    "IfcFooting": Text("funderingen", "footings"),
    "IfcFurnishingElement": Text("inrichting", "furnishings"),
    "IfcFurniture": Text("meubels", "furniture"),
    "IfcMember": Text("staven", "members"),
    "IfcOpeningElement": Text("openingen", "openings"),
    "IfcPile": Text("palen", "piles"),
    "IfcPlate": Text("platen", "plates"),
    "IfcRailing": Text("hekken", "railings"),
    "IfcRamp": Text("hellingbanen", "ramps"),
    "IfcRampFlight": Text("hellingen", "ramp flights"),
    "IfcRoof": Text("daken", "roofs"),
    "IfcSlab": Text("vloeren", "slabs"),
    "IfcSpace": Text("ruimten", "spaces"),
    "IfcStair": Text("trappen", "stairs"),
    "IfcStairFlight": Text("traparmen", "stair flights"),
    "IfcWall": Text("wanden", "walls"),
    "IfcWindow": Text("ramen", "windows"),
}
_VARIANTS = ("StandardCase", "ElementedCase")


def class_words(kind: str) -> Text:
    """Return what the things of a class are called, the class itself where it has no everyday name."""
    plain = kind
    for variant in _VARIANTS:
        plain = plain.removesuffix(variant)
    return _NAMES.get(plain, Text(plain.removeprefix("Ifc"), plain.removeprefix("Ifc")))
