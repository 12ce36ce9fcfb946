"""Gardens under a norm: how much of each has the hours before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api.sun_losses import GardenSun, garden_sun
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text, join_texts, number, numbers
from optopcheck.report import values, wording
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.measurement import Unmeasured
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.report.values import Json

_HEADER = (
    Text("tuin", "garden"),
    Text("dag", "day"),
    Text("oppervlakte", "area"),
    Text("voor", "before"),
    Text("na", "after"),
    Text("deel na", "share after"),
)


def gardens(studies: Mapping[str, SunStudy | Unmeasured | None]) -> tuple[GardenSun, ...]:
    """Return each garden on each day; none where the two situations cannot be compared."""
    before, after = studies.get("existing"), studies.get("proposed")
    if not isinstance(before, SunStudy) or not isinstance(after, SunStudy):
        return ()
    points = [[point.id for point in study.points] for study in (before, after)]
    if points[0] != points[1] or before.days != after.days:
        return ()
    return garden_sun(before, after)


def garden_section(
    title: str, norm: SunNorm, studies: Mapping[str, SunStudy | Unmeasured], language: Language
) -> tuple[Section, ...]:
    """Return a table of gardens, each on the day on which least of it has the hours; none without gardens."""
    worst: dict[str, GardenSun] = {}
    for found in gardens(studies):
        known = worst.get(found.garden)
        if known is None or found.after < known.after:
            worst[found.garden] = found
    if not worst:
        return ()
    told = _with_number(
        "oppervlakte met {n} uur zon op de dag waarop dat het minst is",
        "area with {n} hours of sun on the day on which that is least",
        norm.hours.value,
    )
    if norm.share is not None:
        asked = _with_number("de norm vraagt {n} %", "the norm asks {n} %", norm.share.value)
        told = join_texts(told, asked, separator="; ")
    name = Text("tuinen", "gardens").in_language(language)
    return (
        Section(
            f"{title}, {name}",
            tuple(_row(found, language) for found in worst.values()),
            tuple(label.in_language(language) for label in _HEADER),
            (told.in_language(language),),
            numeric=True,
        ),
    )


def _with_number(dutch: str, english: str, value: float) -> Text:
    return numbers(dutch, english, 0 if value.is_integer() else 1, n=value)


def _row(found: GardenSun, language: Language) -> Row:
    def area(value: float, doubt: float = 0.0) -> str:
        return wording.with_tolerance(value, doubt, "m2", language)

    return (
        found.garden,
        wording.day(found.day, language),
        area(found.area),
        area(found.before),
        area(found.after, found.unsure),
        f"{number(found.share_after, 0, language)} %",
    )


def garden_json(studies: Mapping[str, SunStudy | Unmeasured | None]) -> list[Json]:
    """Return the same as JSON, for each day."""
    return [
        {
            "garden": found.garden,
            "day": found.day.isoformat(),
            "area": values.rounded(found.area),
            "before": values.rounded(found.before),
            "after": values.rounded(found.after),
            "unsure": values.rounded(found.unsure),
        }
        for found in gardens(studies)
    ]
