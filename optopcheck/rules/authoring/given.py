"""The facts that a test case gives: names of the catalogue, each of its kind and in its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from optopcheck.domain.entered import ENTERABLE
from optopcheck.domain.rule import Limit
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import doubt_of, exact, not_known
from optopcheck.rules.language.kinds import Kind, ListKind, NumberKind, TextKind, TruthKind
from optopcheck.rules.language.values import Items, doubtful

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlValues
    from optopcheck.rules.declared.rule import DataRule
    from optopcheck.rules.language.values import Number, Value

NUMBER_KEYS = ("value", "unit", "uncertainty", "readings")
NOT_GIVEN = Text("niet gegeven in dit proefgeval", "not given in this test case")
OF_THE_CASE = "ingevuld door het proefgeval"
_MOST = 1_000_000.0
_MUNICIPALITY = re.compile(r"GM\d{4}", re.ASCII)
_FROM_LIMIT = "limit."


@dataclass(frozen=True, eq=False)
class Given:
    """What a case gives; what it does not give is missing."""

    values: Mapping[str, Value] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    """Open norms that it fills in, by name."""

    @property
    def municipality(self) -> str | None:
        """Code of the municipality in which the building of the case stands."""
        found = self.values.get("municipality")
        return found if isinstance(found, str) else None


def read_given(file: TomlValues, rule: DataRule) -> Given:
    """Read ``[given]`` of a case.

    Raises
    ------
    TomlError
        With the line of a name that is no fact, or a value of another kind or unit.
    """
    reader = _Reader(file, rule)
    reader.table(("given",), "")
    return Given(reader.values, reader.limits)


class _Reader:
    def __init__(self, file: TomlValues, rule: DataRule) -> None:
        self.file = file
        self.rule = rule
        self.values: dict[str, Value] = {}
        self.limits: dict[str, Limit] = {}
        self.known = [*rule.facts, *(f"{_FROM_LIMIT}{limit}" for limit in rule.limits)]

    def table(self, path: Path, prefix: str) -> None:
        """Read a table; a name may be written in quotes, or as a table in a table."""
        table = self.file.get(path)
        for key in table if isinstance(table, dict) else ():
            name, here = f"{prefix}{key}", (*path, key)
            if name in self.rule.facts:
                self.once(name, here)
                self.values[name] = self.value(here, self.rule.facts[name].kind)
                self.as_entered(here, name)
            elif name.removeprefix(_FROM_LIMIT) in self.rule.limits and name.startswith(_FROM_LIMIT):
                self.once(name, here)
                self.limit(here, name.removeprefix(_FROM_LIMIT))
            elif isinstance(self.file.get(here), dict) and self.begins(name):
                self.table(here, f"{name}.")
            else:
                self.unknown(here, name)

    def as_entered(self, path: Path, name: str) -> None:
        """Refuse what nobody can enter, or what is kept otherwise: of a real building it never comes."""
        if name not in ENTERABLE:
            return
        given = self.file.get(path)
        given = given.get("value") if isinstance(given, dict) else given
        kept = ENTERABLE[name].accepted(given)
        if kept is None:
            self.file.refuse(path, ENTERABLE[name].hint)
        if kept != given:
            todo = Text(
                f'het programma bewaart dit als "{kept}"; schrijf het zo, ook in de regel',
                f'the program keeps this as "{kept}"; write it so, in the rule too',
            )
            self.file.refuse(path, todo)

    def begins(self, name: str) -> bool:
        return any(known.startswith(f"{name}.") for known in self.known)

    def once(self, name: str, path: Path) -> None:
        if name in self.values or name.removeprefix(_FROM_LIMIT) in self.limits:
            self.file.refuse(path, Text("dit feit staat er twee keer", "this fact stands there twice"))

    def unknown(self, path: Path, name: str) -> NoReturn:
        near = get_close_matches(name, self.known, 1, 0.5)
        nl, en = (f"; bedoelt u {near[0]}?", f"; do you mean {near[0]}?") if near else ("", "")
        docs = "optopcheck-cli rules docs"
        todo = Text(
            f"geen bekend feit{nl} (alle feiten: {docs} feiten)",
            f"no known fact{en} (all facts: {docs} feiten)",
        )
        self.file.refuse(path, todo)

    def limit(self, path: Path, name: str) -> None:
        limit = self.rule.limits[name]
        if limit.limit is not None:
            todo = Text(
                "deze grens staat in het regelbestand; een geval vult alleen een open norm in",
                "this limit stands in the file of rules; a case fills in open norms only",
            )
            self.file.refuse(path, todo)
        value = self.file.number(path, -_MOST, _MOST)
        self.limits[name] = Limit(value, limit.unit, limit.place, OF_THE_CASE)

    def value(self, path: Path, kind: Kind) -> Value:
        match kind:
            case NumberKind():
                return self.number(path, str(kind.unit or "1"))
            case TruthKind():
                return self.file.flag(path)
            case TextKind():
                return self.words(path, kind)
            case ListKind():
                return self.rows(path, kind)

    def words(self, path: Path, kind: TextKind) -> str:
        found = self.file.words(path)
        if kind.choices is not None and found not in kind.choices:
            names = ", ".join(f'"{choice}"' for choice in kind.choices)
            self.file.refuse(path, Text(f"kies uit {names}", f"choose one of {names}"))
        if path == ("given", "municipality") and not _MUNICIPALITY.fullmatch(found):
            todo = Text('schrijf GM en vier cijfers: "GM0637"', 'write GM and four digits: "GM0637"')
            self.file.refuse(path, todo)
        return found

    def number(self, path: Path, unit: str) -> Number:
        """Return a number as it would be measured: rounded, with its doubt and other readings."""
        if not isinstance(self.file.get(path), dict):
            return self.measured(self.amount(path, unit), 0.0, {}, unit)
        self.file.only(path, NUMBER_KEYS)
        if self.file.get((*path, "unit")) not in (None, unit):
            todo = Text(f"dit feit staat in {unit}; reken om", f"this fact is told in {unit}; convert it")
            self.file.refuse((*path, "unit"), todo)
        doubt = 0.0
        if self.file.get((*path, "uncertainty")) is not None:
            doubt = self.file.number((*path, "uncertainty"), 0.0, _MOST)
        readings: dict[str, float] = {}
        if self.file.get((*path, "readings")) is not None:
            names = self.file.get((*path, "readings"))
            for name in self.file.only((*path, "readings"), names if isinstance(names, dict) else ()):
                readings[name] = self.amount((*path, "readings", name), unit)
        return self.measured(self.amount((*path, "value"), unit), doubt, readings, unit)

    def amount(self, path: Path, unit: str) -> float:
        value = self.file.get(path)
        if isinstance(value, str | list | dict | bool):
            told = "" if unit == "1" else f" in {unit}"
            todo = Text(
                f"geef een getal{told}, met een punt en zonder eenheid of aanhalingstekens",
                f"give a number{told}, with a point and without unit or quotes",
            )
            self.file.refuse(path, todo)
        return self.file.number(path, -_MOST, _MOST)

    def measured(self, value: float, doubt: float, readings: Mapping[str, float], unit: str) -> Number:
        rounded, moved = exact(value, unit)
        others = [(name, *exact(other, unit)) for name, other in readings.items()]
        most = max([moved, *(move for _, _, move in others)])
        return doubtful(rounded, doubt_of(doubt) + most, [(name, other) for name, other, _ in others])

    def rows(self, path: Path, kind: ListKind) -> Items:
        found: list[Mapping[str, Value]] = []
        for item in self.file.items(path):
            table = self.file.only(item, tuple(kind.fields))
            found.append(
                {
                    name: self.value((*item, name), part) if name in table else _missing(name)
                    for name, part in kind.fields.items()
                }
            )
        return Items(tuple(found))


def _missing(name: str) -> Value:
    return not_known(Text(f"it.{name}"), NOT_GIVEN)
