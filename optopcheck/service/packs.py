"""Which rule packs are there, which take part, and what the user switches on or off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import rules
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules import NATIONAL, Candidate, Choice, PackRule, RuleSet, of_bundle
from optopcheck.rules.bundle import BUNDLE, build_bundle, read_file
from optopcheck.rules.trust import open_bundle
from optopcheck.service.rule_files import rule_store

if TYPE_CHECKING:
    from collections.abc import Sequence


MANAGED = Text(
    "beheerd: de beheerder van deze computer zette het neer voor alle gebruikers",
    "managed: the administrator of this computer put it down for all users",
)


def load_rules(on: date | None = None, packs: Sequence[str] | None = None) -> RuleSet:
    """Load the rule packs of this user.

    Parameters
    ----------
    on
        Reference date: of several versions of a pack that in force then takes part; None: today.
    packs
        Ids or files of the packs that take part, beside the national ones; None: all that are on.

    Raises
    ------
    InputError
        If a name is that of no pack or file, or what is kept of keys is damaged.
    """
    store = rule_store()
    files = tuple(_file(name) for name in packs or () if _is_path(name))
    choice = Choice(on or _today(), None if packs is None else tuple(packs), store.switched())
    kept, managed = store.bundles(), managed_packs()
    theirs = {candidate.sha256 for candidate in managed}
    installed = tuple(bundle.opened for bundle in kept if bundle.opened is not None)
    # The same file once more: the one that nobody can take away counts.
    own = tuple(opened for opened in installed if opened.digest.removeprefix("sha256:") not in theirs)
    damaged = tuple(
        Candidate(bundle.path.name[:12], "?", error=bundle.error) for bundle in kept if bundle.opened is None
    )
    return rules.load_rules(choice, own, (*managed, *damaged, *files))


def managed_packs() -> tuple[Candidate, ...]:
    """Return what the administrator of this computer put down for all; what does not count has its error."""
    return tuple(
        of_bundle(bundle.opened, managed=True)
        if bundle.opened is not None
        else Candidate(bundle.path.name, "?", error=bundle.error, managed=True)
        for bundle in rule_store().managed()
    )


def switch_pack(name: str, *, on: bool) -> None:
    """Keep that a pack takes part from now on, or no longer.

    Raises
    ------
    InputError
        If it holds rules of the state, or the administrator put it down: those always take part.
    """
    if not on and any(pack.name == name and pack.pack is not None for pack in managed_packs()):
        raise InputError(MANAGED)
    if not on and any(_is_of_state(entry) for entry in load_rules() if entry.pack == name):
        raise InputError(
            Text(
                f"'{name}' bevat regels van het rijk; die doen altijd mee",
                f"'{name}' holds rules of the state; those always take part",
            )
        )
    rule_store().switch(name, on=on)


def _is_of_state(entry: PackRule) -> bool:
    return entry.rule.maker == NATIONAL


def register_used() -> Text | None:
    """Return the register of keys in use, with its age today; None if there is none.

    Raises
    ------
    InputError
        If it is damaged.
    """
    register = rule_store().register()
    return None if register is None else register.told(_today())


def _is_path(name: str) -> bool:
    return name.endswith(".optrules") or any(mark in name for mark in "/\\") or Path(name).is_dir()


def _file(name: str) -> Candidate:
    """Open a bundle, or the folder of one, that the user named."""
    path, knowledge = Path(name), rule_store().knowledge()
    if not path.is_dir():
        return of_bundle(open_bundle(read_file(path, BUNDLE.file_bytes), knowledge), asked=True, called=name)
    opened = open_bundle(build_bundle(path).container.to_bytes(), knowledge)
    # A folder is its maker's own work: it judges, with the mark of what nobody signed.
    mine = replace(opened, standing=replace(opened.standing, question=None))
    return of_bundle(mine, asked=True, called=name)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the user's calendar
