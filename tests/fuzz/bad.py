"""A bad input: how it is made, and how the application must end over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.fuzz.seeds import house_text

Made: TypeAlias = Callable[[Path], Path]


@dataclass(frozen=True)
class Bad:
    """One bad input."""

    kind: str
    """What is wrong with it: a line of the table."""
    name: str
    made: Made
    """Writes it into a folder and returns what is given to the application."""
    said: str = ""
    """A regular expression for what is said of it, in Dutch."""
    ends: str = "bad"
    """``refused``, ``named`` (read, with a defect that keeps it from being green), ``bad`` (one of both),
    ``sound`` (odd, but nothing is lost)."""
    role: str = "model"
    """As what it is given."""

    @property
    def id(self) -> str:
        """Its name among all."""
        return f"{self.role}-{self.kind}-{self.name}".replace(" ", "_")


def file(name: str, content: bytes | str) -> Made:
    """Return what writes a file."""

    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


def changed(*edits: tuple[str, str], text: bytes | None = None, count: int = 1) -> bytes:
    """Return the sound house with some places changed; each must be there."""
    found = (house_text() if text is None else text).decode("latin-1")
    for pattern, new in edits:
        before = found
        found = re.sub(pattern, new, found, count=count)
        if found == before:
            raise LookupError(pattern)
    return found.encode("latin-1")


def house(kind: str, name: str, *edits: tuple[str, str], said: str = "", ends: str = "bad") -> Bad:
    """Return the house with some places changed."""
    return Bad(kind, name, file("huis.ifc", changed(*edits)), said, ends)


def with_lines(*lines: str, text: bytes | None = None) -> bytes:
    """Return the house with lines of data added."""
    whole = house_text() if text is None else text
    head, end = whole.rsplit(b"ENDSEC;", 1)
    return head + "\n".join(lines).encode() + b"\nENDSEC;" + end
