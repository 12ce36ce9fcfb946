"""A small signed bundle, the keys of it, and a register that knows them."""

from __future__ import annotations

from datetime import date
from functools import cache

from optopcheck.container.record import record_of
from optopcheck.rules.bundle import RECORD, Container, new_container, read_identity
from optopcheck.rules.trust import (
    KeyOfAuthority,
    Knowledge,
    Register,
    Revocation,
    SecretKey,
    sign_container,
    signing_comment,
)

SIGNED_ON = date(2026, 3, 1)
TODAY = date(2026, 7, 2)
OWN = SecretKey(b"zoeterme", bytes(range(32)))
OTHER = SecretKey(b"elsewher", bytes(range(1, 33)))
ROOT = SecretKey(b"beheerde", bytes(range(2, 34)))
MANIFEST_TEXT = """\
id = "gm0637-optoppen"
version = "{version}"
name = "Optoppen in Zoetermeer"
authority = "gm0637"
lang = 1
valid_from = 2026-01-01
"""
RULES_TEXT = b"""\
[[rule]]
id = "gm0637.one-extra-storey"
require = "storeys_added <= 1"
"""


def files(version: str = "1.2.0") -> dict[str, bytes]:
    return {
        "manifest.toml": MANIFEST_TEXT.format(version=version).encode(),
        "rules/optoppen.toml": RULES_TEXT,
        "cases/complies-one.toml": b"storeys_added = 1\n",
        "python/optop-1.0-py3-none-any.whl": bytes(range(256)) * 4,
    }


def unsigned(version: str = "1.2.0") -> Container:
    return new_container(files(version))


def signed(version: str = "1.2.0", by: SecretKey = OWN, on: date = SIGNED_ON) -> Container:
    container = unsigned(version)
    return sign_container(container, by, signing_comment(read_identity(container.files), on))


@cache
def signed_bytes() -> bytes:
    return signed().to_bytes()


def members(container: Container | None = None) -> dict[str, bytes]:
    """Return all members of a bundle, also those of the container itself."""
    made = container or signed()
    own = {RECORD: made.record, "RECORD.json.minisig": made.signature, "RECORD.json.pub": made.public_key}
    return {**made.files, **{name: content for name, content in own.items() if content is not None}}


def recorded(changed: dict[str, bytes]) -> dict[str, bytes]:
    """Return members with a record that fits them, as a forger would."""
    own = {name for name in changed if name.startswith("RECORD.json")}
    inner = {name: content for name, content in changed.items() if name not in own}
    return {**changed, RECORD: record_of(inner)}


def register(**changes: object) -> Register:
    values: dict[str, object] = {
        "number": 17,
        "issued": date(2026, 3, 12),
        "publisher": "Beheerder",
        "digest": "sha256:" + "0" * 64,
        "keys": (KeyOfAuthority(OWN.public, "gm0637", "Gemeente Zoetermeer", date(2026, 1, 1)),),
    }
    return Register(**{**values, **changes})  # type: ignore[arg-type]


def knowing(**changes: object) -> Knowledge:
    return Knowledge(register(**changes))


REVOKED = Revocation(date(2026, 5, 1), "sleutel gestolen")
