"""What the kernel says while it draws the models beside the checkout, and what that counts for.

``python -m tests.bench.kernel_words`` writes KERNEL_WORDS.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

MODELS = Path(__file__).parents[3] / "shared" / "models"
PAGE = Path(__file__).with_name("KERNEL_WORDS.md")
_NOT_DRAWN = ("IfcOpeningElement", "IfcSpace")
_CODE = re.compile(r"^[A-Z]{3}\d+ ")
_NUMBER = re.compile(r"#?\d[\d.e-]*")
_SHOWN = 85


@dataclass
class Census:
    """Lines by what they say."""

    lines: Counter[tuple[str, str]] = field(default_factory=Counter)
    models: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    drawn: list[str] = field(default_factory=list)
    undrawn: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, said: list[list[str]]) -> None:
        """Count what was said over one model."""
        self.drawn.append(name)
        for meaning, text in said:
            key = (meaning, _NUMBER.sub("N", _CODE.sub("", text))[:_SHOWN])
            self.lines[key] += 1
            self.models[key].add(name)

    def page(self) -> str:
        """Return the table."""
        losing, mended = self._those("lost"), self._those("mended")
        undrawn = ", ".join(f"{name} ({why})" for name, why in sorted(self.undrawn.items())) or "none"
        rows = [
            f"| {text.replace('|', '/')} | {meaning} | {count} | {len(self.models[meaning, text])} |"
            for (meaning, text), count in sorted(self.lines.items(), key=lambda row: (row[0][0], -row[1]))
        ]
        return "\n".join(
            [
                "# What the kernel says over the shared models",
                "",
                "Written by `python -m tests.bench.kernel_words`. *lost*: a part of a shape is missing; if",
                "it bounds the building that blocks what is measured. *mended*: a warning, blocks nothing.",
                "*nothing*: says nothing of a shape, or the shape is whole. N stands for any number.",
                "",
                f"Models drawn: {len(self.drawn)}. With something lost: {losing}.",
                f"With something mended: {mended}. Not drawn: {undrawn}.",
                "",
                "| message | counts as | lines | models |",
                "|---|---|---|---|",
                *rows,
                "",
            ]
        )

    def _those(self, meant: str) -> str:
        names = {name for (meaning, _), names in self.models.items() if meaning == meant for name in names}
        return f"{len(names)} ({', '.join(sorted(names))})" if names else "0"


def said_over(path: str) -> list[tuple[str, str]]:
    """Draw all of a plain file; return (meaning, message) of each error and warning."""
    import ifcopenshell  # noqa: PLC0415 - the parent needs no kernel

    from optopcheck.ifc import log, shapes  # noqa: PLC0415

    model = ifcopenshell.open(path)
    elements = [e for e in model.by_type("IfcProduct") if e.Representation and e.is_a() not in _NOT_DRAWN]
    log.read_errors()
    for _ in shapes.iterate(model, [e for e in elements if e.is_a("IfcElement")]):
        pass
    return [(log.meaning(match), log.message(match)) for match in log.lines("error", "warning")]


def main() -> None:
    """Draw all models, each in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for a model")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write("\n" + json.dumps(said_over(asked.one)))
        return
    census = Census()
    for path in sorted(MODELS.rglob("*.ifc*"), key=lambda one: (one.stat().st_size, one.name)):
        with tempfile.TemporaryDirectory() as folder:
            _ask(census, path, Path(folder), asked.limit)
        PAGE.write_text(census.page(), encoding="utf-8")


def _ask(census: Census, path: Path, folder: Path, limit: float) -> None:
    plain = path
    if path.suffix == ".ifczip":
        with zipfile.ZipFile(path) as packed:
            member = next(name for name in packed.namelist() if name.lower().endswith(".ifc"))
            plain = folder / "model.ifc"
            plain.write_bytes(packed.read(member))
    order = [sys.executable, "-m", "tests.bench.kernel_words", "--one", str(plain)]
    try:
        done = subprocess.run(order, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        census.undrawn[path.name] = f"more than {limit:.0f} s"
    except subprocess.CalledProcessError as error:
        census.undrawn[path.name] = (error.stderr.strip().splitlines() or ["died"])[-1][:_SHOWN]
    else:
        census.add(path.name, json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
