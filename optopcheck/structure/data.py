"""The numbers of the screening, read from a file: none of them is a norm, each names where it comes from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text


@dataclass(frozen=True)
class Construction:
    """A way to build the added storey, with its permanent load on the floor area [kN/m2]."""

    key: str
    label: Text
    low: float
    high: float
    source: str


@dataclass(frozen=True)
class StockFlag:
    """What is known of buildings of some years, both included."""

    built_from: int | None
    built_until: int | None
    text: Text
    source: str

    def covers(self, year: int) -> bool:
        """Tell whether it speaks of a building of that year."""
        return (self.built_from is None or self.built_from <= year) and (
            self.built_until is None or year <= self.built_until
        )


@dataclass(frozen=True)
class Material:
    """Density of what a model calls so."""

    pattern: str
    density: float
    """[kg/m3]"""


@dataclass(frozen=True)
class ScreeningData:
    """All numbers of the screening."""

    id: str
    version: str
    favourable_up_to: float
    discouraged_from: float
    ratio_source: str
    highest_lower_class: int
    """Most storeys of the lower consequence class."""
    class_source: str
    constructions: tuple[Construction, ...]
    existing_low: float
    existing_high: float
    """Of a whole building, for each square metre of floor [kN/m2]."""
    existing_source: str
    density_spread: float
    """Share by which a density may be off."""
    stock: tuple[StockFlag, ...]
    materials: tuple[Material, ...]

    def construction(self, key: str) -> Construction:
        """Return a way to build by its key.

        Raises
        ------
        InputError
            If there is none; lists what there is.
        """
        for found in self.constructions:
            if found.key == key:
                return found
        known = ", ".join(c.key for c in self.constructions)
        raise InputError(
            Text(
                f"bouwwijze '{key}' is onbekend; bekend zijn: {known}",
                f"construction '{key}' is unknown; known are: {known}",
            )
        )

    def density(self, name: str) -> float | None:
        """Return the density of a material by its name in a model, None if it is not known [kg/m3]."""
        return next((m.density for m in self.materials if re.search(m.pattern, name, re.IGNORECASE)), None)


def read_screening_data(text: str, place: str) -> ScreeningData:
    """Read the numbers.

    Parameters
    ----------
    text
        TOML.
    place
        Names the file in messages.

    Raises
    ------
    InputError
        If it is no TOML, or a number is missing or impossible.
    """
    try:
        data = _data(tomllib.loads(text))
        _check(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
        raise InputError(
            Text(f"{place} is niet te gebruiken: {error}", f"{place} cannot be used: {error}")
        ) from error
    return data


def _data(raw: dict[str, Any]) -> ScreeningData:
    ratio, jump, existing = raw["ratio"], raw["class_jump"], raw["existing"]
    return ScreeningData(
        str(raw["id"]),
        str(raw["version"]),
        float(ratio["favourable_up_to"]),
        float(ratio["discouraged_from"]),
        str(ratio["source"]),
        int(jump["highest_lower_class"]),
        str(jump["source"]),
        tuple(
            Construction(
                str(c["key"]), Text(c["nl"], c["en"]), float(c["low"]), float(c["high"]), str(c["source"])
            )
            for c in raw["construction"]
        ),
        float(existing["low"]),
        float(existing["high"]),
        str(existing["source"]),
        float(existing["density_spread"]),
        tuple(
            StockFlag(s.get("built_from"), s.get("built_until"), Text(s["nl"], s["en"]), str(s["source"]))
            for s in raw["stock"]
        ),
        tuple(Material(re.compile(m["pattern"]).pattern, float(m["density"])) for m in raw["material"]),
    )


def _check(data: ScreeningData) -> None:
    ranges = [(c.key, c.low, c.high) for c in data.constructions]
    ranges += [("existing", data.existing_low, data.existing_high)]
    ranges += [("ratio", data.favourable_up_to, data.discouraged_from)]
    for name, low, high in ranges:
        if not (np.isfinite([low, high]).all() and 0 < low <= high):
            raise ValueError(f"{name}: {low} - {high} is no range above zero")
    if not 0 <= data.density_spread < 1:
        raise ValueError(f"density_spread: {data.density_spread} is no share")
    if any(not (np.isfinite(m.density) and m.density >= 0) for m in data.materials):
        raise ValueError("a density below zero")
    if len({c.key for c in data.constructions}) != len(data.constructions) or not data.constructions:
        raise ValueError("each construction needs a key of its own")
