"""Sun studies as text: the points that lose most, with the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Standing
from optopcheck.domain.sunlight import CountedFacades
from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.gardens import garden_section
from optopcheck.report.json_facts import situations
from optopcheck.report.sections import Section
from optopcheck.report.sun_table import boundary_day, study_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.sunlight import SunNorm, SunStudy
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.report.sun_table import DaySun, PointSun

MOST = 10
_SHORT = 8
_MINUTES = 60.0
Studies = dict[str, "SunStudy | Unmeasured"]
HEADER = (
    Text("meetpunt", "point"),
    Text("dag", "day"),
    Text("voor", "before"),
    Text("na", "after"),
    Text("verschil", "difference"),
    Text("toegestaan", "permitted"),
)
_LABELS = {
    "existing": Text("bestaand", "existing"),
    "permitted": Text("toegestaan", "permitted"),
    "proposed": Text("voorgesteld", "proposed"),
}


def sun(facts: Facts, norms: Mapping[str, SunNorm], language: Language) -> tuple[Section, ...]:
    """Return for each norm a section, and one of its boundary day; `norms` are those of the rules, by id."""
    named = situations(facts)
    ids = sorted({norm_id for situation in named.values() for norm_id in situation.sun})
    return tuple(
        section
        for norm_id in ids
        for section in _norm(
            norm_id,
            norms.get(norm_id),
            {name: s.sun[norm_id] for name, s in named.items() if norm_id in s.sun},
            language,
        )
    )


def sun_losses(facts: Facts, norm: SunNorm, language: Language) -> Section:
    """Return every point that loses sun under one norm; the keys are point and day, with a space between."""
    studies = {name: s.sun[norm.id] for name, s in situations(facts).items() if norm.id in s.sun}
    losers = _losers((point, point.most_affected) for point in study_points(studies))
    rows = tuple(_short_row(point, day, language) for point, day in losers)
    header = tuple(label.in_language(language) for label in HEADER)
    keys = tuple(f"{day.day.isoformat()} {point.point.id}" for point, day in losers)
    return Section(norm.title.in_language(language), rows, header, numeric=True, keys=keys)


def _norm(norm_id: str, norm: SunNorm | None, studies: Studies, language: Language) -> tuple[Section, ...]:
    name = norm.title.in_language(language) if norm else norm_id
    title = Text("Bezonning", "Sun").in_language(language)
    points = study_points(studies)
    losers = _losers((point, point.most_affected) for point in points)
    rows, header = _table(losers, language)
    notes = tuple(_notes(norm, studies, points, losers, language))
    whole = Section(f"{title}: {name}", rows, header, notes, numeric=True)
    if norm is None:
        return (whole,)
    full = f"{title}: {name}"
    return (whole, *_boundary(full, norm, points, language), *garden_section(full, norm, studies, language))


def _table(losers: Sequence[tuple[PointSun, DaySun]], language: Language) -> tuple[tuple[Row, ...], Row]:
    """Return rows and header of the most affected points."""
    rows = tuple(_row(point, day, language) for point, day in losers[:MOST])
    return rows, tuple(label.in_language(language) for label in HEADER) if losers else ()


def _boundary(
    title: str, norm: SunNorm, points: Sequence[PointSun], language: Language
) -> tuple[Section, ...]:
    """Return the most affected points on the end of the period with the lowest sun: what is tested most."""
    day = boundary_day(norm, points)
    losers = [] if day is None else _losers((point, point.on(day)) for point in points)
    if day is None or not losers:
        return ()
    rows, header = _table(losers, language)
    on = Text(f"grensdag {wording.day(day, 'nl')}", f"boundary day {wording.day(day, 'en')}")
    told = Text(
        f"{len(losers)} meetpunten verliezen die dag zon", f"{len(losers)} points lose sun on that day"
    )
    notes = (told.in_language(language),)
    return (Section(f"{title}, {on.in_language(language)}", rows, header, notes, numeric=True),)


def _losers(pairs: Iterable[tuple[PointSun, DaySun | None]]) -> list[tuple[PointSun, DaySun]]:
    """Return the points that lose sun on the day beside them, the largest loss first."""
    losing = [(point, day) for point, day in pairs if day is not None and (day.decrease or 0.0) > 0]
    return sorted(losing, key=lambda pair: -(pair[1].decrease or 0.0))


def _row(point: PointSun, day: DaySun, language: Language) -> Row:
    def time(value: float | None) -> str:
        return "" if value is None else wording.duration(value, language)

    return (
        f"{point.point.owner}: {point.point.title.in_language(language)}",
        wording.day(day.day, language),
        time(day.before),
        time(day.after),
        _loss(day, language),
        time(day.permitted),
    )


def _short_row(point: PointSun, day: DaySun, language: Language) -> Row:
    """Write a row for a narrow table: hours and minutes as on a clock, the end of the owner's name."""
    _, date, _, _, loss, _ = _row(point, day, language)
    owner = point.point.owner
    short = owner if len(owner) <= _SHORT else f"…{owner[-_SHORT:]}"
    times = ("" if t is None else _on_clock(t) for t in (day.before, day.after, day.permitted))
    before, after, permitted = times
    return (f"{point.point.title.in_language(language)} · {short}", date, before, after, loss, permitted)


