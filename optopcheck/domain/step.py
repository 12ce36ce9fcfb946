"""The five steps from a model to a verdict: what is there, what is missing, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.rule import Verdict


class StepKey(StrEnum):
    """The steps in their order; none waits for the one before it."""

    MODEL = "model"
    PLACE = "place"
    DESIGN = "design"
    RULES = "rules"
    RESULT = "result"

    @property
    def label(self) -> Text:
        """What the step is called."""
        return _TITLES[self]


_TITLES = {
    StepKey.MODEL: Text("Model", "Model"),
    StepKey.PLACE: Text("Plaats en peil", "Place and datum"),
    StepKey.DESIGN: Text("Optopvariant", "Added storeys"),
    StepKey.RULES: Text("Regels", "Rules"),
    StepKey.RESULT: Text("Resultaat", "Result"),
}


class StepState(StrEnum):
    """How far a step is; never a verdict."""

    READY = "ready"
    MISSING = "missing"
    WAITING = "waiting"
    """Its outcome is not there yet, or no longer holds."""

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _LABELS[self]


_LABELS = {
    StepState.READY: Text("ingevuld", "filled in"),
    StepState.MISSING: Text("er ontbreekt iets", "something is missing"),
    StepState.WAITING: Text("nog niet getoetst", "not assessed yet"),
}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, what it costs, and where it is filled in."""

    brief: Text
    """A word or two."""
    cost: Text
    """A whole sentence."""
    place: str
    """Name of the field or the page, the same for every shell."""


@dataclass(frozen=True)
class Step:
    """One step with its state."""

    key: StepKey
    state: StepState
    said: Text
    """What is there, or what is missing, in a few words."""
    place: str
    """Where it is filled in when nothing is missing."""
    gaps: tuple[Gap, ...] = ()
    verdict: Verdict | None = None
    """Of the last step alone, once it holds."""

    def __post_init__(self) -> None:
        if self.gaps and self.state is StepState.READY:
            raise ValueError(f"step {self.key} lacks {self.gaps[0].brief} and is not filled in")
        if self.verdict is not None and self.state is StepState.WAITING:
            raise ValueError(f"step {self.key} has no verdict that holds")

    @property
    def title(self) -> Text:
        """What the step is called."""
        return self.key.label
