"""Checked values out of a TOML file that a person wrote; each refusal names file, key and value."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


_LARGEST = 1e12
"""No number in a paper is larger."""
_SHOWN = 200


def _shown(value: object) -> str:
    try:
        return repr(value)[:_SHOWN]
    except ValueError:  # a hexadecimal number of thousands of digits
        return "0x..."


def refuse(file: str, key: str, value: object, todo: Text) -> NoReturn:
    """Refuse a value of a file and say what to do."""
    raise InputError(
        Text(
            f"'{file}', {key} = {_shown(value)}: {todo.nl}",
            f"'{file}', {key} = {_shown(value)}: {todo.in_language('en')}",
        )
    )


class Tables:
    """The tables of one file.

    Parameters
    ----------
    name
        The file, as messages call it.
    content
        The bytes of the file, UTF-8.
    known
        Keys that each table may hold.
    lists
        Keys of tables that may come more than once, ``[[name]]``; the first is then ``name 1``.

    Raises
    ------
    InputError
        If the text is no TOML, or holds a table or a key that is not known:
        a misspelt limit must not vanish.
    """

    def __init__(
        self,
        name: str,
        content: bytes,
        known: Mapping[str, Collection[str]],
        lists: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.name = name
        try:
            self.tables = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            # Beside TOMLDecodeError: no UTF-8, a number of thousands of digits, or brackets as deep.
            raise InputError(
                Text(
                    f"'{name}' is geen geldig TOML-bestand: {error}; verbeter die plaats, bewaar als UTF-8",
                    f"'{name}' is not a valid TOML file: {error}; mend that place, save as UTF-8",
                )
            ) from error
        self.listed = {table: self._numbered(table) for table in lists or {}}
        numbered = {name: (lists or {})[table] for table, names in self.listed.items() for name in names}
        self._refuse_unknown({**known, **numbered})

    def _numbered(self, table: str) -> tuple[str, ...]:
        """Take the items of a list of tables apart; return their names."""
        items = self.tables.pop(table, [])
        if not isinstance(items, list):
            todo = Text(f"schrijf [[{table}]], met dubbele haken", f"write [[{table}]], with double brackets")
            refuse(self.name, table, items, todo)
        names = tuple(f"{table} {number}" for number in range(1, len(items) + 1))
        self.tables |= dict(zip(names, items, strict=True))
        return names

    def _refuse_unknown(self, known: Mapping[str, Collection[str]]) -> None:
        for table, content in self.tables.items():
            if table not in known:
                self.unknown(f"[{table}]", content, known)
            if not isinstance(content, dict):
                todo = Text(f"schrijf een tabel [{table}]", f"write a table [{table}]")
                refuse(self.name, table, content, todo)
            for key, value in content.items():
                if key not in known[table]:
                    self.unknown(f"[{table}] {key}", value, known[table])

    def __contains__(self, table: str) -> bool:
        return table in self.tables

    def get(self, table: str, key: str) -> object:
        """Return a value as it is, None if it is not there."""
        return self.tables.get(table, {}).get(key)

    def refuse(self, table: str, key: str, value: object, todo: Text) -> NoReturn:
        """Refuse a value of this file."""
        refuse(self.name, f"[{table}] {key}", value, todo)

    def unknown(self, key: str, value: object, known: Collection[str]) -> NoReturn:
        """Refuse a word that is none of the known ones."""
        names = ", ".join(sorted(known))
        refuse(self.name, key, value, Text(f"onbekend; bekend zijn {names}", f"unknown; known are {names}"))

    def words(self, table: str, key: str, *, optional: bool = False) -> str:
        """Return a text; empty only where it may be left out."""
        value = self.get(table, key)
        if optional and (value is None or value == ""):
            return ""
        if not isinstance(value, str) or not value.strip():
            todo = Text("geef een tekst tussen aanhalingstekens", "give a text between quotes")
            self.refuse(table, key, value, todo)
        return value.strip()

    def above_zero(self, table: str, key: str, *, whole: bool) -> float:
        """Return a number above zero, a whole one where asked."""
        value = self.get(table, key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not 0 < value < _LARGEST  # also of a whole number that is too large for a float
            or (whole and value != int(value))
        ):
            todo = Text(
                "geef een getal in meters boven nul, met een punt, bijvoorbeeld 12.5",
                "give a number in metres above zero, e.g. 12.5",
            )
            count = Text("geef een heel getal boven nul", "give a whole number above zero")
            self.refuse(table, key, value, count if whole else todo)
        return float(value)

    def day(self, table: str, key: str) -> date | None:
        """Return a day, None if it is not there."""
        value = self.get(table, key)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            day = None
        if not isinstance(day, date) or isinstance(day, datetime):
            todo = Text(
                "geef een dag, bijvoorbeeld 2024-01-01 (zonder tijd)",
                "give a day, e.g. 2024-01-01 (without a time)",
            )
            self.refuse(table, key, str(value), todo)
        return day
