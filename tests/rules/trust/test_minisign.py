"""Signatures: made here or by minisign itself, read by either."""

from __future__ import annotations

import base64
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from optopcheck.rules.bundle import BundleError
from optopcheck.rules.trust import (
    SecretKey,
    ed25519,
    from_file,
    is_locked,
    new_secret_key,
    read_public_key,
    to_file,
)
from optopcheck.rules.trust.ed25519 import LEAST
from optopcheck.rules.trust.minisign import read_signature, verified
from tests.rules.bundle import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MESSAGE = b'{"manifest.toml":"sha256:00"}'
COMMENT = "gm0637-optoppen 1.2.0 2026-03-01"


@pytest.fixture
def minisign(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run minisign in a folder of its own."""
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("minisign is not installed (Debian: apt-get install minisign)")

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *words],
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


def test_rfc_8032_vector() -> None:
    # RFC 8032, section 7.1, TEST 1: the public key of this seed.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    public = SecretKey(bytes(8), seed).public.raw

    assert public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_a_signature_holds_for_its_message_key_and_comment_only() -> None:
    signature = read_signature(made.OWN.sign(MESSAGE, COMMENT).to_file())

    assert verified(MESSAGE, signature, made.OWN.public) == COMMENT
    for message, key in ((MESSAGE + b" ", made.OWN), (MESSAGE, made.OTHER)):
        with pytest.raises(BundleError, match="hoort niet bij"):
            verified(message, signature, key.public)


@pytest.mark.parametrize("comment", ["twee\nregels", "één", "a\x1b"])
def test_a_comment_is_one_line_of_plain_signs(comment: str) -> None:
    with pytest.raises(ValueError, match="no comment of one line"):
        made.OWN.sign(MESSAGE, comment)


def test_a_public_key_is_read_from_its_file_and_from_its_line() -> None:
    key = made.OWN.public

    assert read_public_key(key.to_file()) == key
    assert read_public_key(key.text.encode()) == key
    assert read_public_key(key.to_file().replace(b"\n", b"\r\n")) == key
    assert len(key.fingerprint.split()) == 8


def test_a_key_of_another_kind_and_a_signature_without_its_first_line_are_refused() -> None:
    key = made.OWN.public
    with pytest.raises(BundleError, match="geen openbare sleutel"):
        read_public_key(base64.b64encode(b"XX" + key.id + key.raw))
    with pytest.raises(BundleError, match="minisign"):
        read_signature(made.OWN.sign(MESSAGE, COMMENT).to_file().replace(b"untrusted comment", b"comment"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RWQ",
        b"\xff" * 60,
        made.OWN.public.text[:-4].encode(),
        b"hello\n" + made.OWN.public.text.encode(),
    ],
)
def test_what_is_no_public_key_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError, match="geen openbare sleutel"):
        read_public_key(content)


@pytest.mark.parametrize("password", [None, "geheim", "wachtwoord met spaties en é"])
def test_a_secret_key_comes_back_from_its_file(password: str | None) -> None:
    key = new_secret_key()
    content = to_file(key, password, LEAST)

    assert from_file(content, password) == key
    assert is_locked(content) is (password is not None)
    assert (key.seed in base64.b64decode(content.split()[-1])) is (password is None)


def test_a_wrong_password_or_a_changed_file_is_told() -> None:
    locked, plain = to_file(made.OWN, "geheim", LEAST), to_file(made.OWN, None)
    changed = plain[:150] + b"AAAA" + plain[154:]

    for content, password in ((locked, "anders"), (locked, None), (changed, None)):
        with pytest.raises(BundleError, match="wachtwoord is onjuist of het bestand is stuk"):
            from_file(content, password)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"untrusted comment: x\nAAAA\n", made.OWN.public.to_file()]
)
def test_what_is_no_secret_key_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError, match="geen bestand van minisign"):
        from_file(content)


def test_a_key_does_not_ask_for_the_whole_memory() -> None:

    packed = bytearray(base64.b64decode(to_file(made.OWN, "x", LEAST).split(b"\n")[1]))
    struct.pack_into("<Q", packed, 46, 1 << 40)
    greedy = b"untrusted comment: x\n" + base64.b64encode(bytes(packed)) + b"\n"

    with pytest.raises(BundleError, match="meer geheugen"):
        from_file(greedy, "x")


def test_a_machine_without_the_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def poor(*_: object, **__: object) -> bytes:
        raise RuntimeError("out of memory")

    locked = to_file(made.OWN, "x", LEAST)
    monkeypatch.setattr(ed25519.scrypt, "kdf", poor)

    with pytest.raises(BundleError, match="niet te openen"):
        from_file(locked, "x")
    with pytest.raises(MemoryError):
        to_file(made.OWN, "x", LEAST)


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_secret_key_of_another_kind_is_refused(at: int) -> None:
    packed = bytearray(base64.b64decode(to_file(made.OWN, None).split(b"\n")[1]))
    packed[at] ^= 0xFF

    with pytest.raises(BundleError, match="geen bestand van minisign"):
        from_file(b"untrusted comment: x\n" + base64.b64encode(bytes(packed)) + b"\n")


def test_a_secret_key_does_not_show_itself() -> None:
    assert "seed" not in repr(made.OWN)


def test_minisign_verifies_ours(
    minisign: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "RECORD.json").write_bytes(MESSAGE)
    (tmp_path / "RECORD.json.minisig").write_bytes(made.OWN.sign(MESSAGE, COMMENT).to_file())
    (tmp_path / "own.pub").write_bytes(made.OWN.public.to_file())

    run = minisign("-V", "-m", "RECORD.json", "-p", "own.pub")
    assert run.returncode == 0, run.stderr
    assert COMMENT in run.stdout

    (tmp_path / "RECORD.json").write_bytes(MESSAGE + b" ")
    assert minisign("-V", "-m", "RECORD.json", "-p", "own.pub").returncode != 0


@pytest.mark.parametrize("password", [None, "geheim"])
def test_minisign_signs_with_our_key(
    minisign: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, password: str | None
) -> None:
    (tmp_path / "RECORD.json").write_bytes(MESSAGE)
    (tmp_path / "own.key").write_bytes(to_file(made.OWN, password, LEAST))

    run = minisign("-S", "-m", "RECORD.json", "-s", "own.key", "-t", COMMENT, typed=f"{password}\n")

    assert run.returncode == 0, run.stderr
    signature = read_signature((tmp_path / "RECORD.json.minisig").read_bytes())
    assert verified(MESSAGE, signature, made.OWN.public) == COMMENT


@pytest.mark.parametrize("password", [None, "geheim"])
def test_we_sign_with_a_key_of_minisign(
    minisign: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, password: str | None
) -> None:
    words = ["-W"] if password is None else []
    run = minisign("-G", *words, "-s", "their.key", "-p", "their.pub", typed=f"{password}\n{password}\n")
    assert run.returncode == 0, run.stderr
    content = (tmp_path / "their.key").read_bytes()
    assert is_locked(content) is (password is not None)

    key = from_file(content, password)

    assert key.public == read_public_key((tmp_path / "their.pub").read_bytes())
    (tmp_path / "x").write_bytes(MESSAGE)
    (tmp_path / "x.minisig").write_bytes(key.sign(MESSAGE, COMMENT).to_file())
    assert minisign("-V", "-m", "x", "-p", "their.pub").returncode == 0
    # minisign writes the number without zeros before it.
    assert key.public.number.lstrip("0") in (tmp_path / "their.pub").read_text()
