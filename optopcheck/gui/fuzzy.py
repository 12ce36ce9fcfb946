"""Finding by a few letters: they must stand in this order; together and at the start of words is better."""

from __future__ import annotations

import unicodedata

_START, _NEXT, _ANY = 8, 5, 1
"""What a letter is worth at the start of a word, behind the letter before, and elsewhere."""


def score(asked: str, text: str) -> int | None:
    """Return how well a text answers what was typed; None if not at all. Nothing typed fits everything."""
    words = _plain(asked).split()
    whole = _plain(text)
    found = [_word(word, whole) for word in words]
    return None if any(one is None for one in found) else sum(one or 0 for one in found)


def _word(word: str, text: str) -> int | None:
    place = text.find(word)
    if place >= 0:
        start = _START if place == 0 or not text[place - 1].isalnum() else _ANY
        return start + _NEXT * len(word) + len(word)
    total, before = 0, -2
    for letter in word:
        place = text.find(letter, before + 1 if before >= 0 else 0)
        if place < 0:
            return None
        at_start = place == 0 or not text[place - 1].isalnum()
        total += _START if at_start else _NEXT if place == before + 1 else _ANY
        before = place
    return total if 2 * total >= _NEXT * len(word) else None


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
