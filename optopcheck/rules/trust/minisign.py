"""Keys and signatures as minisign writes them (https://jedisct1.github.io/minisign/, "Signature format").

Only prehashed signatures (``ED``, over BLAKE2b-512) are taken, as minisign makes them since 0.10.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError
from optopcheck.rules.trust import ed25519

KEY_KIND, PREHASHED = b"Ed", b"ED"
KEY_ID = 8
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
_LONGEST = 4096
_PUBLIC_LINES, _SIGNATURE_LINES = (1, 2), 4


@dataclass(frozen=True)
class PublicKey:
    """A public key with minisign's number of it."""

    id: bytes
    raw: bytes

    @property
    def number(self) -> str:
        """The number as minisign prints it."""
        return f"{int.from_bytes(self.id, 'little'):016X}"

    @property
    def text(self) -> str:
        """One line, as ``minisign -P`` takes it."""
        return base64.b64encode(KEY_KIND + self.id + self.raw).decode("ascii")

    @property
    def fingerprint(self) -> str:
        """What people compare by eye or by telephone: half the SHA-256 of the key, in groups."""
        digest = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))

    def to_file(self) -> bytes:
        """Return a minisign public key file."""
        return f"{_UNTRUSTED}minisign public key {self.number}\n{self.text}\n".encode("ascii")


@dataclass(frozen=True)
class Signature:
    """A signature that was not yet verified."""

    key_id: bytes
    raw: bytes
    comment: str
    """Signed too; not true before `verified`."""
    comment_signature: bytes

    def to_file(self) -> bytes:
        """Return a minisign signature file."""
        first = base64.b64encode(PREHASHED + self.key_id + self.raw).decode("ascii")
        second = base64.b64encode(self.comment_signature).decode("ascii")
        return (
            f"{_UNTRUSTED}signature of RECORD.json, verify with minisign\n"
            f"{first}\n{_TRUSTED}{self.comment}\n{second}\n"
        ).encode("ascii")


def read_public_key(content: bytes) -> PublicKey:
    """Read a public key file, or its one line.

    Raises
    ------
    BundleError
        If it is none.
    """
    lines = _lines(content)
    if len(lines) not in _PUBLIC_LINES or (len(lines) > 1 and not lines[0].startswith(_UNTRUSTED)):
        raise _bad_key()
    packed = _decoded(lines[-1])
    if len(packed) != len(KEY_KIND) + KEY_ID + ed25519.PUBLIC or packed[:2] != KEY_KIND:
        raise _bad_key()
    return PublicKey(packed[2:10], packed[10:])


def read_signature(content: bytes) -> Signature:
    """Read a signature file; says nothing about its truth.

    Raises
    ------
    BundleError
        If it is none, or of the old kind without prehashing.
    """
    lines = _lines(content)
    if (
        len(lines) != _SIGNATURE_LINES
        or not lines[0].startswith(_UNTRUSTED)
        or not lines[2].startswith(_TRUSTED)
    ):
        raise _bad_signature()
    packed, second = _decoded(lines[1]), _decoded(lines[3])
    comment = lines[2].removeprefix(_TRUSTED)
    sizes = (len(packed), len(second))
    expected = (len(PREHASHED) + KEY_ID + ed25519.SIGNATURE, ed25519.SIGNATURE)
    # minisign's own comment, where none was given, holds tabs.
    printable = comment.replace("\t", " ").isprintable()
    if sizes != expected or packed[:2] != PREHASHED or not printable:
        raise _bad_signature()
    return Signature(packed[2:10], packed[10:], comment, second)


def prehashed(message: bytes) -> bytes:
    """Return what minisign signs of a message."""
    return hashlib.blake2b(message).digest()


def verified(message: bytes, signature: Signature, key: PublicKey) -> str:
    """Return the trusted comment of a signature that this key made over this message.

    Raises
    ------
    BundleError
        If it is not: the message, the comment or the key was changed.
    """
    genuine = (
        signature.key_id == key.id
        and ed25519.is_signed(key.raw, prehashed(message), signature.raw)
        and ed25519.is_signed(
            key.raw, signature.raw + signature.comment.encode("ascii"), signature.comment_signature
        )
    )
    if not genuine:
        raise BundleError(
            Text(
                "de handtekening hoort niet bij deze inhoud en deze sleutel",
                "the signature does not belong to this content and this key",
            )
        )
    return signature.comment


def _lines(content: bytes) -> list[str]:
    try:
        text = content[: _LONGEST + 1].decode("ascii")
    except UnicodeDecodeError:
        return []
    if len(text) > _LONGEST:
        return []
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _decoded(line: str) -> bytes:
    """Return the bytes of base64 that is written in the one right way; nothing if it is not."""
    try:
        raw = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.b64encode(raw) == line.encode("ascii") else b""


def _bad_key() -> BundleError:
    return BundleError(Text("dit is geen openbare sleutel van minisign", "this is no public key of minisign"))


def _bad_signature() -> BundleError:
    return BundleError(
        Text(
            "de handtekening is niet die van minisign (0.10 of nieuwer, ASCII-commentaar)",
            "the signature is none of minisign (0.10 or newer, ASCII comment)",
        )
    )
