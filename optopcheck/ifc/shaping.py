"""In each child: draw the pieces of work that the parent hands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optopcheck.ifc.log import is_of_shape, read_named, read_said
from optopcheck.ifc.shapes import EXACT, FAST, ShapeWriter, draw, is_possible, single, world_triangles
from optopcheck.ifc.sound import are_sound, extent, is_sound, outwards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.plan import Group, Plan

    Drawn = tuple[str, Floats, Ints]
    """Name, vertices and faces of a part."""

_BEAT = 50
"""A sign of life after so many parts that are not said yet."""


class Shaper:
    """Draws groups of a plan, each drawing once.

    Parameters
    ----------
    model
        The opened model; elements of a group get one drawing in it.
    plan
        The same for every child.
    folder, name
        Where the triangles go.
    say
        Sends one message to the parent.
    """

    def __init__(self, model: Any, plan: Plan, folder: Path, name: str, say: Callable[..., None]) -> None:  # noqa: ANN401
        self._model, self._plan, self._say = model, plan, say
        self._parts = sum(len(group.steps) for group in plan.groups)
        self._writer = ShapeWriter(folder, name, say)

    def close(self) -> None:
        """Close the files; a child that ends by being killed never does."""
        self._writer.close()

    def do(self, groups: list[int], mode: str, only: list[str]) -> None:
        """Draw some groups: ``exact``, ``fast``, ``sample`` or ``single``."""
        wanted = [self._plan.groups[number] for number in groups]
        read_said()
        if mode == "single":
            self._one_by_one(wanted, set(only))
        elif mode == "fast":
            sound = self._sound(wanted)
            self._exact([group for group in wanted if group.steps[0] not in sound])
        else:
            seen = self._exact(wanted)
            if mode == "sample":
                self._compare(wanted, seen)

    def _exact(self, groups: list[Group]) -> dict[int, tuple[Floats, Ints]]:
        """Draw groups and return the triangles of the first of each."""
        names = _names(groups)
        done: set[str] = set()
        first: dict[int, tuple[Floats, Ints]] = {}
        for step, vertices, faces in self._draw(groups, EXACT):
            if self._writer.write(names[step], vertices, faces):
                done.add(names[step])
                first[step] = vertices, faces
        self._complain(groups)
        self._one_by_one(groups, {name for name in names.values() if name not in done})
        return {group.steps[0]: first[group.steps[0]] for group in groups if group.steps[0] in first}

    def _draw(self, groups: list[Group], kernel: str) -> Iterator[tuple[int, Floats, Ints]]:
        return draw(self._model, [group.steps for group in groups], kernel, parts=self._parts)

    def _complain(self, groups: list[Group]) -> None:
        """Say what the kernel logged; it names one element of those with the drawing, or none."""
        shared: dict[str, list[str]] = {}
        for group in groups:
            for plain in {name.partition("#")[0] for name in group.names}:
                shared.setdefault(plain, []).extend(group.names)
        said = read_said()
        for part, code in sorted(said.remarks):
            for name in shared.get(part, [part]):
                self._say(remark=name, code=code)
        for guid, message in said.errors:
            if guid is not None:
                for name in shared.get(guid, [guid]):
                    self._say(complaint=name, reason=message)
        if any(guid is None and is_of_shape(message) for guid, message in said.errors):
            self._find_out(groups)

    def _find_out(self, groups: list[Group]) -> None:
        """Draw one by one what came out with an error that names nobody: a body of it may be missing."""
        for count, group in enumerate(groups):
            if count % _BEAT == 0:
                self._say(beat=count)
            read_said()
            single(self._model, self._model.by_id(group.steps[0]))
            self._complain_of(group.names)

    def _complain_of(self, names: Iterable[str]) -> None:
        """Say the remarks and the first error on what was just drawn alone."""
        said = read_said()
        for name in names:
            for _, code in sorted(said.remarks):
                self._say(remark=name, code=code)
            if said.errors:
                self._say(complaint=name, reason=said.errors[0][1])

    def _fast(self, groups: list[Group]) -> dict[int, list[Drawn]]:
        """Draw groups with the fast kernel; those that it draws soundly and without a word about them."""
        homes = {step: group.steps[0] for group in groups for step in group.steps}
        names = _names(groups)
        drawn: dict[int, list[Drawn]] = {}
        try:
            for count, (step, vertices, faces) in enumerate(self._draw(groups, FAST)):
                drawn.setdefault(homes[step], []).append((names[step], vertices, faces))
                if count % _BEAT == 0:
                    self._say(beat=count)
        except RuntimeError:  # a build of the library without this kernel
            return {}
        named, unnamed = read_named()
        if unnamed:
            return {}
        whole = [
            group
            for group in groups
            if len(drawn.get(group.steps[0], [])) == len(group.steps)
            and not named.intersection(name.partition("#")[0] for name in group.names)
        ]
        sound = are_sound([drawn[group.steps[0]][0][1:] for group in whole])
        trusted = {
            group.steps[0]: _trusted(group, drawn[group.steps[0]], sound=closed)
            for group, closed in zip(whole, sound, strict=True)
        }
        return {step: parts for step, parts in trusted.items() if parts}

    def _sound(self, groups: list[Group]) -> set[int]:
        """Draw groups with the fast kernel and return the first steps of those that need no other."""
        sound = {
            step: parts
            for step, parts in self._fast(groups).items()
            if all(is_possible(vertices, faces) for _, vertices, faces in parts)
        }
        self._writer.write_all([part for parts in sound.values() for part in parts])
        return set(sound)

    def _compare(self, groups: list[Group], exact: dict[int, tuple[Floats, Ints]]) -> None:
        skins = {group.steps[0] for group in groups if group.skin}
        for step, parts in self._fast(groups).items():
            name, vertices, faces = parts[0]
            if step not in exact or not _same(exact[step], (vertices, faces), skin=step in skins):
                self._say(differs=name)
            elif step in skins:
                # As the rest of its kind will be; what is written last counts.
                for part in parts:
                    self._writer.write(*part)

    def _one_by_one(self, groups: list[Group], only: set[str]) -> None:
        for group in groups:
            for step, name in zip(group.steps, group.names, strict=True):
                if name in only:
                    self._single(step, name)

    def _single(self, step: int, name: str) -> None:
        self._say(start=name)
        read_said()
        shape = single(self._model, self._model.by_id(step))
        if shape is None or not self._writer.write(name, *world_triangles(shape)):
            errors = read_said().errors
            self._say(failed=name, reason=errors[0][1] if errors else "")
        else:
            self._complain_of((name,))


def _names(groups: list[Group]) -> dict[int, str]:
    return {step: name for group in groups for step, name in zip(group.steps, group.names, strict=True)}


def _trusted(group: Group, parts: list[Drawn], *, sound: bool) -> list[Drawn]:
    """Return what the fast kernel drew of a group, as it is kept; nothing if the exact one must draw it."""
    if sound:
        if not group.skin:
            return parts
        return [(name, vertices, outwards(vertices, faces)) for name, vertices, faces in parts]
    return parts if group.skin and group.loose else []


def _same(exact: tuple[Floats, Ints], fast: tuple[Floats, Ints], *, skin: bool) -> bool:
    """Tell whether both kernels drew the same; the exact one turns the faces of a skin at random."""
    if skin and is_sound(*exact):
        exact = (exact[0], outwards(*exact))
    return extent(*exact).is_like(extent(*fast), closed=not skin or is_sound(*exact))
