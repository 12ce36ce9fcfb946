"""What the errands around rule packs do: each one call of the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.service import (
        FactChoice,
        FormCheck,
        LimitForm,
        ListedPack,
        Offer,
        PackForm,
        PackSources,
        RuleForm,
        Section,
        Sentence,
        SourceForm,
        TriedRule,
    )


@dataclass(frozen=True, eq=False)
class Listing:
    """Every pack, each with its page."""

    packs: tuple[ListedPack, ...]
    pages: tuple[tuple[Section, ...], ...]


@dataclass(frozen=True, eq=False)
class Looked:
    """What was found of a form, and of one of its rules on the open case."""

    form: PackForm
    check: FormCheck
    tried: TriedRule | None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The facts that a rule may name, and an empty form."""

    facts: tuple[FactChoice, ...]
    empty: PackForm


def listing(on: date, language: Language, progress: Progress) -> Listing:
    """List all packs."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

    packs = service.list_packs(on)
    return Listing(packs, tuple(service.explained(pack, language) for pack in packs))


def sources(progress: Progress) -> PackSources:
    """Tell where packs come from, and the municipalities that they name."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    return service.pack_sources()


def switch(name: str, on: bool, progress: Progress) -> None:  # noqa: FBT001  # a job passes by place
    """Let a pack take part, or no longer."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    service.switch_pack(name, on=on)


def remove(digest: str, progress: Progress) -> None:
    """Take an installed bundle away."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    service.remove_pack(digest)


def offer(path: Path, today: date, language: Language, progress: Progress) -> Offer:
    """Verify a file, or the folder of a pack that is being made."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    made = service.offer_folder if path.is_dir() else service.offer_file
    return made(path, today, language)


def install(offered: Offer, today: date, yes: bool, python: bool, progress: Progress) -> None:  # noqa: FBT001  # same
    """Install what was verified."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    service.install_offer(offered, today, yes=yes, python=python)


def catalogue(progress: Progress) -> Catalogue:
    """Return what a form begins with."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    return Catalogue(service.fact_choices(), service.new_form())


def look(
    form: PackForm, place: int, facts_of_case: Facts | None, on: date, language: Language, progress: Progress
) -> Looked:
    """Check a form, and try one of its rules on the open case if it is in order."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    check = service.check_form(form)
    tried = None
    if facts_of_case is not None and place < len(form.rules) and check.rules[place] is None:
        tried = service.try_rule(form.rules[place], facts_of_case, on, language)
    return Looked(form, check, tried)


def read_form(folder: Path, progress: Progress) -> PackForm:
    """Open the folder of a pack for editing."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    return service.read_form(folder)


def save_form(form: PackForm, parent: Path | None, progress: Progress) -> PackForm:
    """Save a pack."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    return service.save_form(form, parent)


def renamed(form: PackForm, authority: str, name: str) -> PackForm:
    """Return the pack of another maker or name."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.renamed(form, authority, name)


def titled(rule: RuleForm, authority: str, title: str) -> RuleForm:
    """Return the rule with another title."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.titled(rule, authority, title)


def sentence_of(rule: RuleForm) -> Sentence | None:
    """Return the requirement as a sentence, if it is one."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.sentence_of(rule)


def with_sentence(rule: RuleForm, sentence: Sentence) -> RuleForm:
    """Return the rule with another requirement."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.with_sentence(rule, sentence)


def new_rule(source: SourceForm) -> RuleForm:
    """Return an empty rule that stands in a source."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.new_rule(source)


def empty_limit() -> LimitForm:
    """Return a limit to fill in."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.LimitForm()
