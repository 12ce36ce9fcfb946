"""What the administrator of a computer put down for all its users: bundles, a register, and its root keys.

::

    bundles/*.optrules     under any name; only what the register beside it vouches for takes part
    register.optreg        which key speaks for which municipality
    roots/*.pub            keys that may sign that register

Nobody but the administrator can change it, or it counts for nothing: then it is said, and nothing is green.
No variable of the user's surroundings points elsewhere, else he could do without the rules of his office.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BUNDLE, read_file
from optopcheck.rules.trust.judging import open_bundle
from optopcheck.rules.trust.minisign import read_public_key
from optopcheck.rules.trust.owned import ADMINISTRATOR, why_changeable, why_replaceable
from optopcheck.rules.trust.register import open_register
from optopcheck.rules.trust.standing import Knowledge, Trust
from optopcheck.rules.trust.stored import StoredBundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.rules.trust.register_values import Register

_KEY_BYTES = 4096
_NO_REGISTER = Text(
    "niemand staat ervoor in: er is geen register.optreg met de sleutel van de maker naast",
    "nobody vouches for it: there is no register.optreg with its maker's key beside it",
)


def machine_folder() -> Path:
    """Return where this system keeps what holds for all users of a computer."""
    if sys.platform == "win32":
        return _common_data() / "optopcheck"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/optopcheck")
    return Path("/etc/optopcheck")


def _common_data() -> Path:
    """Return the ProgramData folder as the system has it; the variable of that name is the user's."""
    if sys.platform != "win32":
        raise OSError("only Windows has this folder")
    import winreg  # noqa: PLC0415  # on Windows alone

    place = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
        return Path(str(winreg.QueryValueEx(key, "Common AppData")[0]))


@dataclass(frozen=True)
class Machine:
    """The folder, and who may own what is in it."""

    folder: Path
    owners: frozenset[int] = ADMINISTRATOR

    def refusal(self) -> Text | None:
        """Return why nothing of the folder counts; None if it is in order, or not there."""
        try:
            if not self.folder.is_symlink() and not self.folder.exists():
                return None
            why = why_replaceable(self.folder, self.owners) or why_changeable(self.folder, self.owners)
            for part in ("bundles", "roots", "register.optreg"):
                path = self.folder / part
                if why is None and (path.is_symlink() or path.exists()):
                    why = _of(part, why_changeable(path, self.owners))
        except OSError as error:
            why = Text(f"is niet te bekijken: {error.strerror}", f"cannot be looked at: {error.strerror}")
        if why is None:
            return self._unsigned()
        return Text(
            f"de map van de beheerder '{self.folder}' telt niet: zij {why.nl}; vraag de beheerder haar te"
            " herstellen",
            f"the administrator's folder '{self.folder}' does not count: it {why.in_language('en')}; ask the"
            " administrator to mend it",
        )

    def _unsigned(self) -> Text | None:
        try:
            self._register()
        except InputError as error:
            return Text(
                f"het register van de beheerder telt niet: {error.text.nl}",
                f"the administrator's register does not count: {error.text.in_language('en')}",
            )
        return None

    def register(self) -> Register | None:
        """Return the register of the administrator; None where there is none, or it does not count."""
        return None if self.refusal() is not None else self._register()

    def _register(self) -> Register | None:
        path = self.folder / "register.optreg"
        if not path.exists():
            return None
        roots = []
        for root in sorted((self.folder / "roots").glob("*.pub")):
            self._check(root)
            roots.append(read_public_key(read_file(root, _KEY_BYTES)))
        return open_register(read_file(path, BUNDLE.file_bytes), roots)

    def _check(self, path: Path) -> None:
        """Refuse a file that users could change."""
        why = why_changeable(path, self.owners)
        if why is not None:
            raise InputError(Text(f"'{path}' {why.nl}", f"'{path}' {why.in_language('en')}"))

    def settings(self, name: str) -> Path | None:
        """Return a file of settings for all users; None where there is none.

        Raises
        ------
        InputError
            If users could change it.
        """
        path = self.folder / name
        if not (path.is_symlink() or path.exists()):
            return None
        refused = self.refusal()
        if refused is not None:
            raise InputError(refused)
        self._check(path)
        return path

    def bundles(self, of_user: Register | None = None) -> tuple[StoredBundle, ...]:
        """Return every bundle, verified anew; what does not count is a row with its error.

        Parameters
        ----------
        of_user
            The user's own register: what it revoked does not count here either.
        """
        refused = self.refusal()
        if refused is not None:
            return (StoredBundle(self.folder, None, refused),)
        return tuple(self._found(Knowledge(self._register(), revoking=of_user)))

    def _found(self, knowledge: Knowledge) -> Iterator[StoredBundle]:
        for path in sorted((self.folder / "bundles").glob("*.optrules")):
            try:
                self._check(path)
                opened = open_bundle(read_file(path, BUNDLE.file_bytes), knowledge)
            except (InputError, OSError) as error:
                yield StoredBundle(path, None, error.text if isinstance(error, InputError) else _lost(error))
                continue
            standing = opened.standing
            if standing.trust is Trust.TRUSTED and standing.loads:
                yield StoredBundle(path, opened)
                continue
            reason = standing.reason if knowledge.register else _NO_REGISTER
            why = Text(
                f"{standing.trust.label.nl}: {reason.nl}",
                f"{standing.trust.label.in_language('en')}: {reason.in_language('en')}",
            )
            yield StoredBundle(path, None, why)


def _of(part: str, why: Text | None) -> Text | None:
    return why and Text(
        f"is niet in orde: '{part}' {why.nl}", f"is not in order: '{part}' {why.in_language('en')}"
    )


def _lost(error: OSError) -> Text:
    return Text(f"is niet te bekijken: {error.strerror}", f"cannot be looked at: {error.strerror}")
