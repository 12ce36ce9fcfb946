"""On which line of a TOML file a value stands: `tomllib` tells where a text is no TOML, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and places in a list that lead to a value, e.g. ``("assumption", 2, "nl")``."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(
    r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*(\.)?""",
)
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]+")


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line of every table, key and list item of a text that `tomllib` reads; lines from 1."""
    return _Walk(text).lines


def line_at(lines: Mapping[Path, int], path: Path) -> int | None:
    """Return the line of a value, or of the nearest table around it; None if nothing of it is there."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


class _Walk:
    """Walks over the text once; knows just enough of TOML to not mistake a text for a key."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.lists: dict[Path, int] = {}
        """How often each [[table]] has begun."""
        table: Path = ()
        while self._more():
            if self.text[self.at] == "[":
                table = self._header()
            elif not self._pair(table):
                break

    def _more(self) -> bool:
        self._skip(_SPACE)
        return self.at < len(self.text)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _mark(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, self._line(at))

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _key(self) -> list[str]:
        """Return the parts of a dotted key."""
        parts: list[str] = []
        while found := _KEY.match(self.text, self.at):
            parts.append(next(part for part in found.groups()[:3] if part is not None))
            self.at = found.end()
            if found[4] is None:
                break
        return parts

    def _header(self) -> Path:
        start, double = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        keys = self._key()
        self.at += 2 if double else 1
        table: Path = ()
        for place, key in enumerate(keys):
            table = (*table, key)
            if double and place == len(keys) - 1:
                self.lists[table] = self.lists.get(table, -1) + 1
            self._mark(table, start)
            if table in self.lists:
                table = (*table, self.lists[table])
                self._mark(table, start)
        # [a] after [a.b]: the table stands where it is named itself.
        self.lines[table] = self._line(start)
        return table

    def _pair(self, table: Path) -> bool:
        """Walk over one ``key = value``; False if there is none."""
        start, keys = self.at, self._key()
        if not keys or self.text[self.at : self.at + 1] != "=":
            return False
        self.at += 1
        for end in range(1, len(keys) + 1):
            self._mark((*table, *keys[:end]), start)
        self._value((*table, *keys))
        return True

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        first = self.text[self.at : self.at + 1]
        if first == "[":
            self._list(path)
        elif first == "{":
            self._inline(path)
        elif not self._skip(_TEXT):
            self._skip(_BARE)

    def _list(self, path: Path) -> None:
        self.at += 1
        place = 0
        while self._more() and self.text[self.at] != "]":
            self._mark((*path, place), self.at)
            before = self.at
            self._value((*path, place))
            place += 1
            self._comma()
            if self.at == before:
                return
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._more() and self.text[self.at] != "}":
            if not self._pair(path):
                return
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(_SPACE)
        if self.text.startswith(",", self.at):
            self.at += 1
