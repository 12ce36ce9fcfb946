"""The packs that could take part: distributions, packs that came with the program, and bundles."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.choosing import Candidate, is_national
from optopcheck.rules.discovery import find_packs
from optopcheck.rules.packs import read_pack, shipped_packs
from optopcheck.rules.trust import Trust

if TYPE_CHECKING:
    from optopcheck.rules.bundle import Container
    from optopcheck.rules.packs.shipped import ShippedPack
    from optopcheck.rules.trust import OpenedBundle

_PREFIX = "optopcheck-"


def distribution_packs() -> tuple[Candidate, ...]:
    """Return the installed distributions; nothing of them is imported."""
    return tuple(
        Candidate(pack.name, pack.version, called=(pack.name.removeprefix(_PREFIX),), distribution=pack)
        for pack in find_packs()
    )


def shipped() -> tuple[Candidate, ...]:
    """Return the packs of data that came with the program."""
    return tuple(_of_shipped(pack) for pack in shipped_packs())


@cache
def _of_shipped(pack: ShippedPack) -> Candidate:
    try:
        built = build_bundle(pack.folder)
    except InputError as error:
        return Candidate(pack.name, "?", error=error.text)
    return _of_container(built.container, called=(pack.name,))


def of_bundle(
    opened: OpenedBundle,
    *,
    asked: bool = False,
    called: str = "",
    again: bool = False,
    managed: bool = False,
) -> Candidate:
    """Return a bundle as a candidate; one that may not load has the reason as its error.

    `again`: it judged this case before, and only that is repeated; data of a revoked bundle may then run.
    `managed`: the administrator of this computer put it down.
    """
    standing, names = opened.standing, (called,) if called else ()
    if opened.container is None or opened.identity is None:
        why = Text(
            f"{standing.trust.label.nl}: {standing.reason.nl}",
            f"{standing.trust.label.in_language('en')}: {standing.reason.in_language('en')}",
        )
        return Candidate(called or "?", "?", error=why, asked=asked, called=names)
    found = _of_container(opened.container, opened=opened, asked=asked, called=names)
    found = replace(found, managed=managed)
    # An older edition of a pack of the program is no impostor where what it found is only repeated.
    refusal = None if again else _impostor(opened, found)
    if refusal is not None:
        # Under a name of its own: it must not stand in the way of the pack whose name it bears.
        return replace(found, name=f"{found.name} ({found.sha256[:12]})", pack=None, error=refusal)
    refusal = _refusal(opened, found, again=again)
    return found if refusal is None else replace(found, pack=None, error=refusal)


def _of_container(
    container: Container,
    *,
    opened: OpenedBundle | None = None,
    asked: bool = False,
    called: tuple[str, ...] = (),
) -> Candidate:
    sha256 = container.digest.removeprefix("sha256:")
    try:
        pack = read_pack(container.files)
    except InputError as error:
        identity = opened.identity if opened else None
        name = identity.id if identity else (called or ("?",))[0]
        version = identity.version if identity else "?"
        return Candidate(
            name,
            version,
            called=called,
            identity=identity,
            sha256=sha256,
            container=container,
            opened=opened,
            error=error.text,
            asked=asked,
        )
    identity = pack.manifest.identity
    return Candidate(
        identity.id,
        identity.version,
        identity.name,
        called,
        identity,
        pack.manifest.off,
        pack=pack,
        sha256=sha256,
        container=container,
        opened=opened,
        asked=asked,
    )


def _impostor(opened: OpenedBundle, found: Candidate) -> Text | None:
    """Return why a stranger's bundle may not bear the name of a pack of the program."""
    named = [pack for pack in shipped() if found.name in pack.names]
    if opened.standing.trust is Trust.TRUSTED or not named:
        return None
    # A file that the user named may stand before a pack of a municipality, marked; never before the
    # rules of the state, which always take part, unless it is that very pack.
    if found.asked and (not is_national(found) or found.sha256 in {pack.sha256 for pack in named}):
        return None
    return Text(
        "heet als een pakket van het programma zelf, maar is niet van een vertrouwde gemeente; kies een"
        " andere id",
        "is named as a pack of the program itself, but is not of a trusted municipality; choose another id",
    )


def _refusal(opened: OpenedBundle, found: Candidate, *, again: bool) -> Text | None:
    """Return why a sound bundle may not judge."""
    standing = opened.standing
    if not (standing.replays if again else standing.loads):
        why = standing.question or standing.reason
        return Text(
            f"{standing.trust.label.nl}: {why.nl}",
            f"{standing.trust.label.in_language('en')}: {why.in_language('en')}",
        )
    if found.pack is not None and found.pack.wheels and not opened.runs_python:
        return Text(
            "bevat programma's; die draaien na ondertekening door een vertrouwde gemeente, of na"
            " `rules install --allow-python`",
            "holds programs; those run once a trusted municipality signed them, or after"
            " `rules install --allow-python`",
        )
    return None
