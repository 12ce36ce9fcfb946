"""Reads `register.toml`; every value is checked, whoever signed it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import BundleError, Member
from optopcheck.rules.trust.minisign import PublicKey, read_public_key
from optopcheck.rules.trust.register_values import KeyOfAuthority, Register, Revocation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.api.toml_lines import Path

REGISTER_FILE = "register.toml"
_MOST = 999_999_999
_CODE = re.compile(r"gm\d{4}|pv\d{2}|ws\d{4}|nl|example", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_TODO_CODE = Text('schrijf de code, bijvoorbeeld "gm0637"', 'write the code, e.g. "gm0637"')
_TODO_DIGEST = Text('schrijf "sha256:" en 64 tekens', 'write "sha256:" and 64 signs')
_TODO_KEY = Text("schrijf de tweede regel van het .pub-bestand over", "copy the second line of the .pub file")
_TODO_FINGERPRINT = Text(
    "is niet die van de sleutel; neem beide over van de maker",
    "is not that of the key; take both from its maker",
)
_TODO_DAY = Text("geef een dag, bijvoorbeeld 2026-03-12", "give a day, e.g. 2026-03-12")


def read_register(content: bytes, digest: str) -> Register:
    """Read the text of a register.

    Raises
    ------
    TomlError
        With the line of a value that cannot be.
    """
    values = TomlValues(Member(REGISTER_FILE, content))
    values.only(
        (),
        {"number", "issued", "publisher", "authority", "root", "revoked_key", "revoked_bundle", "superseded"},
    )
    number = values.number(("number",), 1, _MOST)
    if not number.is_integer():
        values.refuse(("number",), Text("schrijf een heel getal", "write a whole number"))
    return Register(
        int(number),
        _day(values, ("issued",)),
        values.words(("publisher",)),
        digest,
        tuple(_keys(values)),
        tuple(_roots(values)),
        tuple(_revoked_keys(values)),
        tuple(_revoked_bundles(values)),
    )


def _keys(values: TomlValues) -> Iterator[KeyOfAuthority]:
    seen: dict[bytes, str] = {}
    for at in values.items(("authority",), optional=True):
        values.only(at, {"code", "name", "key"})
        code, name = values.matching((*at, "code"), _CODE, _TODO_CODE), values.words((*at, "name"))
        for place in values.items((*at, "key")):
            values.only(place, {"key", "from", "until"})
            key = _key(values, (*place, "key"))
            if seen.setdefault(key.raw, code) != code:
                values.refuse(
                    (*place, "key"),
                    Text("is al van een andere instantie", "belongs to another authority already"),
                )
            since, until = _day(values, (*place, "from")), values.day((*place, "until"))
            if until is not None and until < since:
                values.refuse((*place, "until"), Text("ligt voor from", "is before from"))
            yield KeyOfAuthority(key, code, name, since, until)


def _roots(values: TomlValues) -> Iterator[PublicKey]:
    for at in values.items(("root",), optional=True):
        values.only(at, {"key"})
        yield _key(values, (*at, "key"))


def _revoked_keys(values: TomlValues) -> Iterator[tuple[PublicKey, Revocation]]:
    for at in values.items(("revoked_key",), optional=True):
        values.only(at, {"key", "fingerprint", "since", "reason"})
        key = _key(values, (*at, "key"))
        # A slip in a key is a key as well: without this it would revoke nothing, and nobody would see.
        if values.words((*at, "fingerprint")).split() != key.fingerprint.split():
            values.refuse((*at, "fingerprint"), _TODO_FINGERPRINT)
        yield key, _why(values, at)


def _revoked_bundles(values: TomlValues) -> Iterator[tuple[str, Revocation]]:
    for at in values.items(("revoked_bundle",), optional=True):
        values.only(at, {"digest", "since", "reason"})
        yield values.matching((*at, "digest"), _DIGEST, _TODO_DIGEST), _why(values, at)
    for at in values.items(("superseded",), optional=True):
        values.only(at, {"digest", "by", "since"})
        newer = values.matching((*at, "by"), _DIGEST, _TODO_DIGEST)
        why = Revocation(_day(values, (*at, "since")), f"vervangen door {newer[:19]}...")
        yield values.matching((*at, "digest"), _DIGEST, _TODO_DIGEST), why


def _why(values: TomlValues, at: Path) -> Revocation:
    return Revocation(_day(values, (*at, "since")), values.words((*at, "reason")))


def _key(values: TomlValues, path: Path) -> PublicKey:
    written = values.words(path)
    try:
        return read_public_key(written.encode())
    except BundleError:
        values.refuse(path, _TODO_KEY)


def _day(values: TomlValues, path: Path) -> date:
    day = values.day(path)
    if day is None:
        values.refuse(path, _TODO_DAY)
    return day
