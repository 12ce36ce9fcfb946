"""A building (*bouwwerk*) as elements, storeys, spaces and observation points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from optopcheck.domain.given_names import given_name
from optopcheck.domain.mesh import Floats, Mesh, frozen_floats, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optopcheck.domain.text import Text


CITY_SOLID = "CityObject"
"""Kind of an element that is the whole body of a building as a city model has it."""
SHELL_KINDS = frozenset(
    {
        "IfcWall",
        "IfcWallStandardCase",
        "IfcWallElementedCase",
        "IfcCurtainWall",
        "IfcSlab",
        "IfcSlabStandardCase",
        "IfcSlabElementedCase",
        "IfcRoof",
        "IfcPlate",
        "IfcPlateStandardCase",
        "IfcColumn",
        "IfcColumnStandardCase",
        "IfcBeam",
        "IfcBeamStandardCase",
        "IfcMember",
        "IfcMemberStandardCase",
        "IfcWindow",
        "IfcWindowStandardCase",
        "IfcDoor",
        "IfcDoorStandardCase",
        "IfcCovering",
        CITY_SOLID,
    }
)
"""IFC classes that bound the body of a building, and the body that a city model has of it."""


class StoreyRole(StrEnum):
    """What a level is under a measuring profile."""

    LAYER = "bouwlaag"
    SUBSTRUCTURE = "onderbouw"
    ATTIC = "zolder"
    LEVEL = "geen bouwlaag"


@dataclass(frozen=True)
class Storey:
    """A level of the model; its role is judged by `measure`, None until then."""

    global_id: str
    name: str
    elevation: float
    """Height of the finished floor in the frame of the meshes [m]."""
    height: float | None = None
    """To the next floor or roof [m]."""
    role: StoreyRole | None = None
    reason: Text | None = None

    @property
    def title(self) -> Text:
        """The name in both languages, where the program gave it."""
        return given_name(self.name)


@dataclass(frozen=True, eq=False)
class Element:
    """A physical part of the building."""

    global_id: str
    kind: str
    """The IFC class, e.g. ``IfcWall``; parts that optop makes carry the class they will be written as."""
    name: str
    mesh: Mesh
    storey_id: str | None = None
    added: bool = False
    """True for a part of the added storey."""
    external: bool | None = None
    """For a space: whether it lies in the open (balcony, gallery); None if the model does not say."""


@dataclass(frozen=True, eq=False)
class Aperture:
    """The rectangular hole through which a point inside the glass sees the sky."""

    width: float
    height: float
    depth: float
    """From the glass to the outer face of the façade, along `facing` [m]."""


@dataclass(frozen=True, eq=False)
class ObservationPoint:
    """A point where sun is counted (*meetpunt*): the middle of a window sill or a place on a façade."""

    id: str
    position: Floats
    """Shape (3,) [m]; on the glass, at the height of the sill."""
    facing: Floats
    """Outward unit normal, shape (3,)."""
    owner: str
    """Name of the building it belongs to."""
    label: str
    storey_id: str | None = None
    dwelling: str | None = None
    aperture: Aperture | None = None
    assumption: Text | None = None
    """Why the position is assumed; None if it was read from the model."""
    facade: str | None = None
    """Façade whose middle it is, by a name within its building; None for a point in a window."""
    garden: str | None = None
    """Garden in whose grid it lies; None for a point of a building."""
    area: float | None = None
    """Of the garden for which it stands [m2]."""
    habitable: bool | None = None
    """Whether its room is one to stay in (*verblijfsruimte*); None if that is not known."""

    @property
    def title(self) -> Text:
        """The label in both languages, where the program gave it."""
        return given_name(self.label)

    def __post_init__(self) -> None:
        object.__setattr__(self, "position", frozen_floats(self.position, 3))
        object.__setattr__(self, "facing", frozen_floats(self.facing, 3))


class Severity(StrEnum):
    """How bad a defect of the input is."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Defect:
    """What is wrong with an input, which quantities it blocks, and what to do."""

    code: str
    severity: Severity
    message: Text
    remedy: Text
    elements: tuple[str, ...] = ()
    blocks: frozenset[str] = frozenset()
    """Keys of `Quantity`; empty if nothing is blocked."""


@dataclass(frozen=True, eq=False)
class Building:
    """A building: existing, permitted or proposed."""

    name: str
    elements: tuple[Element, ...]
    storeys: tuple[Storey, ...] = ()
    spaces: tuple[Element, ...] = ()
    observation_points: tuple[ObservationPoint, ...] = ()
    defects: tuple[Defect, ...] = ()
    party_walls: tuple[str, ...] = ()
    """GlobalIds of walls shared with a neighbour (*scheidingsmuur*), as the user named them."""
    dropped: tuple[Element, ...] = ()
    """Parts that the user left out, with their shape: how high it is with them stays a reading."""

    @property
    def mesh(self) -> Mesh:
        """All elements together, in their order."""
        return merged(element.mesh for element in self.elements)

    @property
    def is_of_city_model(self) -> bool:
        """Whether its body comes from a city model: without floors, windows or anything within."""
        return any(element.kind == CITY_SOLID for element in self.elements)

    @property
    def shell(self) -> tuple[Element, ...]:
        """Elements that bound the body; every element where the model has no such classes."""
        return tuple(e for e in self.elements if e.kind in SHELL_KINDS) or self.elements

    def blocked(self, quantity_key: str) -> tuple[Defect, ...]:
        """Return the defects that block a quantity."""
        return tuple(defect for defect in self.defects if quantity_key in defect.blocks)

    def transformed(
        self, points: Callable[[Floats], Floats], directions: Callable[[Floats], Floats]
    ) -> Building:
        """Return the building with every coordinate mapped; storey elevations follow the z of the map."""

        def moved(elements: tuple[Element, ...]) -> tuple[Element, ...]:
            return tuple(replace(e, mesh=Mesh(points(e.mesh.vertices), e.mesh.faces)) for e in elements)

        def lifted(elevation: float) -> float:
            return float(points(frozen_floats([[0.0, 0.0, elevation]], 1, 3))[0, 2])

        return replace(
            self,
            elements=moved(self.elements),
            spaces=moved(self.spaces),
            dropped=moved(self.dropped),
            storeys=tuple(replace(s, elevation=lifted(s.elevation)) for s in self.storeys),
            observation_points=tuple(
                replace(p, position=points(p.position[None])[0], facing=directions(p.facing[None])[0])
                for p in self.observation_points
            ),
        )


@dataclass(frozen=True, eq=False)
class Garden:
    """A plot of which the open part may lose sun."""

    name: str
    outline: Floats
    """Polygon (n, 2) in the local frame [m]."""
    ground: float
    """Height of the ground, taken as level (*maaiveld*) [m]."""
    built: tuple[Floats, ...] = ()
    """Polygons (n, 2) of what stands on it [m]."""
    assumption: Text | None = None
    """Why the height of the ground is assumed; None if it was entered."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "outline", frozen_floats(self.outline, -1, 2))
        object.__setattr__(self, "built", tuple(frozen_floats(ring, -1, 2) for ring in self.built))


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A building near by: casts shadow, and receives it on its observation points."""

    id: str
    mesh: Mesh
    ground: float
    """Height of the ground at the building (*maaiveld*) [m]."""
    observation_points: tuple[ObservationPoint, ...] = ()
    quality: Mapping[str, str] | None = None
    """Quality marks that the source gives, by their own names."""
    accuracy: float | None = None
    """Of its heights, as the source states it (root mean square) [m]; None if it does not."""
    doubts: tuple[Text, ...] = ()
    """Why its shape may not be what stands there."""
