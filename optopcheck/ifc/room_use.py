"""Whether a room is one to stay in (*verblijfsruimte*), by the name that the model gives it."""

from __future__ import annotations

import re

_STAY = (
    "woonkamer", "woonkeuken", "woon", "living", "zitkamer", "eetkamer", "slaapkamer", "slaap", "bedroom",
    "dining", "keuken", "kitchen", "studeerkamer", "werkkamer", "speelkamer", "verblijf", "kinderkamer",
)  # fmt: skip
_PASS = (
    "badkamer", "bath", "toilet", "wc", "douche", "shower", "hal", "gang", "overloop", "hall", "corridor",
    "entree", "entrance", "portaal", "berging", "storage", "trappenhuis", "trap", "stair", "meterkast",
    "techniek", "technisch", "kast", "schacht", "shaft", "lift", "garage", "wasruimte", "zolder", "kelder",
    "utility", "installatie", "cv",
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")


def is_habitable(name: str) -> bool | None:
    """Tell whether somebody stays in a room; None where its name does not say, or says both.

    No rule of the law: it names what a reader would. A whole word decides before a part of one, so that
    a *slaapkamer* is no *kast* and a *keukenkast* no *keuken*.
    """
    words = [word.lower() for word in _LETTERS.findall(name)]
    for fits in (str.__eq__, str.endswith):
        stay = any(fits(word, known) for word in words for known in _STAY)
        passing = any(fits(word, known) for word in words for known in _PASS)
        if stay != passing:
            return stay
        if stay and passing:
            return None
    return None
