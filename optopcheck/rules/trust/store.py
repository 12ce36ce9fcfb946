"""What the program keeps of bundles and keys, in a folder of the user; nothing in it is believed unread.

::

    bundles/<digest>.optrules    side by side, also more versions of one; never overwritten
    register.optreg              the newest register that a trusted root signed
    roots/<fingerprint>.pub           root keys that the user trusts
    known.json                   pinned keys by authority, digests that the user accepted, highest register
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BUNDLE, BundleError, read_file
from optopcheck.rules.trust.judging import OpenedBundle, open_bundle
from optopcheck.rules.trust.minisign import PublicKey, read_public_key
from optopcheck.rules.trust.register import open_register
from optopcheck.rules.trust.standing import Knowledge, Pin, Trust
from optopcheck.rules.trust.stored import StoredBundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.rules.trust.machine import Machine
    from optopcheck.rules.trust.register_values import Register

Write = Callable[[Path, bytes], None]
"""Writes a file whole or not at all."""
HOME_VARIABLE = "OPTOPCHECK_HOME"
_KNOWN_BYTES = 1024 * 1024


def user_folder() -> Path:
    """Return the folder of this user's data: ``OPTOPCHECK_HOME``, else where the system keeps such things."""
    told = os.environ.get(HOME_VARIABLE)
    if told:
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "optopcheck"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "optopcheck"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "optopcheck"


@dataclass(frozen=True)
class _Known:
    """What `known.json` keeps."""

    pins: dict[str, Pin] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    python: frozenset[str] = frozenset()
    register: int = 0
    """The highest number ever taken: a register that is gone or older is noticed."""
    switched: dict[str, bool] = field(default_factory=dict)
    """Packs that the user switched on or off, by id."""


