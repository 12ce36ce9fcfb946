"""Write the cases of this pack: ``python cases/generate.py``; a test holds the files to this table."""

from __future__ import annotations

from pathlib import Path

RULE = "gm0637.one-extra-storey"

# file name: (why, verdict, need, values)
CASES: dict[str, tuple[str, str, str | None, dict[str, object]]] = {
    "complies-statement-positive": (
        "Eén bouwlaag op vier, en de constructeur zegt dat de constructie er één draagt.",
        "complies",
        None,
        {"storeys": [4, 5], "declared": 1, "bears": 1},
    ),
    "complies-bears-more-than-asked": (
        "De verklaring gaat verder dan nodig is.",
        "complies",
        None,
        {"storeys": [4, 5], "declared": 1, "bears": 2},
    ),
    "violates-statement-negative": (
        "De constructeur zegt dat de constructie geen extra bouwlaag draagt.",
        "violates",
        None,
        {"storeys": [4, 5], "declared": 1, "bears": 0},
    ),
    "undetermined-no-statement": (
        "Er is geen constructieve verklaring.",
        "undetermined",
        "input",
        {"storeys": [4, 5], "declared": 1},
    ),
    "undetermined-two-storeys": (
        "Twee bouwlagen vallen buiten de toezegging; dat is geen verbod.",
        "undetermined",
        "judgement",
        {"storeys": [4, 6], "declared": 2, "bears": 2},
    ),
    "undetermined-declared-differs": (
        "Eén opgegeven, twee gemeten: model of opgave klopt niet.",
        "undetermined",
        "repair",
        {"storeys": [4, 6], "declared": 1, "bears": 1},
    ),
    "undetermined-declared-but-none-measured": (
        "Eén opgegeven, geen gemeten.",
        "undetermined",
        "repair",
        {"storeys": [4, 4], "declared": 1, "bears": 1},
    ),
    "undetermined-not-measured": (
        "Het aantal bouwlagen is niet gemeten.",
        "undetermined",
        "input",
        {"declared": 1, "bears": 1},
    ),
    "na-outside-zoetermeer": (
        "Het gebouw staat in Leiden.",
        "na",
        None,
        {"municipality": "GM0546", "storeys": [4, 5], "declared": 1, "bears": 1},
    ),
    "na-no-storey-added": (
        "Er komt geen bouwlaag bij.",
        "na",
        None,
        {"storeys": [4, 4], "declared": 0},
    ),
}


def text_of(why: str, verdict: str, need: str | None, values: dict[str, object]) -> str:
    """Return one case as TOML."""
    expected = [f'verdict = "{verdict}"', *([f'need = "{need}"'] if need else [])]
    given = {"municipality": "GM0637", **values}
    lines = [f"{key} = {_toml(value)}" for key, value in given.items()]
    return "\n".join([f'why = "{why}"', "", "[expect]", *expected, "", "[given]", *lines, ""])


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def files() -> dict[str, str]:
    """Return every file of this pack's cases by path, relative to this folder."""
    return {f"{RULE}/{name}.toml": text_of(*case) for name, case in CASES.items()}


if __name__ == "__main__":
    for path, text in files().items():
        target = Path(__file__).parent / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
