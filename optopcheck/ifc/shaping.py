"""In each child: draw the pieces of work that the parent hands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optopcheck.ifc.log import is_of_shape, read_named, read_words
from optopcheck.ifc.shapes import FAST, ShapeWriter, iterate, single, world_triangles
from optopcheck.ifc.sound import extent, is_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.log import Word
    from optopcheck.ifc.plan import Group, Plan

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
        self._writer = ShapeWriter(folder, name, say)
        for group in plan.groups:
            drawing = model.by_id(group.steps[0]).Representation
            for step in group.steps[1:]:
                model.by_id(step).Representation = drawing

    def close(self) -> None:
        """Close the files; a child that ends by being killed never does."""
        self._writer.close()

    def do(self, groups: list[int], mode: str, only: list[str]) -> None:
        """Draw some groups: ``exact``, ``fast``, ``sample`` or ``single``."""
        wanted = [self._plan.groups[number] for number in groups]
        read_words()
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
        for shape in iterate(self._model, self._elements(groups)):
            triangles = world_triangles(shape)
            if self._writer.write(names[shape.id], *triangles):
                done.add(names[shape.id])
                first[shape.id] = triangles
        self._complain(groups)
        self._one_by_one(groups, {name for name in names.values() if name not in done})
        return {group.steps[0]: first[group.steps[0]] for group in groups if group.steps[0] in first}

    def _complain(self, groups: list[Group]) -> None:
        """Say what the kernel logged; it names one element of those with the drawing, or none."""
        shared: dict[str, list[str]] = {}
        for group in groups:
            for plain in {name.partition("#")[0] for name in group.names}:
                shared.setdefault(plain, []).extend(group.names)
        words = read_words()
        for word in words:
            if word.guid is not None:
                for name in shared.get(word.guid, [word.guid]):
                    self._tell(name, word)
        if any(word.guid is None and is_of_shape(word.message) for word in words):
            self._find_out(groups)

    def _find_out(self, groups: list[Group]) -> None:
        """Draw one by one what came out with a word that names nobody: a body of it may be missing."""
        for count, group in enumerate(groups):
            if count % _BEAT == 0:
                self._say(beat=count)
            read_words()
            single(self._model, self._model.by_id(group.steps[0]))
            self._complain_of(group.names)

    def _complain_of(self, names: Iterable[str]) -> None:
        """Say the worst word about what was just drawn alone."""
        words = sorted(read_words(), key=lambda word: not word.loses)
        for name in names if words else ():
            self._tell(name, words[0])

    def _tell(self, name: str, word: Word) -> None:
        if word.loses:
            self._say(complaint=name, reason=word.message)
        else:
            self._say(mended=name, reason=word.message)

    def _fast(self, groups: list[Group]) -> dict[int, list[tuple[str, Floats, Ints]]]:
        """Draw groups with the fast kernel; those that it draws soundly and without a word about them."""
        homes = {step: group.steps[0] for group in groups for step in group.steps}
        names = _names(groups)
        drawn: dict[int, list[tuple[str, Floats, Ints]]] = {}
        try:
            for count, shape in enumerate(iterate(self._model, self._elements(groups), FAST)):
                drawn.setdefault(homes[shape.id], []).append((names[shape.id], *world_triangles(shape)))
                if count % _BEAT == 0:
                    self._say(beat=count)
        except RuntimeError:  # a build of the library without this kernel
            return {}
        named, unnamed = read_named()
        if unnamed:
            return {}
        return {
            group.steps[0]: drawn[group.steps[0]]
            for group in groups
            if len(drawn.get(group.steps[0], ())) == len(group.steps)
            and not named.intersection(name.partition("#")[0] for name in group.names)
            and is_sound(*drawn[group.steps[0]][0][1:])
        }

    def _sound(self, groups: list[Group]) -> set[int]:
        """Draw groups with the fast kernel and return the first steps of those that need no other."""
        written = set()
        for step, parts in self._fast(groups).items():
            if all(self._writer.write(*part) for part in parts):
                written.add(step)
        return written

    def _compare(self, groups: list[Group], exact: dict[int, tuple[Floats, Ints]]) -> None:
        for step, parts in self._fast(groups).items():
            name, vertices, faces = parts[0]
            if step not in exact or not extent(*exact[step]).is_like(extent(vertices, faces)):
                self._say(differs=name)

    def _one_by_one(self, groups: list[Group], only: set[str]) -> None:
        for group in groups:
            for step, name in zip(group.steps, group.names, strict=True):
                if name in only:
                    self._single(step, name)

    def _single(self, step: int, name: str) -> None:
        self._say(start=name)
        read_words()
        shape = single(self._model, self._model.by_id(step))
        if shape is None or not self._writer.write(name, *world_triangles(shape)):
            messages = [word.message for word in read_words() if word.loses]
            self._say(failed=name, reason=messages[0] if messages else "")
        else:
            self._complain_of((name,))

    def _elements(self, groups: Iterable[Group]) -> list[Any]:
        return [self._model.by_id(step) for group in groups for step in group.steps]


def _names(groups: list[Group]) -> dict[int, str]:
    return {step: name for group in groups for step, name in zip(group.steps, group.names, strict=True)}
