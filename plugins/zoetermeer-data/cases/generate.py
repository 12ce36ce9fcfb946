"""Tell the cases of the pack in Python by the facts of the catalogue: ``python cases/generate.py``.

A test holds the files to this script, and the findings on them to those of the pack in Python.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

RULE = "gm0637-data.one-extra-storey"
THEIRS = Path(__file__).parents[2] / "zoetermeer" / "cases" / "gm0637.one-extra-storey"


def files() -> dict[str, str]:
    """Return every file of this pack's cases by path, relative to this folder."""
    return {
        f"{RULE}/{path.name}": text_of(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(THEIRS.glob("*.toml"))
    }


def text_of(case: dict[str, Any]) -> str:
    """Return one case as TOML."""
    expected = [f'{key} = "{value}"' for key, value in case["expect"].items()]
    given = [f"{key} = {_toml(value)}" for key, value in _facts(case["given"]).items()]
    return "\n".join([f'why = "{case["why"]}"', "", "[expect]", *expected, "", "[given]", *given, ""])


def _facts(given: dict[str, Any]) -> dict[str, object]:
    facts: dict[str, object] = {"municipality": given["municipality"]}
    if "storeys" in given:
        before, after = given["storeys"]
        facts |= {
            '"existing.storey_count"': before,
            '"proposed.storey_count"': after,
            "storeys_added": after - before,
        }
    facts['"declared.storeys_added"'] = given["declared"]
    if "bears" in given:
        facts |= {
            '"structural_statement.bears_extra_storeys"': given["bears"],
            '"structural_statement.by"': "J. de Vries",
            '"structural_statement.role"': "constructeur",
        }
    return facts


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    for name, text in files().items():
        target = Path(__file__).parent / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
