"""Signs a container, and verifies who signed it, before anything in it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError
from optopcheck.rules.trust.minisign import read_public_key, read_signature, verified

if TYPE_CHECKING:
    from optopcheck.rules.bundle import Container
    from optopcheck.rules.trust.minisign import PublicKey
    from optopcheck.rules.trust.secret_key import SecretKey


@dataclass(frozen=True)
class Signed:
    """A signature that holds: this key signed this record and this comment."""

    key: PublicKey
    comment: str


def signature_of(container: Container) -> Signed | None:
    """Return who signed a container; None if nobody did.

    Raises
    ------
    BundleError
        If there is a signature that does not hold.
    """
    if container.signature is None or container.public_key is None:
        return None
    key = read_public_key(container.public_key)
    return Signed(key, verified(container.record, read_signature(container.signature), key))


def sign_container(container: Container, secret: SecretKey, comment: str) -> Container:
    """Return the container with a signature; one that was there is replaced."""
    signature = secret.sign(container.record, comment)
    return container.signed(signature.to_file(), secret.public.to_file())


def attach_signature(container: Container, signature: bytes, public_key: bytes, comment: str) -> Container:
    """Return the container with a signature that minisign made over its record elsewhere.

    Raises
    ------
    BundleError
        If it does not hold, or its trusted comment is not the expected one.
    """
    signed = container.signed(signature, public_key)
    found = signature_of(signed)
    if found is None or found.comment != comment:
        raise BundleError(
            Text(
                f'het vertrouwde commentaar moet zijn: {comment} (minisign -S -t "{comment}")',
                f'the trusted comment must be: {comment} (minisign -S -t "{comment}")',
            )
        )
    return signed
