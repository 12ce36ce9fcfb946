"""Which packs take part: switched on or off, called by name, and of several versions the one in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.ruleset import SetAside
from optopcheck.rules.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from optopcheck.rules.bundle import Container, Identity
    from optopcheck.rules.discovery import FoundPack
    from optopcheck.rules.packs import Pack
    from optopcheck.rules.trust import OpenedBundle

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(-.*)?")


@dataclass(frozen=True, eq=False)
class Candidate:
    """A pack that could take part."""

    name: str
    """Id of a pack of data, name of a distribution."""
    version: str
    title: str = ""
    called: tuple[str, ...] = ()
    """Other names by which a user may call it."""
    identity: Identity | None = None
    off: bool = False
    """Whether it waits to be switched on."""
    distribution: FoundPack | None = None
    pack: Pack | None = None
    sha256: str = ""
    container: Container | None = None
    """Its files as a bundle; None for a distribution, and for what cannot be read."""
    opened: OpenedBundle | None = None
    """Of a bundle: its standing. A pack that came with the program has none."""
    error: Text | None = None
    asked: bool = False
    """Whether the user named this very file."""
    managed: bool = False
    """Whether the administrator of this computer put it down: no switch and no newer one takes it away."""

    @property
    def revoked(self) -> bool:
        """Whether the register, or a newer bundle, took it back."""
        return self.opened is not None and self.opened.standing.trust is Trust.REVOKED

    @property
    def names(self) -> frozenset[str]:
        """All names that mean this pack."""
        return frozenset((self.name, f"{self.name}-{self.version}", *self.called))


@dataclass(frozen=True)
class Choice:
    """What the user chose, and for which day."""

    on: date | None = None
    """Reference date: of several versions of a pack that in force then takes part; None: the newest."""
    only: tuple[str, ...] | None = None
    """Names of the packs that take part, beside the national ones; None: all that are on."""
    switched: Mapping[str, bool] = field(default_factory=dict)
    """What the user switched on or off, by id."""


def chosen(candidates: Sequence[Candidate], choice: Choice) -> tuple[list[Candidate], list[SetAside]]:
    """Return the packs that take part, in the order in which they were found, and the others.

    Raises
    ------
    InputError
        If a name is that of no pack.
    """
    _check_names(candidates, choice)
    aside: list[SetAside] = []
    wanted: list[Candidate] = []
    for candidate in candidates:
        reason = _why_not(candidate, choice)
        if reason is None:
            wanted.append(candidate)
        else:
            aside.append(_set_aside(candidate, reason, left_out=_is_on(candidate, choice)))
    by_name: dict[str, list[Candidate]] = {}
    for candidate in wanted:
        by_name.setdefault(candidate.name, []).append(candidate)
    for versions in by_name.values():
        best = _newest(versions, choice.on)
        for other in versions:
            if other is not best:
                wanted.remove(other)
                aside.append(_set_aside(other, other.error or _another(best, choice.on)))
    return wanted, aside


def is_national(candidate: Candidate) -> bool:
    """Tell whether a pack of data holds rules of the state: those always take part."""
    return candidate.identity is not None and candidate.identity.authority == "nl"


def _check_names(candidates: Iterable[Candidate], choice: Choice) -> None:
    known = {name for candidate in candidates for name in candidate.names}
    for name in choice.only or ():
        if name not in known:
            names = ", ".join(sorted({c.name for c in candidates}))
            raise InputError(
                Text(
                    f"--packs {name}: dit is geen pakket of bestand; bekend zijn {names}",
                    f"--packs {name}: this is no pack or file; known are {names}",
                )
            )


def _why_not(candidate: Candidate, choice: Choice) -> Text | None:
    if candidate.asked:
        return None
    if choice.only is not None and candidate.names & set(choice.only):
        return None
    # A distribution tells only once it is loaded for whom its rules are.
    national = is_national(candidate) or candidate.distribution is not None
    if choice.only is not None and not national:
        return Text("niet gekozen (--packs)", "not chosen (--packs)")
    switched = choice.switched.get(candidate.name)
    if switched is False and not (is_national(candidate) or candidate.managed):
        return Text("uitgezet", "switched off")
    if switched is None and candidate.off:
        return Text("staat uit tot iemand het aanzet", "is off until somebody switches it on")
    return None


def _is_on(candidate: Candidate, choice: Choice) -> bool:
    """Tell whether a pack that takes no part is one that waits for nobody: the user left it out."""
    return not candidate.off or choice.switched.get(candidate.name) is True


def _newest(versions: Sequence[Candidate], on: date | None) -> Candidate:
    """Return the file that the user named, else the newest version in force on a day, else the newest.

    Of those in force, that of the administrator goes before what a user installed himself.
    A revoked one gives way to another; one that cannot be read does not: its content is not known, so
    what an older one says may no longer hold.
    """
    return max(
        versions, key=lambda c: (c.asked, not c.revoked, in_force(c, on), c.managed, _order(c.version))
    )


def in_force(candidate: Candidate, on: date | None) -> bool:
    """Tell whether a pack was made for a day."""
    identity = candidate.identity
    if identity is None or on is None:
        return True
    return (identity.valid_from is None or identity.valid_from <= on) and (
        identity.valid_to is None or on <= identity.valid_to
    )


def _order(version: str) -> tuple[int, int, int, bool, str]:
    """Order versions: a trial version (1.2.0-1) comes before the one it announces."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return 0, 0, 0, False, version
    return int(found[1]), int(found[2]), int(found[3]), found[4] is None, found[4] or ""


def _another(best: Candidate, on: date | None) -> Text:
    if best.managed:
        return Text(
            f"de beheerder van deze computer koos versie {best.version}",
            f"the administrator of this computer chose version {best.version}",
        )
    if on is None:
        return Text(f"versie {best.version} is nieuwer", f"version {best.version} is newer")
    return Text(
        f"op {on:%d-%m-%Y} geldt versie {best.version}", f"on {on} version {best.version} is in force"
    )


def _set_aside(candidate: Candidate, reason: Text, *, left_out: bool = False) -> SetAside:
    authority = candidate.identity.authority if candidate.identity else None
    makers = candidate.distribution.makers if candidate.distribution else ()
    if len(makers) == 1:
        # Loading holds a distribution to what it says, so one that is left out may be believed.
        authority = makers[0]
    return SetAside(candidate.name, candidate.version, candidate.title, reason, authority, left_out)
