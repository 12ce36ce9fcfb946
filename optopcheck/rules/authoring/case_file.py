"""Files of test cases: for which rule, what they expect, and which facts they give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.given import Given, read_given
from optopcheck.rules.bundle import Member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.rules.bundle import Identity
    from optopcheck.rules.declared.rule import DataRule
    from optopcheck.rules.packs import Pack

CASES = "cases/"
CASE_KEYS = ("why", "on", "expect", "given")
EXPECT_KEYS = ("verdict", "need")
SOME_DAY = date(2026, 1, 1)
"""Reference date of a case that gives none, for a source without dates."""


class Expected(StrEnum):
    """What a case may expect; also how its file is called."""

    COMPLIES = "complies"
    VIOLATES = "violates"
    UNDETERMINED = "undetermined"
    NA = "na"


_NAME = re.compile(rf"({'|'.join(Expected)}|none)-[a-z0-9]+(-[a-z0-9]+)*\.toml")


@dataclass(frozen=True, eq=False)
class RuleCase:
    """One case of one rule."""

    name: str
    """Of its file inside the pack."""
    rule: DataRule
    why: str
    expects: Expected
    need: Need | None
    on: date
    given: Given


@dataclass(frozen=True)
class NoCase:
    """Why a rule has no case of an outcome: ``none-complies.toml`` with its reason."""

    rule_id: str
    outcome: Expected
    reason: str


def read_cases(files: Mapping[str, bytes], pack: Pack) -> tuple[tuple[RuleCase, ...], tuple[NoCase, ...]]:
    """Read every case of a pack.

    Raises
    ------
    InputError
        With file, line and remedy of what cannot be used.
    """
    cases: list[RuleCase] = []
    excuses: list[NoCase] = []
    for name in sorted(files):
        if not name.startswith(CASES) or not name.endswith(".toml"):
            continue
        rule = _rule_of(name, pack)
        file = TomlValues(Member(name, files[name]))
        if PurePosixPath(name).name.startswith("none-"):
            excuses.append(_excuse(file, rule))
        else:
            cases.append(_case(file, rule, pack.identity))
    return tuple(cases), tuple(excuses)


def _rule_of(name: str, pack: Pack) -> DataRule:
    """Return the rule whose case it is; the folder says which."""
    path = PurePosixPath(name)
    if len(path.parts) != len(("cases", "rule", "file")):
        raise InputError(
            Text(
                f"'{name}': een geval ligt in cases/<id van de regel>/; verplaats het",
                f"'{name}': a case lies in cases/<id of the rule>/; move it",
            )
        )
    rule_id = path.parent.name
    rule = pack.rule(rule_id)
    if rule is None:
        near = get_close_matches(rule_id, [r.id for r in pack.rules], 1, 0.4)
        nl, en = (f"; bedoelt u {near[0]}?", f"; do you mean {near[0]}?") if near else ("", "")
        raise InputError(
            Text(
                f"'{name}': er is geen regel {rule_id}{nl} Hernoem de map, of haal haar weg",
                f"'{name}': there is no rule {rule_id}{en} Rename the folder, or take it away",
            )
        )
    if not _NAME.fullmatch(path.name):
        kinds = ", ".join(f"{kind}-" for kind in Expected)
        raise InputError(
            Text(
                f"'{name}': begin de naam met {kinds} en dan waarom, in kleine letters en streepjes",
                f"'{name}': begin the name with {kinds} and then why, in small letters and dashes",
            )
        )
    return rule


def _excuse(file: TomlValues, rule: DataRule) -> NoCase:
    outcome = PurePosixPath(file.name).stem.removeprefix("none-")
    file.only((), ("reason",))
    reason = file.words(("reason",))
    if outcome not in list(Expected):
        kinds = ", ".join(f"none-{kind}.toml" for kind in Expected)
        todo = Text(f"noem het bestand {kinds}", f"call the file {kinds}")
        file.refuse(("reason",), todo)
    return NoCase(rule.id, Expected(outcome), reason)


def _case(file: TomlValues, rule: DataRule, pack: Identity) -> RuleCase:
    file.only((), CASE_KEYS)
    why = file.words(("why",))
    file.only(("expect",), EXPECT_KEYS)
    expects = file.one_of(("expect", "verdict"), Expected)
    if not PurePosixPath(file.name).name.startswith(f"{expects}-"):
        todo = Text(
            f"de naam van het bestand zegt iets anders; noem het {expects}-...",
            f"the name of the file says otherwise; call it {expects}-...",
        )
        file.refuse(("expect", "verdict"), todo)
    given = file.get(("given",))
    if given is not None and not isinstance(given, dict):
        file.refuse(("given",), Text("schrijf een tabel [given]", "write a table [given]"))
    on = file.day(("on",)) or _first_day(rule, pack)
    return RuleCase(file.name, rule, why, expects, _need(file, expects), on, read_given(file, rule))


def _first_day(rule: DataRule, pack: Identity) -> date:
    """Return the first day on which source and pack are both in force, as far as they tell."""
    first = [day for day in (rule.source.valid_from, pack.valid_from) if day is not None]
    last = [day for day in (rule.source.valid_to, pack.valid_to) if day is not None]
    return max(first) if first else min(last, default=SOME_DAY)


def _need(file: TomlValues, expects: Expected) -> Need | None:
    path = ("expect", "need")
    if expects is Expected.UNDETERMINED:
        return file.one_of(path, Need)
    if file.get(path) is not None:
        todo = Text(
            'hoort alleen bij verdict = "undetermined"; haal het weg',
            'goes with verdict = "undetermined" alone; take it away',
        )
        file.refuse(path, todo)
    return None
