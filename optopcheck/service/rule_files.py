"""Rule bundles as files: build, sign, verify, install; the rules of trust are in rules.trust."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.rules.bundle import (
    BUNDLE,
    Built,
    build_bundle,
    check_texts,
    read_container,
    read_file,
    read_identity,
)
from optopcheck.rules.trust import (
    Machine,
    OpenedBundle,
    PublicKey,
    SecretKey,
    Store,
    attach_signature,
    from_file,
    is_locked,
    machine_folder,
    new_secret_key,
    open_bundle,
    sign_container,
    signature_of,
    signing_comment,
    to_file,
    user_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

KEY_BYTES = 4096
CHECKS: tuple[Callable[[Mapping[str, bytes]], None], ...] = (check_texts,)
"""What `check_rules` asks of the files of a bundle; each raises an InputError with file and line."""


def rule_store() -> Store:
    """Return what this user keeps of bundles and keys."""
    return Store(user_folder(), write_bytes, this_machine())


def this_machine() -> Machine:
    """Return what the administrator of this computer put down for all its users."""
    return Machine(machine_folder())


def build_rules(folder: Path, out: Path | None = None) -> tuple[Path, Built]:
    """Make the unsigned bundle of a folder; by default beside it, named by id and version.

    Raises
    ------
    InputError
        If a file cannot be part of it, or the result cannot be written.
    """
    built = build_bundle(folder)
    path = out or folder.resolve().parent / built.identity.file_name
    write_bytes(path, built.container.to_bytes())
    return path, built


def check_rules(path: Path) -> OpenedBundle:
    """Check a bundle, or the folder of one, before it is handed out.

    Raises
    ------
    InputError
        With file and line of a slip.
    """
    content = build_bundle(path).container.to_bytes() if path.is_dir() else _content(path)
    opened = open_bundle(content, rule_store().knowledge())
    if opened.container is not None:
        for check in CHECKS:
            check(opened.container.files)
    return opened


def make_keys(stem: Path, password: str | None) -> tuple[Path, Path, PublicKey]:
    """Make a pair of keys: ``stem.key`` stays with its owner, ``stem.pub`` goes out.

    Raises
    ------
    InputError
        If one of the files is there already, or this machine lacks memory for the encryption.
    """
    secret_path, public_path = Path(f"{stem}.key"), Path(f"{stem}.pub")
    for path in (secret_path, public_path):
        if path.exists():
            raise InputError(
                Text(
                    f"'{path}' bestaat al; een sleutel wordt nooit overschreven",
                    f"'{path}' exists already; a key is never overwritten",
                )
            )
    secret = new_secret_key()
    try:
        locked = to_file(secret, password)
    except MemoryError as error:
        what = Text("te weinig geheugen (1 GiB nodig)", "not enough memory (1 GiB needed)")
        raise InputError(what) from error
    write_bytes(secret_path, locked, private=True)
    write_bytes(public_path, secret.public.to_file())
    return secret_path, public_path, secret.public


def read_secret(path: Path, ask: Callable[[], str]) -> SecretKey:
    """Read a secret key; asks for its password only if it has one.

    Raises
    ------
    InputError
        If it is none, or the password is wrong.
    """
    content = read_file(path, KEY_BYTES)
    return from_file(content, ask() if is_locked(content) else None)


def read_password(path: Path) -> str:
    """Return the first line of a file.

    Raises
    ------
    InputError
        If it cannot be read as UTF-8.
    """
    try:
        lines = read_file(path, KEY_BYTES).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(Text(f"'{path}' is geen UTF-8", f"'{path}' is not UTF-8")) from error
    return lines[0] if lines else ""


def sign_rules(path: Path, secret: SecretKey, on: date) -> OpenedBundle:
    """Sign a bundle in place; its content, and so its digest, stays what it is.

    Raises
    ------
    InputError
        If it is no sound bundle, or cannot be written.
    """
    container = read_container(_content(path))
    signature_of(container)  # a broken signature is not painted over
    comment = signing_comment(read_identity(container.files), on)
    return _written(path, sign_container(container, secret, comment).to_bytes())


def attach_rules(path: Path, signature: Path, public_key: Path, on: date) -> OpenedBundle:
    """Put a signature into a bundle that minisign made over its RECORD.json, on a machine of its own.

    Raises
    ------
    InputError
        If the signature does not hold, or was made for something else.
    """
    container = read_container(_content(path))
    comment = signing_comment(read_identity(container.files), on)
    signed = attach_signature(
        container, read_file(signature, KEY_BYTES), read_file(public_key, KEY_BYTES), comment
    )
    return _written(path, signed.to_bytes())


def verify_rules(path: Path) -> OpenedBundle:
    """Tell how far a bundle can be trusted; nothing is kept and nothing of it runs.

    Raises
    ------
    InputError
        If it cannot be read, or its manifest is wrong.
    """
    return open_bundle(_content(path), rule_store().knowledge())


def install_rules(path: Path, today: date, *, accept: bool, python: bool) -> OpenedBundle:
    """Keep a bundle for later; `python` is the user's consent to run its programs.

    Raises
    ------
    InputError
        If it was altered or revoked, or its question is not answered with yes.
    """
    store = rule_store()
    opened = store.install(_content(path), today, accept=accept)
    if python:
        store.allow_python(opened.digest)
    return opened


def _content(path: Path) -> bytes:
    return read_file(path, BUNDLE.file_bytes)


def _written(path: Path, content: bytes) -> OpenedBundle:
    write_bytes(path, content)
    return open_bundle(content, rule_store().knowledge())
