"""In the child that leads: open the model, tell its facts, and plan how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ifcopenshell

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc import selection
from optopcheck.ifc.alike import Drawings
from optopcheck.ifc.attribute_counts import wrong_counts
from optopcheck.ifc.attributes import value
from optopcheck.ifc.damage import NOT_SOUGHT
from optopcheck.ifc.demolition import read_demolition
from optopcheck.ifc.georeference import read_world
from optopcheck.ifc.heading import read_header
from optopcheck.ifc.log import read_errors
from optopcheck.ifc.placement import PlacementError, Placements, site_placement
from optopcheck.ifc.plan import make_plan, phase_of
from optopcheck.ifc.plant import Plant
from optopcheck.ifc.preflight import counts_with_numbers
from optopcheck.ifc.reach import Reach
from optopcheck.ifc.relations import circle_damage, circles
from optopcheck.ifc.shapes import kernel_unit
from optopcheck.ifc.storeys import read_levels
from optopcheck.ifc.survey import ModelFacts
from optopcheck.ifc.units import read_units

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.ifc.damage import Damage, Looked
    from optopcheck.ifc.plan import Plan
    from optopcheck.ifc.survey import Part

_SHORT = 300


class Extraction:
    """One reading of one model.

    Parameters
    ----------
    job
        ``file`` (name for messages), ``building``, ``like`` and ``floor``
        (building and top level of the first file, for an aspect model).
    say
        Sends one message to the parent.
    """

    def __init__(self, job: dict[str, Any], say: Callable[..., None]) -> None:
        self._job = job
        self._say = say
        self.model: Any = None
        """Kept alive here: shapes and elements of one that is gone crash."""
        self._elements: dict[str, Any] = {}
        self._parts: list[Part] = []
        self._spaces: list[Part] = []
        self._plant: list[Part] = []
        self._repeated: list[str] = []
        self._trouble: frozenset[int] = frozenset()
        self._damages: tuple[Damage, ...] = ()
        self._wanted: dict[str, tuple[Any, int]] = {}
        self._failed: Exception | None = None

    def open(self, path: Path, *, lazily: bool = False) -> None:
        """Open the model.

        Parameters
        ----------
        path
            Plain IFC.
        lazily
            Whether what is never asked for is not read: what the library has to say of a line is
            not heard then.

        Raises
        ------
        InputError
            If the library refuses it.
        """
        self._say(step="open", at=0.0)
        self._path = path
        read_errors()
        try:
            self.model = ifcopenshell.open(str(path), lazy=lazily)
        except MemoryError:
            raise
        except Exception as error:  # the library raises nine unrelated classes
            raise InputError(_refused(self._job["file"], error)) from error
        self._open_errors = tuple(dict.fromkeys(message for _, message in read_errors()))

    def gather_early(self, path: Path) -> None:
        """Open and gather before the text was looked at; what fails may be its fault, and is kept till then.

        Parameters
        ----------
        path
            Plain IFC; if it turns out not to be sound, it is to be opened again.
        """
        try:
            self.open(path, lazily=True)
            self.gather()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever a broken line leads to
            self._failed = error

    def heed(self, looked: Looked) -> None:
        """Take what was found in the text: what the kernel may not see, and how many values there are.

        Raises
        ------
        InputError
            If gathering it early failed; any other error that it met, too.
        """
        if self._failed is not None:
            raise self._failed
        turning = circles(self.model)
        self._trouble = turning.union(looked.trouble)
        self._damages = (
            *self._wrong_counts(looked),
            *circle_damage(turning),
        )

    def _wrong_counts(self, looked: Looked) -> tuple[Damage, ...]:
        schema = self.model.schema_identifier
        found = wrong_counts(schema, looked.counts)
        if found and any(first == NOT_SOUGHT for _, _, first in looked.counts):
            return wrong_counts(schema, counts_with_numbers(self._path))
        return found

    def gather(self) -> None:
        """Read everything but the geometry; what was found in the text is not known yet.

        Raises
        ------
        InputError
            If there is no building, or nothing in it.
        """
        self._say(step="structure", at=0.0)
        model, homes = self.model, selection.Homes()
        units = read_units(model)
        demolition = read_demolition(model, units.scale)
        found = selection.sorted_elements(model)
        elements, left_out = demolition.kept(found.physical), found.left_out
        wanted = self._job["building"] or selection.like(model, self._job["like"])
        building = selection.choose_building(model, elements, wanted, homes, self._job["file"])
        alone = len(model.by_type("IfcBuilding")) == 1
        own = [e for e in elements if selection.belongs(e, building, homes, alone=alone)]
        strays = [e for e in own if selection.is_stray(e, homes)]
        homeless = [] if alone else [e for e in elements if homes.nearest(e, "IfcBuilding") is None]
        own = [e for e in own if not selection.is_stray(e, homes)]
        self._parts = self._made(own, homes, units.scale)
        # An aspect model may hold installations only; the building is in the other files.
        if not self._job["like"] and not any(part.has_body for part in self._parts):
            raise InputError(_no_elements(self._job["file"], selection.label(building), left_out))
        rooms = demolition.kept(model.by_type("IfcSpace"))
        spaces = [s for s in rooms if selection.belongs(s, building, homes, alone=alone)]
        self._spaces = sorted(
            (selection.make_space(s, self._name(s), homes) for s in spaces), key=lambda part: part.id
        )
        self._placements = Placements(units.scale)
        standing = {s.GlobalId for s in demolition.kept(model.by_type("IfcBuildingStorey"))}
        read = read_levels(model, building, homes, self._placements, units.scale)
        levels = tuple(level for level in read if level.id in standing)
        plant = Plant(homes, self._placements, Reach(model, units.scale))
        plant_floor = plant.floor(levels, own)
        lowest = plant_floor if self._job["floor"] is None else self._job["floor"]
        if not own:
            plant_floor = lowest
        loose = [e for e in found.beside if selection.belongs(e, building, homes, alone=alone)]
        # The roof may be in another file: a level of installations alone says nothing of it.
        on_top = plant.on_top([*demolition.kept(loose), *strays], min(plant_floor, lowest))
        # What belongs to no building may be a part of this one, however low it is.
        on_top += [e for e in homeless if selection.has_body(e)]
        self._plant = self._made(on_top, homes, units.scale)
        self._facts = ModelFacts(
            schema=model.schema_identifier,
            building_id=building.GlobalId,
            building_name=selection.label(building),
            units=units,
            world=read_world(model, units.scale),
            levels=levels,
            parts=tuple(self._parts),
            spaces=tuple(self._spaces),
            left_out=left_out,
            strays={e.GlobalId: e.Name or "" for e in strays},
            homeless=tuple(e.GlobalId for e in homeless),
            repeated_ids=tuple(self._repeated),
            open_errors=self._open_errors,
            versions={"ifcopenshell": str(ifcopenshell.version)},
            site_at=site_placement(homes.nearest(building, "IfcSite"), self._placements),
            header=read_header(model, self._path),
            plant=tuple(self._plant),
            plant_floor=plant_floor,
            gone=len(demolition.gone),
            cuts={i: demolition.cuts[e.id()] for i, e in self._elements.items() if e.id() in demolition.cuts},
        )

    def tell_facts(self) -> None:
        """Tell what was gathered, and what is damaged."""
        self._say(facts=replace(self._facts, damages=self._damages).to_json())

    def _made(self, elements: list[Any], homes: selection.Homes, scale: float) -> list[Part]:
        parts = (selection.make_part(e, self._name(e), homes, scale) for e in elements)
        return sorted(parts, key=lambda part: part.id)

    def choose(self) -> None:
        """Choose what is to be drawn, and tell the length unit of the kernel."""
        self._wanted = {
            p.id: (self._elements[p.id], phase_of(p.kind))
            for p in (*self._parts, *self._spaces, *self._plant)
            if p.has_body and self._is_placed(p.id, self._elements[p.id])
        }
        self._say(step="shapes", at=0.0)
        if self._wanted:
            first = next(iter(self._wanted.values()))[0]
            self._say(kernel_unit=kernel_unit(self.model, first))

    def plan(self, compared: Path | None = None) -> Plan:
        """Return how what was chosen is drawn.

        Parameters
        ----------
        compared
            What another child compared of the drawings; what is not there is compared here.
        """
        drawings = Drawings(self.model)
        if compared is not None:
            drawings.know(compared)
        return make_plan(self._wanted, drawings)

    def rest(self) -> Extraction:
        """Return one that holds the model alone: what was told takes room, and is needed no more."""
        left = Extraction(self._job, self._say)
        left.model = self.model
        return left

    def _name(self, element: Any) -> str:  # noqa: ANN401
        identity = str(value(element, "GlobalId"))
        if identity in self._elements:
            self._repeated.append(identity)
            identity = f"{identity}#{element.id()}"
        self._elements[identity] = element
        return identity

    def _is_placed(self, identity: str, element: Any) -> bool:  # noqa: ANN401
        if element.id() in self._trouble:
            self._say(failed=identity, reason=f"#{element.id()} ...")
            return False
        try:
            self._placements.check(value(element, "ObjectPlacement"))
        except PlacementError as error:
            self._say(failed=identity, reason=f"placement {error}")
            return False
        return True


def _refused(file: str, error: Exception) -> Text:
    said = str(error).strip()[:_SHORT] or type(error).__name__
    return Text(
        f"{file} kan niet worden gelezen ({said}); exporteer het model opnieuw als IFC4 of IFC2X3",
        f"{file} cannot be read ({said}); export the model again as IFC4 or IFC2X3",
    )


def _no_elements(file: str, building: str, left_out: dict[str, int]) -> Text:
    rest = ", ".join(f"{count} x {kind}" for kind, count in left_out.items())
    return Text(
        f"{file}: gebouw '{building}' bevat geen wanden, vloeren of andere bouwdelen"
        + (f" (wel: {rest})" if rest else "")
        + "; kies het bouwkundige model",
        f"{file}: building '{building}' holds no walls, slabs or other building parts"
        + (f" (but: {rest})" if rest else "")
        + "; choose the architectural model",
    )
