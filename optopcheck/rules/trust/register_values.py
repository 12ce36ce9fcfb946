"""What a register says: which key speaks for which authority, and what was revoked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.rules.trust.minisign import PublicKey

OLD_AFTER = 180
"""Days after which a register is shown in amber; it never stops work."""


@dataclass(frozen=True)
class KeyOfAuthority:
    """A key that signs for an authority, in a period."""

    key: PublicKey
    authority: str
    name: str
    """What people call the authority, ``Gemeente Zoetermeer``."""
    since: date
    until: date | None = None
    """Both inclusive."""

    def holds_on(self, day: date) -> bool:
        """Tell whether the key could sign on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Revocation:
    """Why something is not to be used any longer, and since when."""

    since: date
    reason: str


@dataclass(frozen=True)
class Register:
    """One edition of the register; a later one has a higher number."""

    number: int
    issued: date
    publisher: str
    digest: str
    keys: tuple[KeyOfAuthority, ...] = ()
    roots: tuple[PublicKey, ...] = ()
    """Keys that may sign the next register, beside those that the user trusts."""
    revoked_keys: tuple[tuple[PublicKey, Revocation], ...] = ()
    revoked_bundles: tuple[tuple[str, Revocation], ...] = ()
    """By digest; also those that a newer one supersedes."""

    def keys_of(self, authority: str) -> tuple[KeyOfAuthority, ...]:
        """Return the keys of an authority."""
        return tuple(entry for entry in self.keys if entry.authority == authority)

    def revocation(self, digest: str, key: PublicKey | None) -> Revocation | None:
        """Tell whether a bundle, or the key that signed it, was revoked.

        A revoked key takes all that it ever signed with it: who holds it can choose any date.
        """
        by_digest = next((why for known, why in self.revoked_bundles if known == digest), None)
        by_key = next((why for known, why in self.revoked_keys if key and known.raw == key.raw), None)
        return by_digest or by_key

    def is_old(self, today: date) -> bool:
        """Tell whether a newer one is to be expected."""
        return (today - self.issued).days > OLD_AFTER

    def told(self, today: date) -> Text:
        """Return number, date and age, as every report shows them."""
        age = max((today - self.issued).days, 0)
        nl = f"register {self.number} van {self.issued:%d-%m-%Y}, {age} dagen oud"
        en = f"register {self.number} of {self.issued}, {age} days old"
        if not self.is_old(today):
            return Text(nl, en)
        return Text(f"{nl}: vraag of er een nieuwer is", f"{en}: ask whether there is a newer one")
