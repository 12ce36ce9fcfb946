"""How far a bundle can be trusted: five states, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.rules.trust.minisign import PublicKey
    from optopcheck.rules.trust.register_values import Register


class Trust(Enum):
    """What is known of the maker of a bundle."""

    TRUSTED = "trusted"
    UNKNOWN_KEY = "unknown key"
    UNSIGNED = "unsigned"
    REVOKED = "revoked"
    ALTERED = "altered"

    @property
    def label(self) -> Text:
        """The word for users."""
        return _LABELS[self]


_LABELS = {
    Trust.TRUSTED: Text("vertrouwde gemeente", "trusted municipality"),
    Trust.UNKNOWN_KEY: Text("onbekende sleutel", "unknown key"),
    Trust.UNSIGNED: Text("niet ondertekend", "unsigned"),
    Trust.REVOKED: Text("ingetrokken", "revoked"),
    Trust.ALTERED: Text("gewijzigd", "altered"),
}


@dataclass(frozen=True)
class Pin:
    """The key that was seen first for an authority."""

    key: PublicKey
    first_seen: date


@dataclass(frozen=True)
class Knowledge:
    """All that judging a bundle draws on."""

    register: Register | None = None
    pins: Mapping[str, Pin] | None = None
    """By authority; only where the register has no keys of it."""
    accepted: frozenset[str] = frozenset()
    """Digests of bundles for which the user answered the question with yes."""
    python: frozenset[str] = frozenset()
    """Digests of bundles whose Python the user allowed to run."""
    revoking: Register | None = None
    """Another register whose revocations hold too: the administrator's beside the user's, or the reverse."""


@dataclass(frozen=True)
class Standing:
    """The state of one bundle, as every list and report shows it."""

    trust: Trust
    reason: Text
    key: PublicKey | None = None
    signer: str = ""
    """Name of the authority, from the register only."""
    signed_on: date | None = None
    question: Text | None = None
    """What the user must answer with yes before the bundle loads."""

    @property
    def loads(self) -> bool:
        """Tell whether its data rules may judge a new case."""
        return self.trust not in {Trust.ALTERED, Trust.REVOKED} and self.question is None

    @property
    def replays(self) -> bool:
        """Tell whether it may run again for a dossier that used it; if revoked, with a red line."""
        return self.trust is not Trust.ALTERED

    @property
    def runs_python(self) -> bool:
        """Tell whether its Python may run without the user's consent for this digest."""
        return self.trust is Trust.TRUSTED and self.loads

    @property
    def mark(self) -> Text | None:
        """What each page says that rests on it; None if there is nothing to say."""
        if self.trust is Trust.TRUSTED:
            return None
        return Text(
            f"{self.trust.label.nl}: {self.reason.nl}",
            f"{self.trust.label.in_language('en')}: {self.reason.in_language('en')}",
        )
