"""The parts of a scene, by storey: seen or not, cut by planes, hit by a ray, coarse while it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture import cuts as planes
from optopcheck.picture.aim import Aim
from optopcheck.picture.caps import Caps
from optopcheck.picture.coarse import coarse_actors
from optopcheck.picture.group import Group
from optopcheck.picture.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from optopcheck.picture.aim import Hit, Ray
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.group import Share
    from optopcheck.picture.showing import Flags

_Key = tuple[object, ...]


class Contents:
    """Groups of parts in one renderer; a group goes by the name of its storey."""

    def __init__(self, renderer: Vtk) -> None:
        self._renderer = renderer
        self._groups: list[tuple[str | None, Group]] = []
        self._drawn: list[Vtk] = []
        self._hidden: set[str | None] = set()
        self._former: dict[_Key, Group] = {}
        self._added: frozenset[str] = frozenset()
        self._aim = Aim((), ())
        self._known: frozenset[str] = frozenset()
        self._caps: Caps | None = None
        self._stand_ins: list[Vtk] | None = None
        self._is_coarse = self._is_old = False
        self.showing = Showing()
        self.cuts: tuple[Cut, ...] = ()

    def fill(self, shares: Sequence[Share], added: Collection[str]) -> None:
        """Hold other groups."""
        former, self._former = self._former, {}
        self._groups = []
        for share in shares:
            key = (share.edge, *((part.id, id(part.mesh)) for part in share.parts))
            # The parts stay alive with their group, so that no other mesh takes their identity.
            group = self._former[key] = former.get(key) or Group(share)
            offset = -1.0 if share.is_new else 0.0
            for actor in (group.surface, group.edges):
                # The old roof edge lies in the face of the new façade: the new one is seen.
                actor.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, offset)
                actor.GetMapper().SetRelativeCoincidentTopologyLineOffsetParameters(0.0, offset)
            self._groups.append((share.storey, group))
        self._added = frozenset(added)
        parts = [part for _, group in self._groups for part in group.parts]
        self._aim = Aim([part.id for part in parts], [part.mesh for part in parts])
        self._known = frozenset(self._aim.ids)
        self._refresh()
        # Now: equal depths go by the order in which actors came.
        self.prepare()

    def set_visible(self, storey: str | None, *, visible: bool) -> None:
        """Show or hide a storey, and whatever else is a group."""
        (self._hidden.discard if visible else self._hidden.add)(storey)
        self._refresh()

    def show(self, showing: Showing) -> None:
        """Show, hide and isolate parts."""
        if showing != self.showing:
            self.showing = showing
            self._refresh()

    def cut(self, cuts: Sequence[Cut]) -> None:
        """Take away what lies beyond planes."""
        self.cuts = planes.effective(cuts)
        self._caps, self._is_old = None, True

    def is_seen(self, identity: str) -> bool:
        """Tell whether a part is shown, be it faintly."""
        solid, faint = self.showing.flags((identity,), self._known)
        return bool(solid[0] or faint[0])

    def is_solid(self, identity: str) -> bool:
        """Tell whether a part is shown and does not shine through."""
        return bool(self.showing.flags((identity,), self._known)[0][0])

    def beside(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the ids of all parts on the storeys of some parts."""
        wanted = set(ids)
        storeys = {storey for storey, group in self._groups if not wanted.isdisjoint(group.ids)}
        return tuple(i for storey, group in self._groups if storey in storeys for i in group.ids)

    def set_coarse(self, *, coarse: bool) -> None:
        """Draw quickly what moves, or everything."""
        if coarse != self._is_coarse:
            self._is_coarse = coarse
            self._is_old = True

    def prepare(self) -> None:
        """Bring the actors in step; a picture asks for it, so that a move that is not drawn costs nothing."""
        if self._is_old:
            self._is_old = False
            self._draw()

    def first(self, ray: Ray) -> Hit | None:
        """Return the part that a ray meets first among those that are solid."""
        seen = np.concatenate([np.zeros(0, dtype=np.bool_), *(self._solid(s, g) for s, g in self._groups)])
        found = self._aim.first(ray, seen, self.cuts)
        filled = self._filled().first(ray) if self.cuts else None
        both = [hit for hit in (found, filled) if hit is not None]
        return min(both, key=lambda hit: hit.distance, default=None)

    # --- drawing --------------------------------------------------------------------------------
    def _refresh(self) -> None:
        for _, group in self._groups:
            group.show(*self.showing.flags(group.ids, self._known))
        self._caps, self._stand_ins, self._is_old = None, None, True

    def _draw(self) -> None:
        """Switch actors on and off; those of the groups stay in their order, on which equal depths depend."""
        coarse = self._coarse() if self._is_coarse else None
        for storey, group in self._groups:
            is_there = storey not in self._hidden
            group.surface.SetVisibility(is_there and (coarse is None or group.surface in coarse))
            group.edges.SetVisibility(is_there and coarse is None)
        lasting = [actor for _, group in self._groups for actor in (group.surface, group.edges)]
        passing = [a for group in self._visible() for a in group.ghosts] if coarse is None else coarse
        clipped = [*lasting, *(actor for actor in passing if actor not in lasting)]
        planes.apply(clipped, self.cuts)
        filled = self._filled().actors() if self.cuts and coarse is None else ()
        self._put([*clipped, *filled])

    def _put(self, wanted: list[Vtk]) -> None:
        for actor in self._drawn:
            if actor not in wanted:
                self._renderer.RemoveActor(actor)
        for actor in wanted:
            if actor not in self._drawn:
                self._renderer.AddActor(actor)
        self._drawn = wanted

    def _visible(self) -> Iterator[Group]:
        return (group for storey, group in self._groups if storey not in self._hidden)

    def _solid(self, storey: str | None, group: Group) -> Flags:
        return group.solid & (storey not in self._hidden)

    def _coarse(self) -> Sequence[Vtk]:
        """Return stand-ins; for a small scene its own faces, without the lines."""
        if self._stand_ins is None:
            made = coarse_actors(list(self._visible()))
            self._stand_ins = [group.surface for group in self._visible()] if made is None else made
        return self._stand_ins

    def _filled(self) -> Caps:
        if self._caps is None:
            solid = [
                part
                for storey, group in self._groups
                for part, is_solid in zip(group.parts, self._solid(storey, group), strict=True)
                if is_solid
            ]
            self._caps = Caps(solid if self.cuts else (), self.cuts, self._added)
        return self._caps
