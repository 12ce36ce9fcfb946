"""Marks as a printed page has them: m² for m2, an arrow for ->, no options of the command line."""

from __future__ import annotations

import re

_POWER = re.compile(r"(?<=\d )m([23])\b")
_OPTION = re.compile(r" \(--[a-z][a-z-]*\)")
_POWERS = {"2": "m²", "3": "m³"}


_SENTENCE = re.compile(r"(?<=[\w)%]{3}\.)\s+(?=[A-ZÀ-Þ])")
"""Between two sentences; not after an initial or a short abbreviation."""
_LONG = 420
"""An explanation of more characters is read sentence by sentence."""


def in_sentences(text: str) -> str:
    """Return a long explanation with each sentence on a line of its own; a short one stays as it is."""
    return text if len(text) <= _LONG else _SENTENCE.sub("\n", text)


def printed(text: str) -> str:
    """Return a text with the marks of print; what it says stays the same."""
    squared = _POWER.sub(lambda found: _POWERS[found[1]], text)
    return _OPTION.sub("", squared).replace(" -> ", " → ")
