"""A file of rules (`lang = 1`) out of TOML; each refusal names file, line, value and remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlError, TomlValues
from optopcheck.domain.rule import Need, Rule
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import facts_of
from optopcheck.rules.declared import grounds
from optopcheck.rules.declared.expressions import Scope
from optopcheck.rules.declared.recalling import Recalling
from optopcheck.rules.declared.rule import DataRule, Outcome, RuleKind, Stop
from optopcheck.rules.declared.showing import check_shown, shown_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlSource
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.rule import LegalSource
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.rules.declared.rule import Condition, Fill, Shown

LANG = 1
"""What an expression means never changes within one number."""
_TOP = ("lang", "place", "source", "limit", "norm", "shade", "fill", "rule")
_RULE = (
    *("id", "title", "source", "kind", "applies_when", "first", "require", "unless", "shows"),
    *("says", "change", "note", "asks", "evidence", "assumption"),
)
_ID = re.compile(r"(nl|pv\d{2}|ws\d{4}|gm\d{4}|example)(-[a-z]+)?\.[a-z0-9]+(-[a-z0-9]+)*")
_ID_TODO = Text(
    "schrijf wie de regel maakt, een punt en een naam in kleine letters: gm0637.een-bouwlaag",
    "write who makes the rule, a point and a name in small letters: gm0637.one-storey",
)


class RuleFileError(TomlError):
    """A file of rules that cannot be used: names file, line, key and value, and what to do."""


@dataclass(frozen=True)
class TextSource:
    """A file that is only a text, by the name that messages call it."""

    name: str
    text: str

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self.text.encode()


@dataclass(frozen=True, eq=False)
class RuleFile:
    """Everything that one file says."""

    name: str
    authority: str
    """The part of every id before the dot."""
    rules: tuple[DataRule, ...]
    fills: Mapping[str, Fill] = field(default_factory=dict)
    """What it fills in for open norms of other files, by ``authority.limit``."""


def read_rules(
    source: TomlSource | str,
    *,
    beside: Mapping[str, TomlSource] | None = None,
) -> tuple[Rule, ...]:
    """Read a file of rules and return them ready to run.

    Parameters
    ----------
    source
        A `pathlib.Path`, a member of a bundle, or the text itself.
    beside
        Files that it may name (sun norms); of a path, those in its folder.

    Raises
    ------
    RuleFileError
        If anything in it cannot be used; no rule of the file is returned then.
    """
    return tuple(made_rule(rule) for rule in read_rule_file(source, beside=beside).rules)


def made_rule(rule: DataRule, profile: MeasuringProfile | None = None) -> Rule:
    """Return the rule that the program runs; `profile` is that of its pack."""
    return Rule(
        rule.id,
        rule.title,
        rule.source,
        Recalling(rule),
        norms=rule.norms,
        shades=rule.shades,
        profile=profile,
        assumptions=rule.assumptions,
        quantities=rule.quantities,
    )


def read_rule_file(
    source: TomlSource | str,
    *,
    beside: Mapping[str, TomlSource] | None = None,
) -> RuleFile:
    """Read a file of rules as records; see `read_rules`."""
    try:
        file = TomlValues(TextSource("regels.toml", source) if isinstance(source, str) else source)
        return _Reader(file, partial(_found, source, beside)).rule_file()
    except TomlError as error:
        raise RuleFileError(error.text) from error.__cause__


def _found(source: TomlSource | str, beside: Mapping[str, TomlSource] | None, name: str) -> TomlSource | None:
    if beside is not None:
        return beside.get(name)
    if not isinstance(source, FilePath) or FilePath(name).name != name:
        return None
    path = source.parent / name
    return path if path.is_file() else None


class _Reader:
    def __init__(self, file: TomlValues, beside: partial[TomlSource | None]) -> None:
        self.file = file
        self._check_top()
        self.authority = self._authority()
        self.sources = grounds.sources(file)
        self.limits = grounds.limits(file)
        self.norms = grounds.norms(file, beside)
        self.shades = grounds.shades(file)
        self.scope = Scope(file, facts_of(self.norms, self.shades), self.limits)

    def _check_top(self) -> None:
        if self.file.get(("lang",)) != LANG:
            todo = Text(
                f"schrijf bovenaan lang = {LANG}; een andere versie van de taal leest dit programma niet",
                f"write lang = {LANG} at the top; this program reads no other version of the language",
            )
            self.file.refuse(("lang",), todo)
        self.file.only((), _TOP)
        if not self.file.items(("rule",), optional=True) and self.file.get(("fill",)) is None:
            self.file.refuse(
                ("rule",), Text("schrijf ten minste één [[rule]]", "write at least one [[rule]]")
            )

    def _authority(self) -> str:
        ids: list[str] = []
        for path in self.file.items(("rule",), optional=True):
            self.file.only(path, _RULE)
            found = self.file.matching((*path, "id"), _ID, _ID_TODO)
            if found in ids:
                self.file.refuse(
                    (*path, "id"), Text("deze id is er al; kies een andere", "id exists already")
                )
            ids.append(found)
            if found.split(".")[0] != ids[0].split(".")[0]:
                own = ids[0].split(".")[0]
                todo = Text(
                    f"alle regels van een bestand zijn van één maker: begin met {own}.",
                    f"all rules of a file have one maker: begin with {own}.",
                )
                self.file.refuse((*path, "id"), todo)
        return ids[0].split(".")[0] if ids else ""

    def rule_file(self) -> RuleFile:
        paths = self.file.items(("rule",), optional=True)
        rules = tuple(self._rule(path) for path in paths)
        fills = grounds.fills(self.file, self.sources)
        self._check_used(rules, [*(rule.source for rule in rules), *(f.source for f in fills.values())])
        return RuleFile(self.file.name, self.authority, rules, fills)

    def _check_used(self, rules: tuple[DataRule, ...], sources: list[LegalSource]) -> None:
        """Refuse what nothing uses: mostly a name that is misspelt elsewhere."""
        todo = Text(
            "geen regel gebruikt dit; haal het weg of noem het in een regel",
            "no rule uses this; take it away or name it in a rule",
        )
        names = {name for rule in rules for name in rule.names}
        for name in self.limits:
            if f"limit.{name}" not in names:
                self.file.refuse(("limit", name), todo)
        told = {name for rule in rules for name in rule.told_names}
        for alias in self.shades:
            if not any(name.startswith(f"shade.{alias}.") for name in told):
                self.file.refuse(("shade", alias), todo)
        for name, source in self.sources.items():
            if all(used is not source for used in sources):
                self.file.refuse(("source", name), todo)

    def _rule(self, path: Path) -> DataRule:
        kind = RuleKind.CHECK if self.file.get((*path, "kind")) is None else self._kind(path)
        require = self._test(path, "require", needed=kind is RuleKind.CHECK)
        shows: Shown | None = None
        if self.file.get((*path, "shows")) is not None:
            shows = self.scope.shown((*path, "shows"))
        elif require is not None:
            shows = shown_in(require.node)
        rule = DataRule(
            id=self.file.words((*path, "id")),
            title=self.file.text((*path, "title")),
            source=grounds.named_source(self.file, (*path, "source"), self.sources),
            kind=kind,
            place_name=self.file.words(("place",), optional=True) or self.authority.upper(),
            facts=self.scope.facts,
            limits=self.limits,
            applies_when=self._test(path, "applies_when"),
            first=tuple(self._stop(item) for item in self.file.items((*path, "first"), optional=True)),
            require=require,
            unless=self._test(path, "unless"),
            shows=shows,
            says=self._texts(path, "says"),
            change=self._texts(path, "change"),
            note=self._text(path, "note"),
            asks=self._asks(path, kind),
            evidence=tuple(self.file.text(p) for p in self.file.items((*path, "evidence"), optional=True)),
            assumptions=tuple(
                self._assumption(p) for p in self.file.items((*path, "assumption"), optional=True)
            ),
        )
        self._check_fit(path, rule)
        return self._with_studies(rule)

    def _kind(self, path: Path) -> RuleKind:
        return self.file.one_of((*path, "kind"), RuleKind)

    def _test(self, path: Path, key: str, *, needed: bool = False) -> Condition | None:
        if self.file.get((*path, key)) is None and not needed:
            return None
        return self.scope.test((*path, key))

    def _text(self, path: Path, key: str) -> Text | None:
        return None if self.file.get((*path, key)) is None else self.scope.filled((*path, key))

    def _texts(self, path: Path, key: str) -> Mapping[Outcome, Text]:
        table = (*path, key)
        known = tuple(outcome.value for outcome in Outcome)
        return {
            Outcome(name): self.scope.filled((*table, name))
            for name in self.file.only(table, known, optional=True)
        }

    def _stop(self, path: Path) -> Stop:
        self.file.only(path, ("when", "need", "says", "change", "shows"))
        shows = None if self.file.get((*path, "shows")) is None else self.scope.shown((*path, "shows"))
        return Stop(
            self.scope.test((*path, "when")),
            self.file.one_of((*path, "need"), Need),
            self.scope.filled((*path, "says")),
            self._text(path, "change"),
            shows,
        )

    def _asks(self, path: Path, kind: RuleKind) -> Text | None:
        if kind is RuleKind.CHECK:
            return None
        return self.scope.filled((*path, "asks"))

    def _assumption(self, path: Path) -> Text:
        return self.file.text(path)

    def _check_fit(self, path: Path, rule: DataRule) -> None:
        """Refuse what the kind of rule leaves unused: its writer expects it to do something."""
        unused = ("asks", "evidence") if rule.kind is RuleKind.CHECK else ("require", "unless")
        for key in unused:
            if self.file.get((*path, key)) is not None:
                todo = Text(
                    f'hoort niet bij kind = "{rule.kind}"; haal het weg of kies een andere soort',
                    f'does not go with kind = "{rule.kind}"; take it away or choose another kind',
                )
                self.file.refuse((*path, key), todo)
        check_shown(self.file, path, rule)
        shown = rule.shows.limit if rule.shows is not None else None
        for name in rule.names:
            # The day on which a plan is in force is only looked at for the limit that is shown.
            if name.startswith("plan.") and name != shown:
                todo = Text(
                    f'vergelijk {name} in een eigen regel: require = "feit <= {name}"',
                    f'compare {name} in a rule of its own: require = "fact <= {name}"',
                )
                self.file.refuse((*path, "require"), todo)

    def _with_studies(self, rule: DataRule) -> DataRule:
        def used(kind: str) -> list[str]:
            return sorted({name.split(".")[1] for name in rule.told_names if name.startswith(f"{kind}.")})

        norms: tuple[SunNorm, ...] = tuple(self.norms[alias] for alias in used("sun"))
        return replace(rule, norms=norms, shades=tuple(self.shades[alias] for alias in used("shade")))
