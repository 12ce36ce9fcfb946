"""What was found of each part, in words and as a state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from optopcheck.domain.text import Text


class State(StrEnum):
    """How a part is."""

    FINE = "fine"
    NOTE = "note"
    """Works, with a remark; or could not be found out: that is never fine."""
    BROKEN = "broken"

    @property
    def label(self) -> Text:
        """The word for users."""
        return _LABELS[self]


_LABELS = {
    State.FINE: Text("goed", "fine"),
    State.NOTE: Text("let op", "note"),
    State.BROKEN: Text("stuk", "broken"),
}


@dataclass(frozen=True)
class Told:
    """What a probe says."""

    said: Text
    state: State = State.FINE
    remedy: Text | None = None
    """What the user can do; None: see what belongs to the part."""


@dataclass(frozen=True)
class Line:
    """One part that was tried."""

    part: str
    """Its short name, the same in every language."""
    title: Text
    state: State
    said: Text
    remedy: Text | None
    """Given with every state but fine."""
    took: float
    """[s]"""


@dataclass(frozen=True)
class Checkup:
    """All parts, in the order in which they were tried."""

    lines: tuple[Line, ...]

    @property
    def worst(self) -> State:
        """The state of the worst part; with nothing tried nothing is fine."""
        states = {line.state for line in self.lines}
        if not states or State.BROKEN in states:
            return State.BROKEN
        return State.NOTE if State.NOTE in states else State.FINE

    def count(self, state: State) -> int:
        """Return how many parts are in a state."""
        return sum(line.state is state for line in self.lines)

    @property
    def headline(self) -> Text:
        """The outcome in one sentence."""
        broken, notes = self.count(State.BROKEN), self.count(State.NOTE)
        if broken or not self.lines:
            nl = "1 onderdeel werkt niet" if broken == 1 else f"{broken} onderdelen werken niet"
            en = "1 part does not work" if broken == 1 else f"{broken} parts do not work"
            return Text(f"{nl}; wat te doen staat erbij", f"{en}; what to do is beside it")
        if notes:
            nl = "1 opmerking" if notes == 1 else f"{notes} opmerkingen"
            en = "1 note" if notes == 1 else f"{notes} notes"
            return Text(f"alles werkt, met {nl}", f"everything works, with {en}")
        return Text("alles werkt", "everything works")
