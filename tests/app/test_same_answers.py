"""The application answers what the checkout answers, to the bit: the sample case, and what is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.conftest import Application, Source

pytestmark = [pytest.mark.app, pytest.mark.timeout(600)]
WRITTEN = {"portiekflat.json", "portiekflat.txt", "portiekflat.optop"}
EVERY = 12
"""Of the files that are broken by hand; all of them take an hour."""


def test_sample_case_is_the_same_to_the_bit(app: Application, source: Source) -> None:
    frozen, plain = (
        app("demo", "--out", "out", "--no-reports"),
        source("demo", "--out", "out", "--no-reports"),
    )

    assert (frozen.returncode, frozen.stderr) == (0, plain.stderr)
    assert "rapportkenmerk" in frozen.stdout
    assert frozen.stdout.replace(str(app.desk), "") == plain.stdout.replace(str(source.desk), "")
    written = {path.name: path.read_bytes() for path in (app.desk / "out").iterdir()}
    assert set(written) == WRITTEN
    assert written == {path.name: path.read_bytes() for path in (source.desk / "out").iterdir()}


def test_report_of_the_sample_case_is_the_same_to_the_bit(app: Application, source: Source) -> None:
    for run in (app, source):
        assert run("demo", "--out", "out", "--quiet", "--report", "rapport.pdf").returncode == 0

    report = (app.desk / "rapport.pdf").read_bytes()
    assert report.startswith(b"%PDF-")
    assert report == (source.desk / "rapport.pdf").read_bytes()


def test_broken_models_end_as_from_source(app: Application, source: Source, shared: Path) -> None:
    broken = sorted(p for p in (shared / "bad" / "handmade").iterdir() if p.is_file())[::EVERY]

    def outcome(run: Application | Source, model: Path) -> tuple[int, str, str]:
        done = run("measure", model)
        return done.returncode, done.stdout, done.stderr

    ends = {model.name: (outcome(app, model), outcome(source, model)) for model in broken}
    assert {name: end for name, end in ends.items() if end[0] != end[1]} == {}
    # Both kinds are among them: what is read all the same, and what is refused.
    assert {end[0][0] for end in ends.values()} >= {0, 3}
    assert not any("Traceback" in end[0][2] for end in ends.values())
