"""The only door to PyNaCl (libsodium): ed25519 signatures, and a password made into a key stream."""

from __future__ import annotations

from dataclasses import dataclass

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.pwhash import scrypt
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

SEED, PUBLIC, SIGNATURE = 32, 32, 64
"""Lengths [bytes]."""


@dataclass(frozen=True)
class Effort:
    """What guessing one password costs, as libsodium counts it."""

    operations: int
    memory: int
    """[bytes]"""


SENSITIVE = Effort(scrypt.OPSLIMIT_SENSITIVE, scrypt.MEMLIMIT_SENSITIVE)
"""As minisign itself asks: some seconds and 1 GiB."""
LEAST = Effort(scrypt.OPSLIMIT_MIN, scrypt.MEMLIMIT_MIN)


def random_bytes(count: int) -> bytes:
    """Return bytes that nobody can guess."""
    return random(count)


def public_of(seed: bytes) -> bytes:
    """Return the public key (32 bytes) of a seed (32 bytes)."""
    return bytes(SigningKey(seed).verify_key)


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the signature (64 bytes) of a message."""
    return SigningKey(seed).sign(message).signature


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the owner of a public key signed exactly this message."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, CryptoError, ValueError):
        return False
    return True


def stream_of(password: bytes, salt: bytes, effort: Effort, length: int) -> bytes:
    """Return the key stream of a password: scryptsalsa208sha256.

    Raises
    ------
    MemoryError
        If this machine has not the memory that the effort asks.
    """
    try:
        return scrypt.kdf(length, password, salt, opslimit=effort.operations, memlimit=effort.memory)
    except (CryptoError, RuntimeError) as error:
        raise MemoryError(str(error)) from error
