"""Checked values out of a TOML file of a rule pack; each refusal names file, line, key and value."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

from optopcheck.api.toml_lines import line_at, lines_of
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from enum import Enum

    from optopcheck.api.toml_lines import Path

    E = TypeVar("E", bound=Enum)

_LINE_OF_PARSER = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_LONGEST_SHOWN = 60
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)
"""What moves the cursor, turns the direction of reading, or is not seen: it could make a text say another."""


class TomlSource(Protocol):
    """A file to read: a `pathlib.Path`, or a member of a package by `importlib.resources.files`."""

    @property
    def name(self) -> str:
        """Name of the file, as messages call it."""

    def read_bytes(self) -> bytes:
        """Return the content."""


class TomlError(InputError):
    """A file of a rule pack that cannot be used: names file, line, key and value, and what to do."""


class TomlValues:
    """The values of one file, by the keys that lead to them.

    Raises
    ------
    TomlError
        If the file cannot be read or is no TOML.
    """

    def __init__(self, source: TomlSource) -> None:
        self.name = source.name
        try:
            text = source.read_bytes().decode("utf-8-sig")
        except OSError as error:
            self._stop(None, Text(f"niet te lezen: {error}", f"cannot be read: {error}"))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._stop(line, Text("dit is geen UTF-8; bewaar als UTF-8", "not UTF-8; save it as UTF-8"))
        try:
            self.root: dict[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            # Beside TOMLDecodeError: a number of thousands of digits, or brackets as deep.
            self._stop(
                _line_told(error, text),
                Text(
                    f"geen geldige TOML: {error}; verbeter die regel",
                    f"not valid TOML: {error}; mend that line",
                ),
            )
        self.lines = lines_of(text)

    def _stop(self, line: int | None, what: Text) -> NoReturn:
        nl, en = (f", regel {line}", f", line {line}") if line else ("", "")
        raise TomlError(Text(f"'{self.name}'{nl}: {what.nl}", f"'{self.name}'{en}: {what.in_language('en')}"))

    def refuse(self, path: Path, todo: Text) -> NoReturn:
        """Refuse what stands at a path, or that nothing stands there, and say what to do."""
        value = self.get(path)
        key = _key(path)
        if value is None:
            said = Text(f"{key} ontbreekt", f"{key} is missing")
        else:
            said = Text(f"{key} = {_shown(value)}")
        line = line_at(self.lines, path)
        self._stop(line, Text(f"{said.nl}: {todo.nl}", f"{said.in_language('en')}: {todo.in_language('en')}"))

    def get(self, path: Path) -> Any:  # noqa: ANN401 - TOML may hold anything
        """Return a value as it is, None if it is not there."""
        value: Any = self.root
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def only(self, path: Path, known: Collection[str], *, optional: bool = False) -> Mapping[str, Any]:
        """Return a table of which every key is known: a misspelt choice must not vanish."""
        table = self.get(path) if path else self.root
        if table is None and optional:
            return {}
        if not isinstance(table, dict):
            self.refuse(path, Text(f"schrijf een tabel [{_key(path)}]", f"write a table [{_key(path)}]"))
        for key in table:
            if key not in known:
                self._unknown((*path, key), known)
        return table

    def _unknown(self, path: Path, known: Collection[str]) -> NoReturn:
        names = ", ".join(sorted(known))
        self.refuse(path, Text(f"onbekend; bekend zijn {names}", f"unknown; known are {names}"))

    def words(self, path: Path, *, optional: bool = False) -> str:
        """Return a text; empty only where it may be left out."""
        value = self.get(path)
        if value is None and optional:
            return ""
        if not isinstance(value, str) or not value.strip():
            todo = Text("geef een tekst tussen aanhalingstekens", "give a text between quotes")
            self.refuse(path, todo)
        hidden = _HIDDEN.search(value)
        if hidden is not None:
            self.refuse(path, _no_hidden(hidden[0]))
        return value.strip()

    def matching(self, path: Path, pattern: re.Pattern[str], todo: Text) -> str:
        """Return a text of one form."""
        value = self.words(path)
        if not pattern.fullmatch(value):
            self.refuse(path, todo)
        return value

    def text(self, path: Path) -> Text:
        """Return a message: ``{ nl = "...", en = "..." }``, or one text in Dutch."""
        value = self.get(path)
        if isinstance(value, str):
            return Text(_on_one_line(self.words(path)))
        if not isinstance(value, dict):
            shape = '"..." {} {{ nl = "...", en = "..." }}'
            todo = Text(f"geef een tekst: {shape.format('of')}", f"give a text: {shape.format('or')}")
            self.refuse(path, todo)
        self.only(path, ("nl", "en"))
        dutch, english = self.words((*path, "nl")), self.words((*path, "en"), optional=True)
        return Text(_on_one_line(dutch), _on_one_line(english) or None)

    def number(self, path: Path, low: float, high: float) -> float:
        """Return a number from `low` to `high`, both included."""
        value = self.get(path)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high  # false for nan as well
        ):
            self.refuse(path, _a_number(low, high))
        return float(value)

    def flag(self, path: Path) -> bool:
        """Return true or false."""
        value = self.get(path)
        if not isinstance(value, bool):
            self.refuse(path, Text("geef true (ja) of false (nee)", "give true or false"))
        return value

    def one_of(self, path: Path, kind: type[E]) -> E:
        """Return the member of an enumeration whose value is written."""
        value = self.get(path)
        found = next((member for member in kind if member.value == value), None)
        if found is None:
            names = ", ".join(str(member.value) for member in kind)
            self.refuse(path, Text(f"kies uit {names}", f"choose one of {names}"))
        return found

    def items(self, path: Path, *, optional: bool = False) -> list[Path]:
        """Return the paths of the items of a list."""
        value = self.get(path)
        if value is None and optional:
            return []
        if not isinstance(value, list):
            self.refuse(path, Text("schrijf een lijst: [ ... ]", "write a list: [ ... ]"))
        return [(*path, place) for place in range(len(value))]

    def day(self, path: Path) -> date | None:
        """Return a day, None if it is not there."""
        value = self.get(path)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            todo = Text(
                "geef een dag zonder aanhalingstekens en zonder tijd, bijvoorbeeld 2024-01-01",
                "give a day without quotes and without a time, e.g. 2024-01-01",
            )
            self.refuse(path, todo)
        return value


def _line_told(error: Exception, text: str) -> int | None:
    told = _LINE_OF_PARSER.search(str(error))
    if told is None:
        return None
    return int(told[1]) if told[1] else text.count("\n") + 1


def _key(path: Path) -> str:
    """Write a path as a reader would: ``assumption[3].nl``, counted from one."""
    written = ""
    for step in path:
        written += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if written else step
    return written


def _shown(value: object) -> str:
    try:
        written = repr(value)
    except ValueError:  # Python refuses to write thousands of digits
        return "..."
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}..."


def _on_one_line(words: str) -> str:
    """Join the lines of a message: a line of its own in a report could pass for one of the program."""
    return " ".join(words.split())


def _no_hidden(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    return Text(
        f"er staat een onzichtbaar teken in ({code}); haal het weg",
        f"it holds an invisible character ({code}); take it away",
    )


def _a_number(low: float, high: float) -> Text:
    def shown(value: float) -> str:
        return number(value, 0 if float(value).is_integer() else 2, "en")

    return Text(
        f"geef een getal van {shown(low)} tot en met {shown(high)}, met een punt en zonder aanhalingstekens",
        f"give a number from {shown(low)} to {shown(high)}, with a point and without quotes",
    )
