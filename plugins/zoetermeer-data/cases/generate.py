"""Copy the cases of the pack in Python: ``python cases/generate.py``; a test holds the two alike."""

from __future__ import annotations

from pathlib import Path

OURS = Path(__file__).parent / "gm0637-data.one-extra-storey"
THEIRS = Path(__file__).parents[2] / "zoetermeer" / "cases" / "gm0637.one-extra-storey"

if __name__ == "__main__":
    OURS.mkdir(exist_ok=True)
    for path in sorted(THEIRS.glob("*.toml")):
        (OURS / path.name).write_bytes(path.read_bytes())
