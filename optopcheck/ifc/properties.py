"""What a model says of its parts: attributes, property sets, quantities and materials, with its own units."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.asking import ask
from optopcheck.ifc.preflight import prepare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.job import Progress

FILE = "properties.jsonl"
_READING = Text("eigenschappen lezen", "reading the properties")
Plain = str | float | bool | list[float | str | None] | None


@dataclass(frozen=True)
class Property:
    """One property or quantity as the model gives it."""

    name: str
    value: Plain
    """A list of two is a range; a missing end is None."""
    unit: str
    """Symbol of the unit of the model; empty where it has none."""


@dataclass(frozen=True)
class PropertyGroup:
    """A property set or a set of quantities."""

    title: str
    rows: tuple[Property, ...]
    quantities: bool
    of_type: bool
    """Whether it stands at the type of the element and holds for all of that type."""


@dataclass(frozen=True)
class PropertyPage:
    """All that a model says of one element."""

    kind: str
    name: str
    type: tuple[str, str] | None
    """Class and name of its type."""
    attributes: tuple[tuple[str, str], ...]
    materials: tuple[tuple[str, int], ...]
    """Name and share of the thickness [%]."""
    groups: tuple[PropertyGroup, ...]


class PropertyBook:
    """The pages of one model, kept as the text that the child wrote; a page is read when it is asked for."""

    def __init__(self, text: bytes, places: Mapping[str, tuple[int, int]]) -> None:
        self._text, self._places = text, dict(places)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def size(self) -> int:
        """Length of the text [bytes]."""
        return len(self._text)

    def page(self, global_id: str) -> PropertyPage | None:
        """Return the page of an element, None if the model does not know it."""
        place = self._places.get(global_id)
        if place is None:
            return None
        begin, length = place
        return _page(json.loads(self._text[begin : begin + length]))


def read_properties(path: Path, progress: Progress = no_progress) -> PropertyBook:
    """Return what a model says of all its products.

    Parameters
    ----------
    path
        An .ifc or .ifczip file.
    progress
        May raise `CancelledError`, which ends the child.

    Raises
    ------
    InputError
        If the model cannot be read.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="optopcheck-") as name:
        folder = Path(name)
        plain = prepare(path, folder).resolve()
        job = {"model": str(plain), "file": path.name, "folder": name, "properties": True}
        places = ask(job, folder, _READING, progress)
        text = (folder / FILE).read_bytes()
    return PropertyBook(text, {identity: (begin, length) for identity, (begin, length) in places.items()})


def _page(told: dict[str, Any]) -> PropertyPage:
    return PropertyPage(
        told["kind"],
        told["name"],
        (told["type"][0], told["type"][1]) if told["type"] else None,
        tuple((name, value) for name, value in told["attributes"]),
        tuple((name, share) for name, share in told["materials"]),
        tuple(
            PropertyGroup(
                group["title"],
                tuple(Property(name, value, unit) for name, value, unit in group["rows"]),
                group["quantities"],
                group["of_type"],
            )
            for group in told["groups"]
        ),
    )
