"""Writes a STEP file anew with its entities in another order and under other numbers: the same model."""

from __future__ import annotations

import random
import re

_DATA = re.compile(
    r"\A(?P<head>.*?\bDATA\s*;)(?P<body>.*)(?P<tail>\bENDSEC\s*;\s*END-ISO-10303-21.*)\Z", re.DOTALL
)
_ENTITY = re.compile(r"#(?P<number>\d+)\s*=\s*(?P<rest>(?:'(?:[^']|'')*'|[^';])*);", re.DOTALL)
_WORD = re.compile(r"'(?:[^']|'')*'|#\d+", re.DOTALL)


def shuffled(content: bytes, seed: int) -> bytes:
    """Return the file with its entities shuffled and renumbered; strings stay as they are.

    Raises
    ------
    ValueError
        If an entity would get lost.
    """
    parts = _DATA.fullmatch(content.decode("latin-1"))
    if parts is None:
        raise ValueError("this is no STEP file")
    entities = [(one["number"], one["rest"]) for one in _ENTITY.finditer(parts["body"])]
    if _ENTITY.sub("", parts["body"]).strip():
        raise ValueError("something in it is no entity")
    chance = random.Random(seed)  # noqa: S311 -- an order, no secret
    numbers = chance.sample(range(1, 4 * len(entities) + 1), len(entities))
    new = {old: f"#{number}" for (old, _), number in zip(entities, numbers, strict=True)}
    chance.shuffle(entities)
    lines = (f"{new[old]}={_WORD.sub(lambda word: _renamed(word[0], new), rest)};" for old, rest in entities)
    return f"{parts['head']}\n{chr(10).join(lines)}\n{parts['tail']}".encode("latin-1")


def _renamed(word: str, new: dict[str, str]) -> str:
    return new[word[1:]] if word.startswith("#") else word
