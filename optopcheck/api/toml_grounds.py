"""What the data files of a rule pack share: format, legal source, and the ground of every choice.

A choice is either *settled*, with its place in the source, or an *assumption*
that every result shows; a file that is silent about one is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.domain.rule import LegalSource, Standing
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlValues
    from optopcheck.domain.text import Language

    Choices = Mapping[str, tuple[str, ...]]
    """What a source prescribes: keys by table."""

FORMAT = 1
"""Within one format keys are only added."""

SOURCE_KEYS = (
    *("title", "passage", "url", "article", "standing"),
    *("valid_from", "valid_to", "consulted_on", "note"),
)
_ADDRESS = re.compile(r"https?://\S+")


def check_format(file: TomlValues) -> None:
    """Refuse another format; looked at first, since a later one may hold other keys."""
    if file.get(("format",)) != FORMAT:
        todo = Text(
            f"dit programma leest format = {FORMAT}; neem een passende versie van bestand of programma",
            f"this program reads format = {FORMAT}; take a matching version of file or program",
        )
        file.refuse(("format",), todo)


def legal_source(file: TomlValues, table: Path = ("source",)) -> LegalSource:
    """Return what stands under ``[source]``, or in another table."""
    file.only(table, SOURCE_KEYS)
    first, last = file.day((*table, "valid_from")), file.day((*table, "valid_to"))
    if first is not None and last is not None and first > last:
        todo = Text(f"ligt voor valid_from ({first})", f"lies before valid_from ({first})")
        file.refuse((*table, "valid_to"), todo)
    return LegalSource(
        title=file.words((*table, "title")),
        passage=file.words((*table, "passage")),
        url=file.matching(
            (*table, "url"),
            _ADDRESS,
            Text("geef een adres dat met https:// begint", "give an address that begins with https://"),
        ),
        article=file.words((*table, "article")),
        standing=file.one_of((*table, "standing"), Standing),
        valid_from=first,
        valid_to=last,
        consulted_on=file.day((*table, "consulted_on")),
        note=None if file.get((*table, "note")) is None else file.text((*table, "note")),
    )


def assumptions(file: TomlValues) -> tuple[Text, ...]:
    """Return the text of each ``[[assumption]]``."""
    return tuple(_assumption(file, path) for path in file.items(("assumption",), optional=True))


def _assumption(file: TomlValues, path: Path) -> Text:
    file.only(path, ("about", "nl", "en"))

    def said(language: Language) -> str:
        return file.words((*path, language), optional=language == "en")

    return Text(said("nl"), said("en") or None)


def check_grounds(file: TomlValues, choices: Choices) -> None:
    """Hold every choice to its ground: a place in the source, or an assumption that says so."""
    known = {f"{table}.{key}" for table, keys in choices.items() for key in keys}
    grounded = set(settled(file, choices)) | assumed(file, known)
    for table, keys in choices.items():
        for key in keys:
            if f"{table}.{key}" not in grounded:
                _without_ground(file, table, key)


def assumed(file: TomlValues, known: set[str]) -> set[str]:
    """Return the choices that an assumption speaks of."""
    found = set()
    for item in file.items(("assumption",), optional=True):
        for path in file.items((*item, "about"), optional=True):
            key = file.words(path)
            if key not in known:
                names = ", ".join(sorted(known))
                file.refuse(path, Text(f"onbekend; bekend zijn {names}", f"unknown; known are {names}"))
            found.add(key)
    return found


def settled(file: TomlValues, choices: Choices) -> dict[str, str]:
    """Return the place in the source of each choice that it settles."""
    tables = file.only(("settled",), tuple(choices), optional=True)
    found = {}
    for table in tables:
        for key in file.only(("settled", table), choices[table]):
            found[f"{table}.{key}"] = file.words(("settled", table, key))
    return found


def _without_ground(file: TomlValues, table: str, key: str) -> None:
    todo = Text(
        f'zeg bij [settled] waar de bron dit regelt ({table}.{key} = "artikel 2.1"),'
        f' of bij een [[assumption]] dat het een aanname is (about = ["{table}.{key}"])',
        f'say under [settled] where the source rules this ({table}.{key} = "artikel 2.1"),'
        f' or in an [[assumption]] that it is assumed (about = ["{table}.{key}"])',
    )
    file.refuse((table, key), todo)
