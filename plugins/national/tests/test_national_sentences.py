from __future__ import annotations

from optopcheck.api import Text
from optopcheck_national.sentences import sentence


def test_a_reason_becomes_a_sentence() -> None:
    told = sentence(Text("het model noemt geen plaats", "the model names no place"))

    assert (told.nl, told.in_language("en")) == ("het model noemt geen plaats.", "the model names no place.")


def test_a_sentence_stays_one() -> None:
    assert sentence(Text("Er is geen dak.", "There is no roof.")).nl == "Er is geen dak."
