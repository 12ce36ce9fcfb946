"""What a source says of its own quality, and what that puts in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, join_texts, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optopcheck.domain.building import Neighbour, ObservationPoint

MARKS = (
    "b3_kwaliteitsindicator", "b3_val3dity_", "b3_rmse_", "b3_mutatie_", "b3_bag_bag_overlap",
    "b3_nodata_fractie", "b3_pw_datum", "val3dity_codes_", "rmse_lod", "pw_actueel", "reconstruction_skipped",
)  # fmt: skip
"""3DBAG's names, and the older ones without their prefix."""
_ROUGH = 0.5
"""A roof that lies this far from the points it was made of is not that roof [m]."""
_BARE = 0.2
"""Share of a roof without measured points, from which its shape is a guess."""
_NAMED = 3


def quality_marks(attributes: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what the source says of its own quality, by its own names."""
    marks = {key: str(value) for key, value in attributes.items() if key.startswith(MARKS)}
    return marks or None


def accuracy(attributes: Mapping[str, Any]) -> float | None:
    """Return the root mean square of the heights that the source states for its finest shape [m]."""
    for key in ("b3_rmse_lod22", "rmse_lod22"):
        value = _number(attributes.get(key))
        if value is not None and value >= 0:
            return value
    return None


def _number(value: object) -> float | None:
    """Return a number as one; None for what is none, or is larger than any."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def doubts(attributes: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return why the shape of a building may not be what stands there."""
    return tuple(_doubts(attributes))


def _doubts(attributes: Mapping[str, Any]) -> Iterator[Text]:
    if attributes.get("b3_kwaliteitsindicator") is False:
        yield Text("de bron keurt haar eigen vorm af", "the source rejects its own shape")
    if any(_says(attributes, key) for key in ("b3_val3dity_lod22", "val3dity_codes_lod22")):
        yield Text("de vorm is geen gesloten lichaam (val3dity)", "the shape is no closed body (val3dity)")
    if any(value is True for key, value in attributes.items() if key.startswith("b3_mutatie_")):
        yield Text("tussen twee hoogtemetingen veranderd", "changed between two surveys of heights")
    if str(attributes.get("pw_actueel")).lower() == "no":
        yield Text("de hoogtemeting is ouder dan het gebouw", "the survey is older than the building")
    if attributes.get("reconstruction_skipped") is True:
        yield Text("de vorm is niet uit metingen gemaakt", "the shape was not made from a survey")
    rough = accuracy(attributes)
    if rough is not None and rough > _ROUGH:
        yield numbers(
            "het dak ligt gemiddeld {rough} m naast de gemeten punten",
            "the roof lies {rough} m beside the measured points on average",
            rough=rough,
        )
    bare = _bare(attributes)
    if bare > _BARE:
        yield numbers(
            "van {bare} % van het dak is geen hoogte gemeten",
            "no height was measured on {bare} % of the roof",
            0,
            bare=100 * bare,
        )


def _says(attributes: Mapping[str, Any], key: str) -> bool:
    """Tell whether a list of error codes, written as text, holds one."""
    return str(attributes.get(key) or "").strip("[] \"'") not in ("", "None")


def _bare(attributes: Mapping[str, Any]) -> float:
    """Share without points in the survey that the source chose, else the best one."""
    chosen = str(attributes.get("b3_pw_bron", "")).lower()
    shares = {
        key.removeprefix("b3_nodata_fractie_"): share
        for key, value in attributes.items()
        if key.startswith("b3_nodata_fractie_") and (share := _number(value)) is not None
    }
    return shares.get(chosen, min(shares.values(), default=0.0))


def with_doubts(points: tuple[ObservationPoint, ...], why: tuple[Text, ...]) -> tuple[ObservationPoint, ...]:
    """Let the points of a building tell what is doubtful about it, beside what is assumed."""
    if not why:
        return points
    words = Text("vorm van het gebouw onzeker", "shape of the building in doubt")
    return tuple(
        replace(
            point,
            assumption=words
            if point.assumption is None
            else join_texts(point.assumption, words, separator="; "),
        )
        for point in points
    )


def doubtful(neighbours: Iterable[Neighbour]) -> tuple[Defect, ...]:
    """Name the buildings of doubtful shape, by reason."""
    by_reason: dict[Text, list[str]] = {}
    for neighbour in neighbours:
        for reason in neighbour.doubts:
            by_reason.setdefault(_kind(reason), []).append(neighbour.id)
    return tuple(_defect(reason, names) for reason, names in by_reason.items())


def _kind(reason: Text) -> Text:
    """Put reasons together that differ in their number alone."""
    if " m naast " in reason.nl:
        return numbers(
            "het dak ligt meer dan {rough} m naast de gemeten punten",
            "the roof lies more than {rough} m beside the measured points",
            1,
            rough=_ROUGH,
        )
    if " % van het dak " in reason.nl:
        return Text("van een deel van het dak is geen hoogte gemeten", "part of the roof was not measured")
    return reason


def _defect(reason: Text, names: list[str]) -> Defect:
    shown = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
    return Defect(
        "city-doubtful",
        Severity.WARNING,
        Text(
            f"buurgebouw {shown} ({len(names)} in totaal), vorm onzeker: {reason.nl}",
            f"neighbour {shown} ({len(names)} in all), doubtful shape: {reason.in_language('en')}",
        ),
        Text(
            "vergelijk met wat er staat; zijn schaduw en de punten erop zijn even onzeker",
            "compare with what stands there; its shadow and the points on it are as doubtful",
        ),
        tuple(names),
    )
