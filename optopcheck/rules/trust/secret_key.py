"""Secret keys in minisign's file format: made here or by ``minisign -G``, used by either."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass, field

from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError
from optopcheck.rules.trust import ed25519
from optopcheck.rules.trust.ed25519 import SENSITIVE, Effort
from optopcheck.rules.trust.minisign import KEY_ID, KEY_KIND, PublicKey, Signature, prehashed

_FORM = struct.Struct("<2s2s2s32sQQ104s")
"""Kind, way of encrypting, way of checking, salt, operations, memory, and the key itself."""
_SCRYPT, _OPEN, _BLAKE = b"Sc", b"\0\0", b"B2"
_SALT, _CHECK, _LOCKED = 32, 32, 104
_COMMENT = b"untrusted comment: "
_LONGEST = 1024


@dataclass(frozen=True)
class SecretKey:
    """What signs; never shown."""

    id: bytes
    seed: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """The key that goes out."""
        return PublicKey(self.id, ed25519.public_of(self.seed))

    def sign(self, message: bytes, comment: str) -> Signature:
        """Sign a message and a comment about it.

        Raises
        ------
        ValueError
            If the comment is not one printable line of ASCII.
        """
        if not (comment.isascii() and comment.isprintable()):
            raise ValueError(f"no comment of one line: {comment!r}")
        raw = ed25519.sign(self.seed, prehashed(message))
        return Signature(self.id, raw, comment, ed25519.sign(self.seed, raw + comment.encode("ascii")))


def new_secret_key() -> SecretKey:
    """Return a new key."""
    return SecretKey(ed25519.random_bytes(KEY_ID), ed25519.random_bytes(ed25519.SEED))


def to_file(key: SecretKey, password: str | None, effort: Effort = SENSITIVE) -> bytes:
    """Return a minisign secret key file, encrypted unless there is no password.

    Raises
    ------
    MemoryError
        If this machine cannot do the effort.
    """
    secret = key.seed + key.public.raw
    body = key.id + secret + _check(key.id, secret)
    if password is None:
        packed = _FORM.pack(KEY_KIND, _OPEN, _BLAKE, bytes(_SALT), 0, 0, body)
    else:
        salt = ed25519.random_bytes(_SALT)
        stream = ed25519.stream_of(password.encode(), salt, effort, _LOCKED)
        packed = _FORM.pack(
            KEY_KIND, _SCRYPT, _BLAKE, salt, effort.operations, effort.memory, _mixed(body, stream)
        )
    kind = b"minisign unencrypted secret key" if password is None else b"minisign encrypted secret key"
    return _COMMENT + kind + b"\n" + base64.b64encode(packed) + b"\n"


def is_locked(content: bytes) -> bool:
    """Tell whether a secret key file asks for a password.

    Raises
    ------
    BundleError
        If it is no such file.
    """
    return bool(_unpacked(content)[1] == _SCRYPT)


def from_file(content: bytes, password: str | None = None) -> SecretKey:
    """Read a minisign secret key file.

    Raises
    ------
    BundleError
        If it is none, asks for more than minisign's own effort, or the password is wrong.
    """
    _, way, _, salt, operations, memory, body = _unpacked(content)
    if way == _SCRYPT:
        if operations > SENSITIVE.operations or memory > SENSITIVE.memory:
            raise _bad("vraagt meer geheugen dan minisign zelf", "asks for more memory than minisign does")
        stream = _stream(password or "", salt, Effort(operations, memory))
        body = _mixed(body, stream)
    key_id, secret, check = body[:KEY_ID], body[KEY_ID:-_CHECK], body[-_CHECK:]
    key = SecretKey(key_id, secret[: ed25519.SEED])
    # minisign -W leaves the check empty; the two halves of the key still vouch for each other.
    checked = check == _check(key_id, secret) or (way == _OPEN and not any(check))
    if not checked or key.public.raw != secret[ed25519.SEED :]:
        raise _bad("het wachtwoord is onjuist of het bestand is stuk", "wrong password, or a broken file")
    return key


def _stream(password: str, salt: bytes, effort: Effort) -> bytes:
    try:
        return ed25519.stream_of(password.encode(), salt, effort, _LOCKED)
    except (MemoryError, ValueError, TypeError) as error:
        raise _bad("is hier niet te openen", "cannot be opened here") from error


def _unpacked(content: bytes) -> tuple[bytes, bytes, bytes, bytes, int, int, bytes]:
    lines = content[:_LONGEST].replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    try:
        kind, way, checked, salt, operations, memory, body = _FORM.unpack(
            base64.b64decode(lines[-1], validate=True)
        )
    except (binascii.Error, struct.error) as error:
        raise _bad("dit is geen bestand van minisign", "this is no file of minisign") from error
    if (
        not lines[0].startswith(_COMMENT)
        or kind != KEY_KIND
        or way not in {_SCRYPT, _OPEN}
        or checked != _BLAKE
    ):
        raise _bad("dit is geen bestand van minisign", "this is no file of minisign")
    return kind, way, checked, salt, operations, memory, body


def _check(key_id: bytes, secret: bytes) -> bytes:
    return hashlib.blake2b(KEY_KIND + key_id + secret, digest_size=_CHECK).digest()


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _bad(nl: str, en: str) -> BundleError:
    return BundleError(Text(f"geheime sleutel: {nl}", f"secret key: {en}"))
