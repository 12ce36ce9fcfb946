"""Facts that a person enters: one by one, or in a TOML file with who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.entered import ENTERABLE, Enterable, EnteredFact, EnteredKind, refused
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service.inputs import read_paper, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from optopcheck.api.toml_lines import Path as Keys

BY_HAND = "opgegeven bij deze toets"
"""Who says so of a fact that stands on the command line."""
_KEYS = ("value", "source", "note")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A Dutch hand writes 1.200 for twelve hundred, others for one and a fifth: nobody can tell which."""
_TRUTHS = {"ja": True, "true": True, "yes": True, "nee": False, "false": False, "no": False}


@dataclass(frozen=True)
class FactsFile:
    """A file with facts that was read and checked."""

    name: str
    sha256: str
    facts: Mapping[str, EnteredFact]


@dataclass(frozen=True)
class _Held:
    """A file that was read already, so that what is hashed is what is used."""

    name: str
    content: bytes

    def read_bytes(self) -> bytes:
        return self.content


def read_facts(path: Path) -> FactsFile:
    """Read facts, each a table by its name: ``[existing.construction_year]`` with value and source.

    Raises
    ------
    InputError
        If the file cannot be used; names file, line, key and value.
    """
    content = read_paper(path, Text("het bestand met feiten", "the file with facts"))
    values = TomlValues(_Held(path.name, content))
    facts: dict[str, EnteredFact] = {}
    for keys in _tables(values):
        name = ".".join(str(key) for key in keys)
        if name in facts:
            values.refuse(keys, Text("staat er twee keer", "stands there twice"))
        facts[name] = _fact(values, keys, _known(values, keys, name))
    if not facts:
        todo = Text("het noemt geen enkel feit; laat het weg", "it names no fact; leave it out")
        raise InputError(Text(f"'{path.name}': {todo.nl}", f"'{path.name}': {todo.in_language('en')}"))
    _whole(facts, path.name)
    return FactsFile(path.name, sha256(content), facts)


def _tables(values: TomlValues) -> list[Keys]:
    """Return the keys of each fact, written ``["homes.added"]`` or ``[homes.added]``."""
    found: list[Keys] = []
    for key, content in values.root.items():
        # A table with a value is a fact, though its name may be wrong.
        if "." in key or not isinstance(content, dict) or "value" in content:
            found.append((key,))
        else:
            found += [(key, name) for name in content]
    return found


def _known(values: TomlValues, keys: Keys, name: str) -> Enterable:
    known = ENTERABLE.get(name)
    if known is None:
        values.refuse(keys, _unknown(name))
    return known


def _fact(values: TomlValues, keys: Keys, known: Enterable) -> EnteredFact:
    if not isinstance(values.get(keys), dict):
        todo = Text(
            f'schrijf {{ value = ..., source = "wie het zegt" }}; {known.hint.nl}',
            f'write {{ value = ..., source = "who says so" }}; {known.hint.in_language("en")}',
        )
        values.refuse(keys, todo)
    values.only(keys, _KEYS)
    given = values.get((*keys, "value"))
    value = known.accepted(given)
    if value is None:
        values.refuse((*keys, "value"), known.hint)
    note = values.words((*keys, "note"), optional=True)
    return EnteredFact(value, values.words((*keys, "source")), note)


def checked_fact(name: str, written: str) -> tuple[str, EnteredFact]:
    """Return a fact as it was typed: yes or no, a number with a comma or a point, or a text.

    Raises
    ------
    InputError
        If there is no such fact, or it cannot be that.
    """
    known = ENTERABLE.get(name)
    if known is None:
        why = _unknown(name)
        raise InputError(Text(f"--fact {name}: {why.nl}", f"--fact {name}: {why.in_language('en')}"))
    value = known.accepted(_typed(known, written))
    if value is not None and isinstance(value, float) and _THOUSANDS.fullmatch(written.strip()):
        raise InputError(
            Text(
                f"--fact {name}={written}: schrijf het zonder punt voor duizendtallen; decimalen met komma",
                f"--fact {name}={written}: write no point for thousands, and decimals with a comma",
            )
        )
    if value is None:
        label = known.label
        raise InputError(
            Text(
                f"--fact {name}={written} ({label.nl}): {known.hint.nl}",
                f"--fact {name}={written} ({label.in_language('en')}): {known.hint.in_language('en')}",
            )
        )
    return name, EnteredFact(value, BY_HAND)


def _typed(known: Enterable, written: str) -> object:
    text = written.strip()
    if known.kind is EnteredKind.TRUTH:
        return _TRUTHS.get(text.casefold())
    if known.kind is EnteredKind.TEXT:
        return text
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _unknown(name: str) -> Text:
    """Say which facts there are; by its Dutch word, or the end of its name, the one that was meant."""
    word = name.rpartition(".")[2].replace("_", " ").strip().casefold()
    meant = [
        fact for fact in ENTERABLE.values() if word and (word in fact.label.nl or word in _end(fact.name))
    ]
    if len(meant) == 1:
        fact = meant[0]
        return Text(
            f"onbekend; bedoeld is misschien {fact.name} ({fact.label.nl})",
            f"unknown; perhaps {fact.name} ({fact.label.in_language('en')})",
        )
    names = ", ".join(ENTERABLE)
    return Text(f"onbekend; bekend zijn {names}", f"unknown; known are {names}")


def _end(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ")


def joined_facts(
    file: FactsFile | None, direct: Sequence[tuple[str, EnteredFact]]
) -> Mapping[str, EnteredFact]:
    """Return the facts of the file and those entered directly, by name, in the order of their names.

    Raises
    ------
    InputError
        If two of them contradict each other.
    """
    facts = dict(file.facts) if file else {}
    for name, fact in direct:
        if name in facts and facts[name].value != fact.value:
            raise InputError(
                Text(
                    f"{name} is twee keer anders opgegeven: {_shown(facts[name])} en {_shown(fact)}",
                    f"{name} was given twice and differs: {_shown(facts[name])} and {_shown(fact)}",
                )
            )
        facts.setdefault(name, fact)
    _whole(facts, "--fact")
    return dict(sorted(facts.items()))


def _shown(fact: EnteredFact) -> str:
    return f"{fact.value} ({fact.source})"


def _whole(facts: Mapping[str, EnteredFact], where: str) -> None:
    why = refused(facts)
    if why is not None:
        raise InputError(Text(f"'{where}': {why.nl}", f"'{where}': {why.in_language('en')}"))
