"""The register of keys as a file: make it, take a newer one, choose who may sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.report import write_bytes
from optopcheck.rules.bundle import BUNDLE, new_container, read_file
from optopcheck.rules.trust import (
    REGISTER_FILE,
    PublicKey,
    Register,
    SecretKey,
    comment_of,
    read_public_key,
    read_register,
    sign_container,
)
from optopcheck.service.rule_files import KEY_BYTES, rule_store

if TYPE_CHECKING:
    from pathlib import Path


def build_register(text: Path, secret: SecretKey, out: Path) -> Register:
    """Make a signed register of a `register.toml`.

    Raises
    ------
    InputError
        With file and line of a slip.
    """
    container = new_container({REGISTER_FILE: read_file(text, BUNDLE.member_bytes)})
    register = read_register(container.files[REGISTER_FILE], container.digest)
    write_bytes(out, sign_container(container, secret, comment_of(register)).to_bytes())
    return register


def install_register(path: Path) -> Register:
    """Take a register into use.

    Raises
    ------
    InputError
        If no trusted root signed it, or it is older than the one in use.
    """
    return rule_store().take_register(read_file(path, BUNDLE.file_bytes))


def trust_root(path: Path) -> PublicKey:
    """Trust the holder of a public key to sign registers.

    Raises
    ------
    InputError
        If it is no public key.
    """
    key = read_public_key(read_file(path, KEY_BYTES))
    rule_store().trust_root(key)
    return key
