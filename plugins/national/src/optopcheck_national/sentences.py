"""Reasons as sentences: what was not measured says why in half of one, and more follows it here."""

from __future__ import annotations

from optopcheck.api import Text


def sentence(reason: Text) -> Text:
    """Return a reason with a full stop; its first letter stays, since it may be that of a file name."""
    return Text(_whole(reason.nl), _whole(reason.in_language("en")))


def _whole(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