@dataclass(frozen=True)
class Store:
    """The folder, and the way of writing into it."""

    folder: Path
    write: Write
    machine: Machine | None = None
    """What the administrator of this computer put down for all."""

    def knowledge(self) -> Knowledge:
        """Return what bundles are judged by.

        Raises
        ------
        InputError
            If a file of the store is damaged: a lost pin or revocation must not pass for none.
        """
        known = self._known()
        own, of_machine = self.register(), self.machine.register() if self.machine else None
        return Knowledge(own or of_machine, known.pins, known.accepted, known.python, of_machine)

    def managed(self) -> tuple[StoredBundle, ...]:
        """Return the bundles of the administrator; the user can neither remove nor outvote them.

        Raises
        ------
        InputError
            If the user's own register is damaged.
        """
        return self.machine.bundles(self.register()) if self.machine else ()

    def register(self) -> Register | None:
        """Return the register in use; None if there never was one.

        Raises
        ------
        InputError
            If it is damaged, or no root vouches for it any more.
        """
        path, highest = self.folder / "register.optreg", self._known().register
        if not path.exists() and not highest:
            return None
        register = open_register(read_file(path, BUNDLE.file_bytes), self.roots())
        if register.number < highest:
            raise InputError(_damaged(path))
        return register

    def roots(self) -> tuple[PublicKey, ...]:
        """Return the root keys that the user trusts."""
        return tuple(
            read_public_key(read_file(path, _KNOWN_BYTES))
            for path in sorted((self.folder / "roots").glob("*.pub"))
        )

    def trust_root(self, key: PublicKey) -> None:
        """Trust the holder of a key to say which keys are whose."""
        self._put(self._root(key), key.to_file())

    def take_register(self, content: bytes) -> Register:
        """Take a newer register.

        Raises
        ------
        InputError
            If no trusted root signed it, or it is older than the one in use.
        """
        register = open_register(content, self.roots(), self.register())
        for root in register.roots:
            self.trust_root(root)
        self._put(self.folder / "register.optreg", content)
        self._keep(replace(self._known(), register=register.number))
        for key, _ in register.revoked_keys:
            self._root(key).unlink(missing_ok=True)
        return register

    def install(self, content: bytes, today: date, *, accept: bool = False) -> OpenedBundle:
        """Keep a bundle beside the others and pin an unknown key that is seen for the first time.

        Parameters
        ----------
        content
            The bytes of the file.
        today
            When its key is seen.
        accept
            The user's yes to the question of this bundle.

        Raises
        ------
        InputError
            If it was altered or revoked, or its question is not answered with yes.
        """
        opened = open_bundle(content, self.knowledge())
        standing = opened.standing
        if opened.container is None or opened.identity is None or standing.trust is Trust.REVOKED:
            raise BundleError(_not_installed(standing.trust.label, standing.reason))
        if standing.question is not None and not accept:
            raise BundleError(_not_installed(standing.trust.label, standing.question))
        known = self._known()
        if standing.question is not None:
            known = replace(known, accepted=known.accepted | {opened.digest})
        elif standing.trust is Trust.UNKNOWN_KEY and standing.key is not None:
            known.pins.setdefault(opened.identity.authority, Pin(standing.key, today))
        # The pin first: a bundle without it would later ask for no comparison.
        self._keep(known)
        path = self._path(opened.digest)
        if not path.exists() or read_file(path, BUNDLE.file_bytes) != content:
            self._put(path, content)
        return open_bundle(content, self.knowledge())

    def allow_python(self, digest: str) -> None:
        """Keep the user's consent to run the Python of one bundle, whoever signed it."""
        known = self._known()
        self._keep(replace(known, python=known.python | {digest}))

    def switched(self) -> dict[str, bool]:
        """Return what the user switched on or off, by id."""
        return dict(self._known().switched)

    def switch(self, name: str, *, on: bool) -> None:
        """Keep that a pack takes part, or no longer."""
        known = self._known()
        self._keep(replace(known, switched={**known.switched, name: on}))

    def remove(self, digest: str) -> None:
        """Take an installed bundle away; pins and consents stay."""
        self._path(digest).unlink(missing_ok=True)

    def bundles(self) -> tuple[StoredBundle, ...]:
        """Return every installed bundle, verified anew; a damaged one is a row with its error."""
        knowledge = self.knowledge()
        return tuple(self._stored(knowledge))

    def _stored(self, knowledge: Knowledge) -> Iterator[StoredBundle]:
        for path in sorted((self.folder / "bundles").glob("*.optrules")):
            try:
                opened = open_bundle(read_file(path, BUNDLE.file_bytes), knowledge)
            except InputError as error:
                yield StoredBundle(path, None, error.text)
                continue
            if opened.container is not None and path != self._path(opened.digest):
                yield StoredBundle(path, None, _other_name())
            else:
                yield StoredBundle(path, opened)

    def _path(self, digest: str) -> Path:
        return self.folder / "bundles" / f"{digest.removeprefix('sha256:')}.optrules"

    def _root(self, key: PublicKey) -> Path:
        return self.folder / "roots" / f"{key.fingerprint.replace(' ', '')}.pub"

    def _known(self) -> _Known:
        path = self.folder / "known.json"
        if not path.exists():
            return _Known()
        try:
            kept: dict[str, Any] = json.loads(read_file(path, _KNOWN_BYTES))
            pins = {
                authority: Pin(read_public_key(pin["key"].encode()), date.fromisoformat(pin["first_seen"]))
                for authority, pin in kept["pins"].items()
            }
            accepted, python = frozenset(kept["accepted"]), frozenset(kept["python"])
            switched = {name: bool(on) for name, on in kept.get("switched", {}).items()}
            return _Known(pins, accepted, python, int(kept["register"]), switched)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BundleError) as error:
            raise InputError(_damaged(path)) from error

    def _keep(self, known: _Known) -> None:
        kept = {
            "pins": {
                authority: {"key": pin.key.text, "first_seen": str(pin.first_seen)}
                for authority, pin in known.pins.items()
            },
            "accepted": sorted(known.accepted),
            "python": sorted(known.python),
            "register": known.register,
            "switched": dict(sorted(known.switched.items())),
        }
        self._put(self.folder / "known.json", json.dumps(kept, indent=1, sort_keys=True).encode())

    def _put(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = error.strerror or error
            what = Text(
                f"'{path.parent}' is niet te maken: {said}", f"'{path.parent}' cannot be made: {said}"
            )
            raise InputError(what) from error
        self.write(path, content)


def _not_installed(label: Text, why: Text) -> Text:
    return Text(
        f"niet geïnstalleerd ({label.nl}): {why.nl}",
        f"not installed ({label.in_language('en')}): {why.in_language('en')}",
    )


def _other_name() -> Text:
    return Text(
        "de inhoud is niet die van de naam; installeer het pakket opnieuw",
        "the content is not that of the name; install the bundle again",
    )


def _damaged(path: Path) -> Text:
    return Text(
        f"'{path}' is beschadigd of verouderd; zet een reservekopie terug, of begin met een lege map"
        " en vergelijk de vingerafdrukken opnieuw",
        f"'{path}' is damaged or outdated; restore a copy, or begin with an empty folder and compare the"
        " fingerprints anew",
    )
