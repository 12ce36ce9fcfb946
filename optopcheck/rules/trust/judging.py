"""Opens a bundle from its bytes: record, signature, then trust; only then may anybody read its rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError, Container, Identity, read_container, read_identity
from optopcheck.rules.trust.signing import Signed, signature_of
from optopcheck.rules.trust.standing import Knowledge, Pin, Standing, Trust

if TYPE_CHECKING:
    from optopcheck.rules.trust.register_values import Register

_COMMENT = re.compile(r"(\S+) (\S+) (\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True)
class OpenedBundle:
    """A bundle with its standing; without content if it is not what its maker made."""

    standing: Standing
    identity: Identity | None = None
    container: Container | None = None
    consent: bool = False
    """Whether the user allowed the Python of this very bundle."""

    @property
    def runs_python(self) -> bool:
        """Tell whether its Python may run: a trusted municipality, or the user's yes for this digest."""
        return self.standing.runs_python or (self.standing.loads and self.consent)

    @property
    def digest(self) -> str:
        """What the bundle is; empty if it was altered."""
        return self.container.digest if self.container else ""


def signing_comment(identity: Identity, day: date) -> str:
    """Return the trusted comment of a bundle's signature."""
    return f"{identity.id} {identity.version} {day}"


def open_bundle(content: bytes, knowledge: Knowledge | None = None) -> OpenedBundle:
    """Open a bundle; one that breaks a limit, its record or its signature has no content.

    The manifest is read after the signature held. What comes out is what was verified: nothing is
    read a second time.

    Raises
    ------
    InputError
        If the bundle is sound but its manifest is not: its maker's slip, with file and line.
    """
    knowledge = knowledge or Knowledge()
    try:
        container = read_container(content)
        signed = signature_of(container)
    except BundleError as error:
        return OpenedBundle(Standing(Trust.ALTERED, error.text))
    identity = read_identity(container.files)
    signed_on = None
    if signed is not None:
        signed_on = _signed_on(signed, identity)
        if signed_on is None:
            return OpenedBundle(_other_comment(signed))
    standing = _judged(container, identity, signed, signed_on, knowledge)
    if container.digest in knowledge.accepted:
        standing = replace(standing, question=None)
    return OpenedBundle(standing, identity, container, container.digest in knowledge.python)


def _signed_on(signed: Signed, identity: Identity) -> date | None:
    """Return the day of signing if the signature was made for this bundle and version."""
    found = _COMMENT.fullmatch(signed.comment)
    if found is None or (found[1], found[2]) != (identity.id, identity.version):
        return None
    try:
        return date.fromisoformat(found[3])
    except ValueError:
        return None


def _judged(
    container: Container,
    identity: Identity,
    signed: Signed | None,
    signed_on: date | None,
    knowledge: Knowledge,
) -> Standing:
    register, key = knowledge.register, signed.key if signed else None
    registers = (one for one in (register, knowledge.revoking) if one is not None)
    why = next((why for one in registers if (why := one.revocation(container.digest, key))), None)
    if why is not None:
        reason = Text(
            f"sinds {why.since:%d-%m-%Y}: {why.reason}; alleen nog om een oude beoordeling te herhalen",
            f"since {why.since}: {why.reason}; only for repeating an old assessment",
        )
        return Standing(Trust.REVOKED, reason, key, signed_on=signed_on)
    pin = (knowledge.pins or {}).get(identity.authority)
    if signed is None or signed_on is None:
        return _unsigned(identity, register, pin)
    if register is not None:
        judged = _by_register(identity, signed, signed_on, register)
        if judged is not None:
            return judged
    return _by_pin(identity, signed, signed_on, pin)


def _unsigned(identity: Identity, register: Register | None, pin: Pin | None) -> Standing:
    reason = Text("niemand staat in voor de inhoud", "nobody vouches for the content")
    if pin is None and not (register and register.keys_of(identity.authority)):
        return Standing(Trust.UNSIGNED, reason)
    # Else taking a signature away would be easier than forging one.
    question = Text(
        f"'{identity.authority}' ondertekent haar pakketten, dit is niet ondertekend; toch gebruiken?",
        f"'{identity.authority}' signs its bundles, this one is not signed; use it all the same?",
    )
    return Standing(Trust.UNSIGNED, reason, question=question)


def _by_register(identity: Identity, signed: Signed, on: date, register: Register) -> Standing | None:
    """Judge by the register; None if it knows neither the key nor the authority."""
    entries = [e for e in register.keys if e.key.raw == signed.key.raw]
    if not entries:
        if not register.keys_of(identity.authority):
            return None
        return _doubtful(
            signed,
            on,
            "het register noemt voor deze instantie andere sleutels",
            "the register names other keys for this authority",
        )
    entry = entries[0]
    if entry.authority != identity.authority:
        return _doubtful(
            signed,
            on,
            f"de sleutel is van {entry.name}, het pakket zegt '{identity.authority}'",
            f"the key belongs to {entry.name}, the bundle says '{identity.authority}'",
        )
    if not any(e.holds_on(on) for e in entries):
        return _doubtful(
            signed,
            on,
            f"de sleutel van {entry.name} gold niet op {on:%d-%m-%Y}",
            f"the key of {entry.name} did not hold on {on}",
        )
    reason = Text(f"ondertekend door {entry.name}", f"signed by {entry.name}")
    return Standing(Trust.TRUSTED, reason, signed.key, entry.name, on)


def _by_pin(identity: Identity, signed: Signed, on: date, pin: Pin | None) -> Standing:
    seen = signed.key.fingerprint
    if pin is None:
        reason = Text(
            f"eerste keer gezien; vergelijk de vingerafdruk met die van de maker: {seen}",
            f"seen for the first time; compare the fingerprint with that of its maker: {seen}",
        )
        return Standing(Trust.UNKNOWN_KEY, reason, signed.key, signed_on=on)
    if pin.key.raw == signed.key.raw:
        reason = Text(
            f"dezelfde sleutel als sinds {pin.first_seen:%d-%m-%Y}: {seen}",
            f"the same key as since {pin.first_seen}: {seen}",
        )
        return Standing(Trust.UNKNOWN_KEY, reason, signed.key, signed_on=on)
    return _doubtful(
        signed,
        on,
        f"'{identity.authority}' tekende eerder met {pin.key.fingerprint}, nu met {seen}",
        f"'{identity.authority}' signed with {pin.key.fingerprint} before, now with {seen}",
    )


def _doubtful(signed: Signed, on: date, nl: str, en: str) -> Standing:
    """Return a state that stops until the user says yes for this very bundle."""
    question = Text(f"{nl}; toch gebruiken?", f"{en}; use it all the same?")
    return Standing(Trust.UNKNOWN_KEY, Text(nl, en), signed.key, signed_on=on, question=question)


def _other_comment(signed: Signed) -> Standing:
    reason = Text(
        f"de handtekening is gezet voor '{signed.comment}', dat is niet dit pakket met een dag",
        f"the signature was made for '{signed.comment}', which is not this bundle with a day",
    )
    return Standing(Trust.ALTERED, reason, signed.key)
