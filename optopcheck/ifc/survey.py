"""What the loader child tells about a model: plain facts, no geometry, no judgement."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.ifc.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.mesh import Floats, Ints

_REPEATED = ("kind", "name", "storey", "dwelling")
BASE_KIND_SUFFIXES = ("StandardCase", "ElementedCase")


@dataclass(frozen=True)
class Part:
    """An element or a space of the chosen building, as the model names it."""

    id: str
    kind: str
    name: str
    storey: str | None = None
    has_body: bool = True
    """False where only an axis, a plan or nothing at all is drawn."""
    host: str | None = None
    """The wall or roof whose opening it fills."""
    width: float | None = None
    """Stated overall width [m]."""
    height: float | None = None
    """Stated overall height [m]."""
    external: bool | None = None
    """IsExternal of the common property set."""
    dwelling: str | None = None
    """For a space: its zone or its long name."""
    in_site: bool = False
    """Contained in the site instead of in the building."""
    whole: str | None = None
    """The window that this frame or pane is a piece of."""
    piece_of: str | None = None
    """The element that it is put together into: a roof, a stair, a curtain wall."""


@dataclass(frozen=True)
class Level:
    """A storey of the model."""

    id: str
    name: str
    placed: float | None
    """World z of its placement [m]."""
    stated: tuple[float, ...] = ()
    """World z that the attribute Elevation may mean: absolute, or above the building [m]."""


@dataclass(frozen=True)
class Conversion:
    """A map conversion, lengths in metres."""

    eastings: float
    northings: float
    height: float
    abscissa: float
    ordinate: float
    scale: float | None
    crs: str
    vertical: str
    map_unit: float
    """Length of the unit of eastings and northings [m]."""
    source: str
    factors: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """FactorX, FactorY and FactorZ of IfcMapConversionScaled, on top of the scale."""


@dataclass(frozen=True)
class Axes:
    """Where a system of axes lies in the one around it."""

    x: float
    """[m]"""
    y: float
    """[m]"""
    z: float
    """[m]"""
    turn: float = 0.0
    """Direction of its x axis, counter-clockwise [deg]."""


@dataclass(frozen=True)
class World:
    """Where the model says it stands."""

    conversion: Conversion | None = None
    true_north: tuple[float, ...] | None = None
    latitude: float | None = None
    longitude: float | None = None
    angle_parts: int = 4
    """Numbers of which the latitude is made: degrees, minutes, seconds, millionths of a second."""
    context: Axes | None = None
    """WorldCoordinateSystem of the model's context; None where it adds nothing."""
    address: str = ""
    """Postal address of site or building."""


@dataclass(frozen=True)
class Units:
    """Length unit of the model."""

    scale: float
    """Metres per unit; 1.0 where none could be read."""
    declared: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True)
class Header:
    """What the file says of itself and of the programs that made it."""

    name: str = ""
    time: str = ""
    preprocessor: str = ""
    """Library that wrote the file."""
    system: str = ""
    """Program that the model comes from, as the header names it."""
    application: str = ""
    """Program that the model comes from, as its owner history names it."""
    view: str = ""
    """Model view definition."""
    is_plain: bool = True
    """False if it holds signs that the format does not allow: names may be garbled."""


