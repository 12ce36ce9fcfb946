"""Write the cases of this pack: ``python cases/generate.py``; a test holds the files to this table."""

from __future__ import annotations

from pathlib import Path

RULE = "gm0518.haagse-bezonningsnorm"

Home = list[list[object]]
"""Per façade: side of the compass, minutes of sun before and after."""


def _row(before: tuple[int, int], after: tuple[int, int]) -> Home:
    """Return a home in a row: a front to the south and a rear to the north."""
    return [["zuid", before[0], after[0]], ["noord", before[1], after[1]]]


_KEPT = _row((200, 10), (200, 10))
_CORNER: Home = [*_row((200, 0), (60, 0)), ["oost", 150, 150], ["west", 150, 150]]

# file name: (why, verdict, need, values)
CASES: dict[str, tuple[str, str, str | None, dict[str, object]]] = {
    "complies-nobody-loses": (
        "Elke woning houdt haar zon, en het is genoeg.",
        "complies",
        None,
        {"homes": [_KEPT, _KEPT]},
    ),
    "complies-front-and-rear-added": (
        "Voor en achter samen ruim 2 uur; elk voor zich minder.",
        "complies",
        None,
        {"homes": [_row((80, 70), (80, 70))]},
    ),
    "complies-too-little-but-not-less": (
        "Nu al te weinig zon, en het wordt niet minder.",
        "complies",
        None,
        {"homes": [_KEPT, _row((60, 10), (60, 10))]},
    ),
    "violates-falls-below": (
        "Voor en achter samen komen door het plan onder 2 uur.",
        "violates",
        None,
        {"homes": [_KEPT, _row((120, 60), (70, 20))]},
    ),
    "violates-too-little-and-less": (
        "Al onder 2 uur, en het wordt 10 minuten minder.",
        "violates",
        None,
        {"homes": [_KEPT, _row((60, 10), (50, 10))]},
    ),
    "violates-beside-assumed-points": (
        "Een bekende woning komt onder de norm; een andere is aangenomen.",
        "violates",
        None,
        {"homes": [_row((120, 60), (70, 20)), _KEPT], "assumed": [False, True]},
    ),
    "undetermined-loss-that-leaves-enough": (
        "Genoeg zon, maar een uur minder: de getallen van de excessenregeling zijn niet bekend.",
        "undetermined",
        "judgement",
        {"homes": [_KEPT, _row((240, 0), (180, 0))]},
    ),
    "undetermined-which-is-the-front": (
        "Zuid en noord samen te weinig, oost en west samen genoeg: welke zijn voor en achter?",
        "undetermined",
        "judgement",
        {"homes": [_CORNER]},
    ),
    "undetermined-within-the-doubt": (
        "Na het plan precies 2 uur over.",
        "undetermined",
        "precision",
        {"homes": [_row((160, 0), (120, 0))]},
    ),
    "undetermined-assumed-points": (
        "De plaats van de gevelpunten is aangenomen, ook al verliezen zij veel.",
        "undetermined",
        "input",
        {"homes": [_row((200, 0), (10, 0))], "assumed": [True]},
    ),
    "undetermined-no-neighbours": (
        "De buren zijn niet ingevoerd, dus er is geen gevelpunt.",
        "undetermined",
        "input",
        {"no_study": "op het midden van de gevel ligt geen meetpunt"},
    ),
    "undetermined-no-sun-possible": (
        "Geen gevel kan zon krijgen: niets getoetst is nooit groen.",
        "undetermined",
        "input",
        {"homes": [[["noord", 0, 0]]], "reachable": 0},
    ),
    "na-outside-den-haag": (
        "Het gebouw staat in Leiden.",
        "na",
        None,
        {"municipality": "GM0546", "homes": [_KEPT]},
    ),
    "na-no-storey-added": ("Er komt geen bouwlaag bij.", "na", None, {"storeys_added": 0, "homes": [_KEPT]}),
}


def text_of(why: str, verdict: str, need: str | None, values: dict[str, object]) -> str:
    """Return one case as TOML."""
    expected = [f'verdict = "{verdict}"', *([f'need = "{need}"'] if need else [])]
    given = {"municipality": "GM0518", **values}
    lines = [f"{key} = {_toml(value)}" for key, value in given.items()]
    return "\n".join([f'why = "{why}"', "", "[expect]", *expected, "", "[given]", *lines, ""])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def files() -> dict[str, str]:
    """Return every file of this pack's cases by path, relative to this folder."""
    return {f"{RULE}/{name}.toml": text_of(*case) for name, case in CASES.items()}


if __name__ == "__main__":
    for path, text in files().items():
        target = Path(__file__).parent / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
