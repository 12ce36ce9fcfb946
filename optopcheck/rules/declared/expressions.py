"""Expressions, texts with facts in them, and what a finding shows: read and checked, with line and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.declared.rule import PLACEHOLDER, Condition
from optopcheck.rules.declared.showing import shown_of
from optopcheck.rules.declared.wording import REASON, WHY
from optopcheck.rules.language.checking import check, read_test
from optopcheck.rules.language.kinds import Kind, ListKind, NumberKind, number_in
from optopcheck.rules.language.parsing import ExpressionError, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlValues
    from optopcheck.rules.catalogue import Fact
    from optopcheck.rules.declared.rule import DataLimit, Shown

_AROUND = 24
_NO_SHADE = Text(
    "schaduw hoort bij een moment: schrijf [shade.naam] met day, clock en ground",
    "shade belongs to an instant: write [shade.name] with day, clock and ground",
)


@dataclass(frozen=True, eq=False)
class Scope:
    """A file with the facts and limits that its expressions may name."""

    file: TomlValues
    facts: Mapping[str, Fact]
    limits: Mapping[str, DataLimit]

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kind of every name."""
        limits = {f"limit.{name}": number_in(limit.unit) for name, limit in self.limits.items()}
        return {**{name: fact.kind for name, fact in self.facts.items()}, **limits}

    def test(self, path: Path) -> Condition:
        """Return a checked expression."""
        text = self.file.words(path)
        try:
            return Condition(" ".join(text.split()), read_test(text, self.kinds))
        except ExpressionError as error:
            self._refuse(path, text, error)

    def _refuse(self, path: Path, text: str, error: ExpressionError) -> NoReturn:
        near = " ".join(text[max(error.at - 2, 0) : error.at + _AROUND].split())
        told = error.text
        if text[error.at :].startswith("shade.") and not any(
            name.startswith("shade.") for name in self.facts
        ):
            told = join_texts(told, _NO_SHADE, separator="; ")
        self.file.refuse(
            path,
            Text(
                f"bij teken {error.at + 1} ('{near}'): {told.nl}",
                f"at character {error.at + 1} ('{near}'): {told.in_language('en')}",
            ),
        )

    def shown(self, path: Path) -> Shown:
        """Return what a finding shows: ``fact``, or ``fact <= limit.name``."""
        text = self.file.words(path)
        try:
            node, kind = check(parse(text), self.kinds)
        except ExpressionError as error:
            self._refuse(path, text, error)
        found = shown_of(node)
        if found is None or (found.limit is None and not isinstance(kind, NumberKind | ListKind)):
            todo = Text(
                "schrijf een feit, of een feit tegenover een grens: feit <= limit.naam",
                "write a fact, or a fact against a limit: fact <= limit.name",
            )
            self.file.refuse(path, todo)
        return found

    def filled(self, path: Path) -> Text:
        """Return a text of which every fact in braces is known."""
        text = self.file.text(path)
        known = {*self.kinds, REASON, WHY}
        for language in ("nl", "en"):
            for name in PLACEHOLDER.findall(text.nl if language == "nl" else text.en or ""):
                if name not in known:
                    todo = Text(
                        f"{{{name}}} is geen bekend feit; schrijf een feit of grens tussen accolades",
                        f"{{{name}}} is no known fact; write a fact or limit between braces",
                    )
                    self.file.refuse(path, todo)
        return text
