"""The sheet that the flat is drawn on: project, place, storeys."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import portiekflat as flat
from drawing import Drawing, Entity

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Sheet:
    """The drawing with what the parts share."""

    drawing: Drawing
    building: Entity
    storeys: dict[int, Entity]

    def at(self, level: int, x: float, y: float, z: float, along: tuple[int, int] | None = None) -> Entity:
        """Place a part in its storey; z counts from peil."""
        return self.drawing.placement(
            self.storeys[level].ObjectPlacement, (x, y, z - flat.FLOORS[level]), along
        )

    def block(
        self,
        kind: str,
        name: str,
        level: int,
        low: Sequence[float],
        size: Sequence[float],
        **named: object,
    ) -> Entity:
        """Draw an upright box; low corner in the local frame, z from peil."""
        solid = self.drawing.box((0, 0, 0), size)
        return self.drawing.product(kind, name, self.storeys[level], self.at(level, *low), [solid], **named)

    def wall(
        self,
        name: str,
        level: int,
        start: Sequence[float],
        along: tuple[int, int],
        size: Sequence[float],
        predefined: str = "SOLIDWALL",
    ) -> Entity:
        """Draw a wall from a start point (x, y, z), its thickness to the left of its direction."""
        solid = self.drawing.box((0, 0, 0), size)
        placement = self.at(level, *start, along=along)
        return self.drawing.product(
            "IfcWall", name, self.storeys[level], placement, [solid], PredefinedType=predefined
        )


def start_sheet() -> Sheet:
    """Make project, units, coordinate system, site, building and storeys."""
    drawing = Drawing("portiekflat.ifc")
    context = _context(drawing)
    project = drawing.root(
        "IfcProject",
        "project",
        Name="Voorbeeld portiekflat (verzonnen)",
        RepresentationContexts=[context],
        UnitsInContext=_units(drawing),
    )
    _georeference(drawing, context)
    nap = flat.PEIL_NAP * 1000
    site = drawing.root(
        "IfcSite",
        "site",
        Name="Verzonnen terrein in Zoetermeer",
        ObjectPlacement=drawing.placement(None, (0, 0, 0)),
        CompositionType="ELEMENT",
        RefLatitude=_degrees(flat.LATITUDE),
        RefLongitude=_degrees(flat.LONGITUDE),
        RefElevation=nap,
    )
    building = drawing.root(
        "IfcBuilding",
        "building",
        Name="Portiekflat Voorbeeldlaan 1-47",
        ObjectPlacement=drawing.placement(site.ObjectPlacement, (0, 0, 0)),
        CompositionType="ELEMENT",
        ElevationOfRefHeight=nap,
        ElevationOfTerrain=nap,
    )
    storeys = {level: _storey(drawing, building, level) for level in flat.FLOORS}
    drawing.group("IfcRelAggregates", project, site)
    drawing.group("IfcRelAggregates", site, building)
    drawing.group("IfcRelAggregates", building, *storeys.values())
    return Sheet(drawing, building, storeys)


def _units(drawing: Drawing) -> Entity:
    units = [
        drawing.make("IfcSIUnit", None, *unit)
        for unit in (
            ("LENGTHUNIT", "MILLI", "METRE"),
            ("AREAUNIT", None, "SQUARE_METRE"),
            ("VOLUMEUNIT", None, "CUBIC_METRE"),
            ("PLANEANGLEUNIT", None, "RADIAN"),
        )
    ]
    return drawing.make("IfcUnitAssignment", units)


def _context(drawing: Drawing) -> Entity:
    turn = math.radians(flat.TURN + flat.TRUE_NORTH_OF_GRID)
    context = drawing.make(
        "IfcGeometricRepresentationContext",
        ContextType="Model",
        CoordinateSpaceDimension=3,
        Precision=1e-5,
        WorldCoordinateSystem=drawing.make("IfcAxis2Placement3D", drawing.origin),
        TrueNorth=drawing.direction(round(math.sin(turn), 9), round(math.cos(turn), 9)),
    )
    drawing.body = drawing.make(
        "IfcGeometricRepresentationSubContext",
        ContextIdentifier="Body",
        ContextType="Model",
        ParentContext=context,
        TargetView="MODEL_VIEW",
    )
    return context


def _georeference(drawing: Drawing, context: Entity) -> None:
    """Lay the model in RD New and NAP; the scale turns its millimetres into map metres."""
    system = drawing.make(
        "IfcProjectedCRS",
        Name="EPSG:28992",
        Description="Amersfoort / RD New",
        GeodeticDatum="Amersfoort",
        VerticalDatum="NAP",
        MapProjection="RD",
        MapUnit=drawing.make("IfcSIUnit", None, "LENGTHUNIT", None, "METRE"),
    )
    drawing.make(
        "IfcMapConversion",
        SourceCRS=context,
        TargetCRS=system,
        Eastings=flat.EASTING,
        Northings=flat.NORTHING,
        OrthogonalHeight=flat.PEIL_NAP,
        XAxisAbscissa=round(math.cos(math.radians(flat.TURN)), 12),
        XAxisOrdinate=round(math.sin(math.radians(flat.TURN)), 12),
        Scale=0.001,
    )


def _degrees(angle: float) -> tuple[int, int, int, int]:
    """Split an angle into degrees, minutes, seconds and millionths of a second."""
    millionths = round(angle * 3600e6)
    seconds, millionths = divmod(millionths, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    return (minutes // 60, minutes % 60, seconds, millionths)


def _storey(drawing: Drawing, building: Entity, level: int) -> Entity:
    return drawing.root(
        "IfcBuildingStorey",
        flat.STOREY_NAMES[level],
        Name=flat.STOREY_NAMES[level],
        ObjectPlacement=drawing.placement(building.ObjectPlacement, (0, 0, flat.FLOORS[level])),
        CompositionType="ELEMENT",
        Elevation=float(flat.FLOORS[level]),
    )
