"""Bundles of packs by form, as files: unsigned, signed by whom you like, altered, with programs, broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.rules.bundle import Container, new_container, read_identity
from optopcheck.rules.trust import sign_container, signing_comment
from optopcheck.rules.trust.register import comment_of
from optopcheck.rules.trust.register_file import REGISTER_FILE, read_register
from optopcheck.service.pack_form import pack_files
from tests.rules.bundle.made import OTHER, OWN, ROOT
from tests.service.pack_forms import filled

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.rules.trust import SecretKey
    from optopcheck.service import PackForm

ON = date(2026, 3, 1)
TODAY = date(2026, 7, 2)
PROGRAM = 'api = 1\nrules = ["gm0599.hand"]\n'


def container(form: PackForm | None = None, *, program: bool = False, broken: bool = False) -> Container:
    files = pack_files(form or filled())
    if program:
        files["manifest.toml"] += PROGRAM.encode()
        files["python/optop-1.0-py3-none-any.whl"] = b"PK not run here"
    if broken:
        files["rules/hoogte.toml"] = files["rules/hoogte.toml"].replace(b'unit = "m"', b'unit = "cm"')
    return new_container(files)


def put(path: Path, form: PackForm | None = None, by: SecretKey | None = None, **kinds: bool) -> Path:
    """Write a bundle."""
    made = container(form, **kinds)
    if by is not None:
        made = sign_container(made, by, signing_comment(read_identity(made.files), ON))
    path.write_bytes(made.to_bytes())
    return path


def version(number: str, valid_from: str = "") -> PackForm:
    return replace(filled(), version=number, valid_from=valid_from)


def put_register(path: Path, number: int = 1, more: str = "") -> Path:
    """Write a register that gives the key of gm0599 its name."""
    text = (
        f'number = {number}\nissued = 2026-03-12\npublisher = "Beheerder"\n{more}'
        '[[authority]]\ncode = "gm0599"\nname = "Gemeente Rotterdam"\n'
        f'[[authority.key]]\nkey = "{OWN.public.text}"\nfrom = 2026-01-01\n'
    ).encode()
    made = new_container({REGISTER_FILE: text})
    register = read_register(text, made.digest)
    path.write_bytes(sign_container(made, ROOT, comment_of(register)).to_bytes())
    return path


__all__ = ["ON", "OTHER", "OWN", "ROOT", "TODAY", "container", "put", "put_register", "version"]
