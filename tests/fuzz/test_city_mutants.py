"""City models changed at random: refused, told, or with every building of the sound one."""

from __future__ import annotations

import json
import random
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from optopcheck.citymodel import read_neighbours
from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from tests.citymodel.towns import SITE
from tests.fuzz.bad_city import NAME, town
from tests.fuzz.test_bundle_mutants import copy, cut, flip, insert, set_byte

FEW, MANY = 300, 20_000
SLOWEST = 2.0
OWN = np.array([[0.0, 0.0], [8.0, 0.0], [8.0, 6.0], [0.0, 6.0]])
_VALUE = re.compile(rb"(?<=[\[:, ])(-?\d+(?:\.\d+)?|\"[^\"]*\"|\[\])(?=[,\]}])")
_WORDS = (
    b"null", b"NaN", b"Infinity", b"-1", b"999999", b"1e400", b'""', b"[]", b"{}", b"true", b'"x"', b"0.5",
    b"[[[[[]]]]]",
)  # fmt: skip


def other_value(content: bytearray, dice: random.Random) -> None:
    found = list(_VALUE.finditer(content))
    if found:
        at = dice.choice(found)
        content[at.start() : at.end()] = dice.choice(_WORDS)


def part_lost(content: bytearray, dice: random.Random) -> None:
    """Take a value out of a list or an object somewhere."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return
    place = whole
    for _ in range(dice.randrange(1, 9)):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = dice.choice(keys)
        if not isinstance(place[key], dict | list) or dice.random() < 0.2:
            del place[key]
            break
        place = place[key]
    content[:] = json.dumps(whole).encode()


CHANGES = (flip, set_byte, cut, insert, copy, other_value, other_value, other_value, part_lost, part_lost)


def tried(count: int, seed: int) -> dict[str, int]:
    """Read mutants; return how many ended how."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    figures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        for number in range(count):
            content = bytearray(json.dumps(town()).encode())
            changes = [dice.choice(CHANGES) for _ in range(dice.choice((1, 1, 1, 2)))]
            for change in changes:
                if content:
                    change(content, dice)
            path.write_bytes(content)
            how = _ended(path)
            assert how != "lost", (number, [change.__name__ for change in changes], bytes(content))
            figures[how] += 1
    return dict(figures)


def _ended(path: Path) -> str:
    begun = time.process_time()
    try:
        city = read_neighbours(path, SITE, np.array([4.0, 3.0]), 200.0, OWN)
    except InputError as error:
        return "refused" if path.name in error.text.nl else "lost"
    finally:
        assert time.process_time() - begun < SLOWEST
    if any(defect.severity is Severity.ERROR for defect in city.defects):
        return "told"
    # Nothing is said to be missing: then both are there, or the one whose type was changed is told of.
    unused = any(defect.code in {"city-not-buildings", "city-twice"} for defect in city.defects)
    # A building of which the file does not speak any more is missed by nobody.
    read, sound = json.loads(path.read_bytes()), town()
    named = sound["CityObjects"].keys() & read.get("CityObjects", {}).keys()
    if len(city.neighbours) >= len(named) or unused:
        return "whole"
    # Other numbers may have put one far away: that is another town, not a damaged one.
    moved = any(read.get(part) != sound[part] for part in ("vertices", "transform"))
    return "moved" if moved else "lost"


def test_no_mutant_loses_a_building_in_silence() -> None:
    figures = tried(FEW, 9)

    assert sum(figures.values()) == FEW
    assert figures["refused"] > FEW * 0.2
    assert figures["told"] > 0


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_no_mutant_of_many_loses_a_building_in_silence() -> None:
    assert sum(tried(MANY, 2009).values()) == MANY