@dataclass(frozen=True)
class ModelFacts:
    """All that is read before the geometry."""

    schema: str
    building_id: str
    building_name: str
    units: Units
    world: World
    levels: tuple[Level, ...]
    parts: tuple[Part, ...]
    spaces: tuple[Part, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    """Number of elements per kind that is no part of the building mass."""
    strays: dict[str, str] = field(default_factory=dict)
    """Names by id of loose bodies in the site: origin markers, terrain, trees."""
    homeless: tuple[str, ...] = ()
    """Elements that belong to no building, in a model with several."""
    repeated_ids: tuple[str, ...] = ()
    damages: tuple[Damage, ...] = ()
    """What is wrong with the text of the file."""
    open_errors: tuple[str, ...] = ()
    """Errors that the parser logged."""
    versions: dict[str, str] = field(default_factory=dict)
    site_at: tuple[float, ...] = ()
    """Where the site of the building is placed: x, y, z [m] and its turn [deg]; empty if unknown."""
    header: Header = field(default_factory=Header)
    plant: tuple[Part, ...] = ()
    """Installations and lifts that stand on the building; no part of its body."""
    plant_floor: float = 0.0
    """World z above which installations stand on the building [m]."""
    gone: int = 0
    """Number of parts, rooms and storeys that a variant of ours takes away: left out here."""
    cuts: dict[str, float] = field(default_factory=dict)
    """World z [m] above which a variant of ours cuts a part off."""

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        # The many parts are flat: copying them whole is what takes time in `asdict`.
        many = {"parts": self.parts, "spaces": self.spaces, "plant": self.plant}
        rest = asdict(replace(self, parts=(), spaces=(), plant=()))
        return rest | {name: [vars(part) for part in parts] for name, parts in many.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ModelFacts:
        """Rebuild from plain data."""
        world = data["world"]
        conversion, context = world["conversion"], world.get("context")
        return cls(
            **{
                **data,
                "units": Units(**{**data["units"], "declared": tuple(data["units"]["declared"])}),
                "world": World(
                    **{
                        **world,
                        "conversion": _conversion(conversion) if conversion else None,
                        "context": Axes(**context) if context else None,
                    },
                ),
                "levels": tuple(
                    Level(**{**level, "stated": tuple(level["stated"])}) for level in data["levels"]
                ),
                "parts": _parts(data["parts"]),
                "spaces": _parts(data["spaces"]),
                "plant": _parts(data.get("plant", ())),
                "header": Header(**data.get("header", {})),
                "homeless": tuple(data["homeless"]),
                "repeated_ids": tuple(data["repeated_ids"]),
                "open_errors": tuple(data["open_errors"]),
                "damages": tuple(
                    Damage(damage["kind"], damage["count"], tuple(damage["places"]))
                    for damage in data.get("damages", ())
                ),
                "site_at": tuple(data.get("site_at", ())),
            }
        )


def _conversion(data: dict[str, Any]) -> Conversion:
    return Conversion(**{**data, "factors": tuple(data["factors"])})


@dataclass
class Survey:
    """What one reading gathers; grows while the child speaks, survives its death."""

    facts: ModelFacts | None = None
    shapes: dict[str, tuple[Floats, Ints]] = field(default_factory=dict)
    """World vertices (n, 3) [m] and faces (m, 3) by part."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why a part has no shape."""
    complaints: dict[str, str] = field(default_factory=dict)
    """Errors that the kernel logged for parts that do have a shape."""
    kernel_unit: float | None = None
    """Metres per unit as the kernel reads it."""
    differing: tuple[str, ...] = ()
    """Parts that the fast kernel draws otherwise than the exact one: then the exact one drew all."""
    remarks: dict[str, set[str]] = field(default_factory=dict)
    """Codes of what the kernel remarked on parts that it drew whole."""
    deaths: int = 0
    """Children that died over it or were given up."""

    def sort(self) -> None:
        """Bring all in the order of the ids: nothing may depend on who spoke first."""
        self.shapes = dict(sorted(self.shapes.items()))
        self.failed = {i: why for i, why in sorted(self.failed.items()) if i not in self.shapes}
        self.complaints = dict(sorted(self.complaints.items()))
        self.remarks = dict(sorted(self.remarks.items()))
        self.differing = tuple(sorted(self.differing))

    @property
    def told(self) -> ModelFacts:
        """The facts, of a reading that came to its end."""
        if self.facts is None:
            raise RuntimeError("the loader ended without facts")
        return self.facts

    @property
    def middle(self) -> Floats:
        """Middle of the elements in model coordinates, shape (2,) [m]."""
        boxes = [self.shapes[part.id][0][:, :2] for part in self.told.parts if part.id in self.shapes]
        if not boxes:
            return np.zeros(2)
        corners = np.array([[box.min(axis=0), box.max(axis=0)] for box in boxes])
        # The median: one stray element must not move the frame.
        return np.asarray(np.median(corners.mean(axis=1), axis=0), dtype=np.float64)


def _parts(told: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    """Return parts of which equal words are one: thousands stand on one storey."""
    known: dict[str | None, str | None] = {}
    return tuple(
        Part(
            **{
                **part,
                **{name: known.setdefault(part[name], part[name]) for name in _REPEATED if name in part},
            }
        )
        for part in told
    )


def plain_kind(kind: str) -> str:
    """Return the IFC class without the suffixes that only say how it is modelled."""
    for suffix in BASE_KIND_SUFFIXES:
        kind = kind.removesuffix(suffix)
    return kind
