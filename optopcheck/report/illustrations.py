"""Pictures and drawings for a report, and what could not be made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optopcheck.report.document import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.text import Language, Text


@dataclass(frozen=True)
class Illustration:
    """A picture with its words."""

    name: str
    """With its suffix, .png or .svg; unique in a report."""
    content: bytes
    alt: Text
    """What it shows, for who cannot see it."""
    caption: Text
    width: float = 170.0
    """On paper [mm]."""


@dataclass(frozen=True)
class Illustrations:
    """All that a report shows."""

    cover: Illustration | None = None
    drawings: tuple[Illustration, ...] = ()
    """To scale: where it stands, and how high."""
    evidence: Mapping[str, Illustration] = field(default_factory=dict)
    """By the id of the rule."""
    plates: tuple[Illustration, ...] = ()
    """Shade by day and clock time."""
    legend: Illustration | None = None
    """Of the plates."""
    losses: tuple[Illustration, ...] = ()
    """Hours of sun that are lost."""
    loss_legend: Illustration | None = None
    missing: tuple[Text, ...] = ()
    """What was not drawn, and why."""

    def files(self) -> dict[str, bytes]:
        """Return all pictures by name."""
        single = (made for made in (self.cover, self.legend, self.loss_legend) if made is not None)
        every = (*single, *self.drawings, *self.evidence.values(), *self.plates, *self.losses)
        return {made.name: made.content for made in every}


def figure(*made: Illustration, language: Language, columns: int = 1) -> Figure:
    """Return pictures as one block; they share the width of the first."""
    shown = tuple((m.name, m.alt.in_language(language), m.caption.in_language(language)) for m in made)
    return Figure(shown, columns, made[0].width)
