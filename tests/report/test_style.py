from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.report import ReportStyle, read_style
from optopcheck.report.style import contrast_with_white

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "stijl.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_whole_style_is_read(tmp_path: Path) -> None:
    (tmp_path / "wapen.SVG").write_bytes(b"<svg/>")
    path = written(
        tmp_path,
        '[style]\nname = "Gemeente X"\ncolour = "#7A1F5C"\nlogo = "wapen.SVG"\n'
        'address = ["Postbus 1", "X"]\n',
    )

    assert read_style(path) == ReportStyle(
        "Gemeente X", "#7a1f5c", ("Postbus 1", "X"), b"<svg/>", ".svg", "Gemeente X"
    )


def test_a_style_may_name_who_makes_the_report(tmp_path: Path) -> None:
    assert read_style(written(tmp_path, '[style]\nauthor = "J. de Vries"\n')).author == "J. de Vries"
    with pytest.raises(InputError, match="author"):
        read_style(written(tmp_path, "[style]\nauthor = 3\n"))


def test_an_empty_style_is_the_plain_one(tmp_path: Path) -> None:
    assert read_style(written(tmp_path, "[style]\n")) == ReportStyle(logo_alt="logo")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = 'x'", r"verwacht \[style\]"),
        ("[style]\nkleur = '#000000'", r"verwacht \[style\]"),
        ("[style]\ncolour = 'red'", "een kleur zoals"),
        ("[style]\ncolour = '#ffee00'", "te licht"),
        ("[style]\naddress = 'Postbus 1'", "een lijst van ten hoogste 5"),
        ("[style]\naddress = ['1','2','3','4','5','6']", "een lijst van ten hoogste 5"),
        ("[style]\nlogo = 'geen.png'", "niet te lezen"),
        ("[style]\nlogo = '../geheim.png'", "naast dit bestand"),
        ("[style]\nlogo = '/etc/passwd'", "naast dit bestand"),
        ("[style]\nlogo = 'logo.exe'", "naast dit bestand"),
        ("[style", "niet te lezen"),
        ("a = " + "[" * 5000, "niet te lezen"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_reason(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_style(written(tmp_path, text))


def test_a_missing_file_and_a_large_logo_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        read_style(tmp_path / "weg.toml")
    (tmp_path / "groot.png").write_bytes(b"x" * 1_048_577)
    with pytest.raises(InputError, match="groter dan 1 MB"):
        read_style(written(tmp_path, "[style]\nlogo = 'groot.png'"))


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#ff0000", 4.0)]
)
def test_contrast_is_that_of_the_web_guidelines(colour: str, contrast: float) -> None:
    # https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; #767676 is the lightest grey that passes.
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)
