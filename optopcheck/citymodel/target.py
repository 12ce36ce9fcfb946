"""Which building of a city model is the studied one: it is left out, the model stands in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.citymodel.buildings import RawBuilding
    from optopcheck.domain.mesh import Mesh

SHARE = 0.5
"""A building that shares more than this with the studied one is that building."""
_SPECK = 1e-4
"""A square centimetre [m2]."""
_NUMBER = re.compile(r"(?:NL\.IMBAG\.Pand\.)?(\d{16})", re.ASCII)


def is_target(mesh: Mesh, own: Region) -> bool:
    """Tell whether a building covers the place of the studied one."""
    if own.is_empty:
        return False
    plan = mesh.bounds[:, :2]
    box = Region.from_boxes(plan[:1], plan[1:])
    if box.common(own).is_empty:
        return False
    outline = footprint(mesh)
    shared = outline.common(own).area
    return shared > SHARE * min(outline.area, own.area)


def footprint(mesh: Mesh) -> Region:
    """Return what a building covers, seen from above."""
    normals, areas = normals_and_areas(mesh.triangles)
    lying = np.abs(normals[:, 2]) * areas > _SPECK
    return unite(Region.from_ring(triangle) for triangle in mesh.triangles[lying][:, :, :2])


@dataclass(frozen=True)
class TargetId:
    """The number that the user gives for the studied building."""

    number: str | None
    """Sixteen digits of the BAG; None if it was not given."""

    @classmethod
    def of(cls, bag_id: str | None) -> TargetId:
        """Read the number, with or without ``NL.IMBAG.Pand.`` before it.

        Raises
        ------
        InputError
            If it is none.
        """
        if bag_id is None:
            return cls(None)
        found = _NUMBER.fullmatch(bag_id.strip())
        if found is None:
            raise InputError(
                Text(
                    f"'{bag_id}' is geen BAG-pandnummer; dat heeft 16 cijfers, bijvoorbeeld 0518100000225439",
                    f"'{bag_id}' is no BAG building number; it has 16 digits, e.g. 0518100000225439",
                )
            )
        return cls(found[1])

    def fits(self, name: str) -> bool:
        """Tell whether a building of the city model has this number."""
        found = _NUMBER.fullmatch(name.partition("#")[0])
        return self.number is not None and found is not None and found[1] == self.number

    def remarks(self, found: Sequence[RawBuilding], own: Region) -> tuple[Defect, ...]:
        """Say where number and place contradict each other: then the model stands elsewhere."""
        if self.number is None:
            return ()
        named = [building for building in found if self.fits(building.id)]
        if not named:
            return (_not_found(self.number),)
        if own.is_empty or any(is_target(building.mesh, own) for building in named):
            return ()
        return (_elsewhere(self.number),)


def _not_found(number: str) -> Defect:
    return Defect(
        "bag-not-found",
        Severity.WARNING,
        Text(
            f"pand {number} staat niet in het stadsmodel; het gebouw is alleen op zijn plaats gezocht",
            f"building {number} is not in the city model; it was looked for by its place alone",
        ),
        Text(
            "controleer het nummer en het gebied van het bestand", "check the number and the area of the file"
        ),
    )


def _elsewhere(number: str) -> Defect:
    return Defect(
        "bag-elsewhere",
        Severity.ERROR,
        Text(
            f"pand {number} ligt in het stadsmodel niet op de plaats van het model",
            f"building {number} does not lie in the city model where the model does",
        ),
        Text(
            "controleer de RD-ligging van het model (--location) en het nummer",
            "check the model's place in RD (--location) and the number",
        ),
    )