def _on_clock(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours}:{rest:02d}"


def _loss(day: DaySun, language: Language) -> str:
    """Write the decrease in minutes and as a share of the sun before."""
    if day.decrease is None:
        return ""
    written = wording.amount(-day.decrease, "min", language)
    share = day.decrease_percent
    return written if share is None else f"{written} ({number(-share, 0, language)} %)"


def _new_points(points: Sequence[PointSun], language: Language) -> Iterator[str]:
    """Yield the least sun among the points that the design adds and the sun can reach."""
    new = [
        (day.after, day.day, point.point.title, point.point.id)
        for point in points
        for day in point.days
        if day.before is None and day.after is not None and day.reachable > 0
    ]
    if new:
        minutes, day, label, _ = min(new, key=lambda found: (found[0], found[1], found[3]))
        count = len({point_id for *_, point_id in new})
        yield Text(
            f"{count} meetpunten zijn nieuw; minste zon {wording.duration(minutes, 'nl')}"
            f" op {wording.day(day, 'nl')} bij {label.nl}",
            f"{count} points are new; least sun {wording.duration(minutes, 'en')}"
            f" on {wording.day(day, 'en')} at {label.in_language('en')}",
        ).in_language(language)


def _below(norm: SunNorm | None, points: Sequence[PointSun], language: Language) -> Iterator[str]:
    """Yield how many points have less than the norm on a day, of those that every studied situation holds."""
    if norm is None:
        return
    required = norm.hours.value * _MINUTES
    names = [name for name in _LABELS if any(_least(point, name) is not None for point in points)]
    held = [{name: _least(point, name) for name in names} for point in points if _speaks_of(norm, point)]
    whole = [least for least in held if None not in least.values()]
    counts = {name: sum((least[name] or 0.0) < required for least in whole) for name in names}
    if whole:
        told = ", ".join(f"{_LABELS[name].in_language(language)} {count}" for name, count in counts.items())
        yield Text(
            f"van {len(whole)} meetpunten hebben op een dag minder zon dan de norm vraagt: {told}",
            f"of {len(whole)} points these have less sun on some day than the norm asks: {told}",
        ).in_language(language)


def _speaks_of(norm: SunNorm, point: PointSun) -> bool:
    return norm.facades is CountedFacades.ALL or all(day.reachable > 0 for day in point.days)


def _least(point: PointSun, name: str) -> float | None:
    """Return the least sun on a day in one situation, None where that does not hold the point."""
    found = [
        {"existing": day.before, "permitted": day.permitted, "proposed": day.after}[name]
        for day in point.days
    ]
    return min((minutes for minutes in found if minutes is not None), default=None)


def _days(
    norm: SunNorm | None, studies: Mapping[str, SunStudy | Unmeasured], language: Language
) -> Iterator[str]:
    """Yield how many days were studied, where these are more than the norm tests."""
    count = max((len(s.days) for s in studies.values() if not isinstance(s, Unmeasured)), default=0)
    if norm is not None and count > len(norm.days):
        yield Text(
            f"{count} dagen van de periode doorgerekend, niet alleen de {len(norm.days)} toetsdagen",
            f"{count} days of the period were studied, not only the {len(norm.days)} days of the test",
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
    yield from _days(norm, studies, language)
    compared = sum(point.most_affected is not None for point in points)
    if compared:
        yield Text(
            f"{len(losers)} van {compared} meetpunten verliezen zon, per punt de dag met het grootste verlies"
            + (f"; hier de {MOST} meest getroffen" if len(losers) > MOST else ""),
            f"{len(losers)} of {compared} points lose sun; for each the day with the largest loss"
            + (f"; the {MOST} most affected are shown" if len(losers) > MOST else ""),
        ).in_language(language)
    yield from _new_points(points, language)
    yield from _below(norm, points, language)
    if norm is not None and norm.source.standing not in (Standing.LAW, Standing.LOCAL_PLAN):
        yield Text(
            f"de norm {norm.title.nl} is geen wet: een hulpmiddel bij de afweging",
            f"the norm {norm.title.in_language('en')} is not law: it helps to weigh",
        ).in_language(language)
