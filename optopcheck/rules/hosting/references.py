"""Names for what the facts hold already, so that an answer need not carry it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Facts


def named_parts(facts: Facts) -> dict[str, object]:
    """Return measurements, their parts and meshes by name, e.g. ``proposed.building_height.geometry``."""
    return dict(_parts(facts))


def names_of(facts: Facts) -> dict[int, str]:
    """Return the same names by the `id` of what they name, valid while the facts live."""
    names: dict[int, str] = {}
    for name, part in _parts(facts):
        names.setdefault(id(part), name)
    return names


def _parts(facts: Facts) -> Iterator[tuple[str, object]]:
    for name in ("existing", "permitted", "proposed"):
        for quantity, measured in getattr(facts, name).measured.items():
            if isinstance(measured, Measurement):
                yield from _within(f"{name}.{quantity.key}", measured)


def _within(name: str, measured: Measurement) -> Iterator[tuple[str, object]]:
    yield name, measured
    if measured.datum is not None:
        yield f"{name}.datum", measured.datum
    if measured.geometry is not None:
        yield f"{name}.geometry", measured.geometry
    for place, part in enumerate(measured.parts):
        yield f"{name}.parts.{place}", part
        if part.geometry is not None:
            yield f"{name}.parts.{place}.geometry", part.geometry
