"""Opens a register: signed by a root, and never an older one than that in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError, read_container
from optopcheck.rules.trust.register_file import REGISTER_FILE, read_register
from optopcheck.rules.trust.signing import signature_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from optopcheck.rules.trust.minisign import PublicKey
    from optopcheck.rules.trust.register_values import Register


def open_register(content: bytes, roots: Collection[PublicKey], current: Register | None = None) -> Register:
    """Return a register that a root signed and that does not go back in time.

    Parameters
    ----------
    content
        The bytes of an `.optreg` file.
    roots
        Keys that the program or its user trusts.
    current
        The register in use; its own list of roots counts too, and what it revoked counts no longer.

    Raises
    ------
    BundleError
        If no root that still holds signed it, or it is older than the current one.
    TomlError
        With the line of a value that cannot be.
    """
    container = read_container(content)
    signed = signature_of(container)
    if signed is None:
        raise _refused("is niet ondertekend", "is not signed")
    known = {key.raw for key in (*roots, *(current.roots if current else ()))}
    revoked = {key.raw for key, _ in current.revoked_keys} if current else set()
    if signed.key.raw not in known - revoked:
        raise _refused(
            f"is ondertekend met een sleutel die u niet vertrouwt: {signed.key.fingerprint}",
            f"is signed with a key that you do not trust: {signed.key.fingerprint}",
        )
    if REGISTER_FILE not in container.files:
        raise _refused(f"heeft geen {REGISTER_FILE}", f"has no {REGISTER_FILE}")
    register = read_register(container.files[REGISTER_FILE], container.digest)
    if signed.comment != comment_of(register):
        raise _refused("heeft een handtekening voor een ander nummer", "has a signature for another number")
    if any(key.raw == signed.key.raw for key, _ in register.revoked_keys):
        raise _refused("trekt zijn eigen sleutel in", "revokes its own key")
    if current is not None:
        _check_newer(register, current)
    return register


def comment_of(register: Register) -> str:
    """Return the trusted comment that a register is signed with."""
    return f"optopcheck-register {register.number} {register.issued}"


def _check_newer(register: Register, current: Register) -> None:
    if register.digest == current.digest:
        return
    if register.number <= current.number or register.issued < current.issued:
        raise _refused(
            f"is nummer {register.number} van {register.issued}; in gebruik is al nummer"
            f" {current.number} van {current.issued}",
            f"is number {register.number} of {register.issued}; in use is number"
            f" {current.number} of {current.issued} already",
        )


def _refused(nl: str, en: str) -> BundleError:
    return BundleError(
        Text(f"het register {nl}; het is niet overgenomen", f"the register {en}; it was not taken")
    )
