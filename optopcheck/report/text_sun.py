"""Sun studies as text: the points that lose most, with the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Standing
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.json_facts import situations
from optopcheck.report.sections import Section
from optopcheck.report.sun_table import study_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.sunlight import SunNorm, SunStudy
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.report.sun_table import DaySun, PointSun

MOST = 10
Studies = dict[str, "SunStudy | Unmeasured"]
_LABELS = {
    "existing": Text("bestaand", "existing"),
    "permitted": Text("toegestaan", "permitted"),
    "proposed": Text("voorgesteld", "proposed"),
}


def sun(facts: Facts, norms: Mapping[str, SunNorm], language: Language) -> tuple[Section, ...]:
    """Return one section a norm; `norms` are those that the rules read, by id."""
    named = situations(facts)
    ids = sorted({norm_id for situation in named.values() for norm_id in situation.sun})
    return tuple(
        _norm(
            norm_id,
            norms.get(norm_id),
            {name: s.sun[norm_id] for name, s in named.items() if norm_id in s.sun},
            language,
        )
        for norm_id in ids
    )


def _norm(norm_id: str, norm: SunNorm | None, studies: Studies, language: Language) -> Section:
    name = norm.title.in_language(language) if norm else norm_id
    title = Text("Bezonning", "Sun").in_language(language)
    points = study_points(studies)
    losers = _losers(points)
    header = (
        Text("meetpunt", "point"),
        Text("dag", "day"),
        Text("voor", "before"),
        Text("na", "after"),
        Text("verschil", "difference"),
        Text("toegestaan", "permitted"),
    )
    return Section(
        f"{title}: {name}",
        tuple(_row(point, day, language) for point, day in losers[:MOST]),
        tuple(label.in_language(language) for label in header) if losers else (),
        tuple(_notes(norm, studies, points, losers, language)),
        numeric=True,
    )


def _losers(points: Sequence[PointSun]) -> list[tuple[PointSun, DaySun]]:
    """Return the points that lose sun, the largest loss first, each with its worst day."""
    worst = [(point, point.most_affected) for point in points]
    losing = [(point, day) for point, day in worst if day is not None and (day.decrease or 0.0) > 0]
    return sorted(losing, key=lambda pair: -(pair[1].decrease or 0.0))


def _row(point: PointSun, day: DaySun, language: Language) -> Row:
    def minutes(value: float | None) -> str:
        return "" if value is None else wording.amount(value, "min", language)

    loss = None if day.decrease is None else -day.decrease
    return (
        f"{point.point.owner}: {point.point.label}",
        wording.day(day.day, language),
        minutes(day.before),
        minutes(day.after),
        minutes(loss),
        minutes(day.permitted),
    )


def _new_points(points: Sequence[PointSun], language: Language) -> Iterator[str]:
    """Yield the least sun among the points that the design adds and the sun can reach."""
    new = [
        (day.after, day.day, point.point.label, point.point.id)
        for point in points
        for day in point.days
        if day.before is None and day.after is not None and day.reachable > 0
    ]
    if new:
        minutes, day, label, _ = min(new)
        count = len({point_id for *_, point_id in new})
        yield Text(
            f"{count} meetpunten zijn nieuw; minste zon {wording.amount(minutes, 'min', 'nl')}"
            f" op {wording.day(day, 'nl')} bij {label}",
            f"{count} points are new; least sun {wording.amount(minutes, 'min', 'en')}"
            f" on {wording.day(day, 'en')} at {label}",
        ).in_language(language)


def _notes(
    norm: SunNorm | None,
    studies: Mapping[str, SunStudy | Unmeasured],
    points: Sequence[PointSun],
    losers: Sequence[object],
    language: Language,
) -> Iterator[str]:
    for name, study in studies.items():
        if isinstance(study, Unmeasured):
            yield f"{_LABELS[name].in_language(language)}: {study.reason.in_language(language)}"
    compared = sum(point.most_affected is not None for point in points)
    if compared:
        yield Text(
            f"{len(losers)} van {compared} meetpunten verliezen zon, per punt de dag met het grootste verlies"
            + (f"; hier de {MOST} meest getroffen" if len(losers) > MOST else ""),
            f"{len(losers)} of {compared} points lose sun; for each the day with the largest loss"
            + (f"; the {MOST} most affected are shown" if len(losers) > MOST else ""),
        ).in_language(language)
    yield from _new_points(points, language)
    if norm is not None and norm.source.standing not in (Standing.LAW, Standing.LOCAL_PLAN):
        yield Text(
            f"de norm {norm.source.title} is geen wet: een hulpmiddel bij de afweging",
            f"the norm {norm.source.title} is not law: it helps to weigh",
        ).in_language(language)
