from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.service import StatementInput
from optopcheck.service.inputs import checked_municipality, read_statement

if TYPE_CHECKING:
    from pathlib import Path


def test_statement_keeps_the_hash_of_the_paper_and_no_path(tmp_path: Path) -> None:
    paper = tmp_path / "verklaring.pdf"
    paper.write_bytes(b"%PDF-1.4")
    statement = read_statement(StatementInput(paper, 1, " A. Bouw ", "constructeur"))

    assert statement.sha256 == hashlib.sha256(b"%PDF-1.4").hexdigest()
    assert (statement.file_name, statement.by, statement.bears_extra_storeys) == (
        "verklaring.pdf",
        "A. Bouw",
        1,
    )


@pytest.mark.parametrize(
    ("bears", "by", "role", "words"),
    [(1, " ", "constructeur", "--by"), (1, "A", "", "--role"), (-1, "A", "constructeur", "--bears")],
)
def test_half_a_statement_is_refused(tmp_path: Path, bears: int, by: str, role: str, words: str) -> None:
    paper = tmp_path / "v.pdf"
    paper.write_bytes(b"x")

    with pytest.raises(InputError, match=words):
        read_statement(StatementInput(paper, bears, by, role))


@pytest.mark.parametrize("name", ["weg.pdf", "map", "leeg.pdf"])
def test_a_paper_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg.pdf").touch()

    with pytest.raises(InputError, match=name):
        read_statement(StatementInput(tmp_path / name, 1, "A", "constructeur"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_paper_without_right_to_read_is_named(tmp_path: Path) -> None:
    paper = tmp_path / "dicht.pdf"
    paper.write_bytes(b"x")
    paper.chmod(0)

    with pytest.raises(InputError, match=r"dicht\.pdf"):
        read_statement(StatementInput(paper, 1, "A", "constructeur"))


def test_municipality_code() -> None:
    assert checked_municipality("gm0637 ") == "GM0637"
    assert checked_municipality(None) is None


@pytest.mark.parametrize("code", ["0637", "Zoetermeer", "GM06371", "", "GM063٧"])
def test_what_is_no_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(InputError, match="GM0637"):
        checked_municipality(code)
