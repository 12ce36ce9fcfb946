"""Two records are the same, field by field, arrays included."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """Return where two records differ; an empty list if nowhere."""
    if type(one) is not type(other):
        return [f"{place}: {type(one).__name__} is not {type(other).__name__}"]
    if isinstance(one, np.ndarray):
        return [] if np.array_equal(one, other) and one.dtype == other.dtype else [f"{place}: other array"]
    if is_dataclass(one) and not isinstance(one, type):
        return [
            found
            for field in fields(one)
            for found in differences(
                getattr(one, field.name), getattr(other, field.name), f"{place}.{field.name}"
            )
        ]
    if isinstance(one, tuple):
        if len(one) != len(other):
            return [f"{place}: {len(one)} is not {len(other)} items"]
        pairs = enumerate(zip(one, other, strict=True))
        return [found for i, (a, b) in pairs for found in differences(a, b, f"{place}[{i}]")]
    return [] if one == other else [f"{place}: {one!r} is not {other!r}"]
