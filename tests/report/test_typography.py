from __future__ import annotations

import pytest

from optopcheck.report.typography import in_sentences, printed
from optopcheck.report.wording import capital


@pytest.mark.parametrize(
    ("written", "on_paper"),
    [
        ("12,0 m2 en 3 m3", "12,0 m² en 3 m³"),
        ("235 -> 109 min", "235 → 109 min"),
        ("geef een plan (--plan) of meer", "geef een plan of meer"),
        ("geef --peil", "geef --peil"),
        ("gebouw m2, 4 m20 en 1m2", "gebouw m2, 4 m20 en 1m2"),
        ("a->b", "a->b"),
    ],
)
def test_marks_of_print(written: str, on_paper: str) -> None:
    assert printed(written) == on_paper


def test_a_long_explanation_is_read_by_the_sentence() -> None:
    text = "Van ir. V. Beeld is er niets (art. 4.44). Het plan van 2025 geldt. X" + "x" * 420 + ". Einde."

    assert in_sentences(text).split("\n") == [
        "Van ir. V. Beeld is er niets (art. 4.44).",
        "Het plan van 2025 geldt.",
        "X" + "x" * 420 + ".",
        "Einde.",
    ]


def test_a_short_explanation_stays_one() -> None:
    assert in_sentences("Er is niets. Het plan geldt.") == "Er is niets. Het plan geldt."


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("het model noemt geen plaats", "Het model noemt geen plaats"),
        ("dak.ifc is niet samengevoegd", "dak.ifc is niet samengevoegd"),
        ("nIveau blijft", "nIveau blijft"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_file_keeps_its_name(text: str, begun: str) -> None:
    assert capital(text) == begun
