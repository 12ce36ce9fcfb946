"""A report as a tree of blocks: what it says, without a word on how it is set."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from optopcheck.report.style import ReportStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from optopcheck.domain.rule import Verdict
    from optopcheck.domain.text import Language


@dataclass(frozen=True)
class Mark:
    """A verdict: drawn as colour and shape, with its words beside them."""

    verdict: Verdict | None
    """None is a rule that does not apply."""
    words: str


Cell = str | Mark
Pair = tuple[str, Cell]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Literal["body", "note", "stress"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Names with their values."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True)
class Table:
    """A table with a header row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    """Columns of numbers, set to the right."""
    widths: tuple[float, ...] = ()
    """Share of the width for each column; 0: as wide as its longest word asks. Empty: all 0."""
    small: bool = False
    groups: tuple[tuple[int, str], ...] = ()
    """Names of what follows, each with the row that it stands above; none or the first stands above row 0."""


@dataclass(frozen=True)
class Figure:
    """One picture, or several side by side, by their names in `Document.pictures`."""

    pictures: tuple[tuple[str, str, str], ...]
    """Name, what it says for who cannot see it, and the words below it."""
    columns: int = 1
    width: float = 170.0
    """Of one picture on paper [mm]: a drawing to scale is true at this width alone."""
    fits: bool = False
    """Smaller where the rest of the page asks for it; for a picture that is not to scale."""
    leads: bool = False
    """Stays on the page of the block that follows."""


@dataclass(frozen=True)
class Banner:
    """The verdict on the whole."""

    mark: Mark
    reason: str


@dataclass(frozen=True)
class Card:
    """One finding with its evidence."""

    title: str
    mark: Mark
    lead: str
    """Why; where it holds line ends, each line is a point of its own."""
    rows: tuple[Pair, ...]
    figure: Figure | None = None
    numbers: tuple[Pair, ...] = ()
    """What was measured and the limit; these stand beside the picture."""


Block = Heading | Paragraph | Bullets | Pairs | Table | Figure | Banner | Card


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    language: Language
    title: str
    subject: str
    """What was checked, where."""
    report_id: str
    """Begin of the SHA-256 of the attached JSON, in groups."""
    on: date
    """Reference date: the only day that the file knows."""
    marks: tuple[str, ...]
    """What each page says of packs whose maker is not known."""
    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """PNG or SVG by name, with its suffix."""
    attachment: bytes = b""
    """The assessment as JSON."""
    style: ReportStyle = field(default_factory=ReportStyle)


def with_texts(document: Document, how: Callable[[str], str]) -> Document:
    """Return a document in which each text went through a function; pictures stay as they are."""

    def changed(value: Any) -> Any:  # noqa: ANN401 - any part of the tree
        if isinstance(value, StrEnum):
            return value
        if isinstance(value, str):
            return how(value)
        if isinstance(value, tuple):
            return tuple(changed(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: changed(getattr(value, f.name)) for f in fields(value)})
        return value

    done: Document = changed(document)
    return done
