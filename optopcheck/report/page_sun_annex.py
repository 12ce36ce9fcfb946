"""The annex of the report: sun at every point, as far as paper is the place for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.document import Heading, Paragraph, Table
from optopcheck.report.json_facts import situations
from optopcheck.report.sun_table import norms_read, study_points
from optopcheck.report.text_sun import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.sun_table import DaySun, PointSun

    Studied = tuple[PointSun, DaySun]

_MOST_POINTS = 800
"""Of more points than this, those that keep their sun are left to the JSON: hundreds of pages help nobody."""
_MOST_CHANGED = 400
"""Of more that lose sun, those that lose least are left to the JSON too."""
_ABOUT = Text(
    "Per punt de dag met de grootste afname; een punt dat nieuw is op de dag met de minste zon. "
    "Alle punten en alle dagen staan in de beoordeling als JSON.",
    "Each point on the day with its largest decrease; one that is new on the day with the least sun. "
    "All points and all days are in the assessment as JSON.",
)
_PARTS = re.compile(r"(\d+)")


def sun_annex(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield a table of all points under each norm, each on the day with its largest loss."""
    studied = {norm_id: points for norm_id, points in _studied(assessment) if points}
    if not studied:
        return
    norms = norms_read(assessment.outcomes)
    yield Heading(_title(max(len(points) for points in studied.values())).in_language(language))
    yield Paragraph(_ABOUT.in_language(language))
    for norm_id, points in studied.items():
        norm = norms.get(norm_id)
        name = norm.title.in_language(language) if norm else norm_id
        yield Heading(name, 2)
        yield from _points(name, points, language)


def _studied(assessment: Assessment) -> Iterator[tuple[str, list[Studied]]]:
    """Yield for each norm its points, each with the day on which it loses most, else has least."""
    named = situations(assessment.facts)
    for norm_id in sorted({norm_id for situation in named.values() for norm_id in situation.sun}):
        points = study_points({name: s.sun[norm_id] for name, s in named.items() if norm_id in s.sun})
        yield norm_id, [(point, day) for point in points if (day := point.most_affected or point.darkest)]


def _title(most: int) -> Text:
    """Promise all points only where all of them follow."""
    if most <= _MOST_POINTS:
        return Text("Bijlage: alle meetpunten", "Annex: all points")
    return Text("Bijlage: meetpunten waarvan de zon verandert", "Annex: points whose sun changes")


def _points(name: str, points: Sequence[Studied], language: Language) -> Iterator[Block]:
    """Yield the points by building, after what is left out of the table."""
    shown, left_out = _for_paper(points)
    yield from (Paragraph(text.in_language(language), "stress") for text in left_out)
    if not shown:
        return
    shown = sorted(shown, key=lambda pair: (pair[0].point.owner, _natural(pair[0].point.label)))
    owners = [point.point.owner for point, _ in shown]
    yield Table(
        name,
        tuple(label.in_language(language) for label in HEADER),
        tuple(_row(point, day, language) for point, day in shown),
        right=(1, 2, 3, 4, 5),
        widths=(2.2, 0, 0, 0, 0, 0),
        small=True,
        groups=tuple((k, owner) for k, owner in enumerate(owners) if k == 0 or owner != owners[k - 1]),
    )


def _for_paper(points: Sequence[Studied]) -> tuple[list[Studied], tuple[Text, ...]]:
    """Return the points for the table, and in words which are left out of it."""
    if len(points) <= _MOST_POINTS:
        return list(points), ()
    changed = [pair for pair in points if _changes(*pair)]
    kept = sorted(changed, key=_most_first)[:_MOST_CHANGED]
    same, less = len(points) - len(changed), len(changed) - len(kept)
    told = Text(
        f"Deze tabel is ingekort: van {len(points)} meetpunten staan hier de {len(kept)} die nieuw zijn of "
        f"waarvan de zon verandert. Weggelaten: {same} die op elke dag evenveel zon houden"
        + (f", en {less} waarvan de zon het minst verandert" if less else "")
        + ". De beoordeling als JSON bevat alle meetpunten.",
        f"This table is shortened: of {len(points)} points these are the {len(kept)} that are new or whose "
        f"sun changes. Left out: {same} that keep as much sun on each day"
        + (f", and {less} whose sun changes least" if less else "")
        + ". The assessment as JSON holds all points.",
    )
    return kept, (told,)


def _changes(point: PointSun, day: DaySun) -> bool:
    return day.decrease is None or any(found.decrease for found in point.days)


def _most_first(pair: Studied) -> tuple[float, str]:
    """Put the largest loss first; a point that is new has none, and there are few of these."""
    point, day = pair
    return (float("-inf") if day.decrease is None else -day.decrease, point.point.id)


def _natural(label: str) -> list[tuple[int, str]]:
    """Sort 1.2 before 1.10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _PARTS.split(label)]


def _row(point: PointSun, day: DaySun, language: Language) -> tuple[str, ...]:
    def time(minutes: float | None) -> str:
        return "–" if minutes is None else wording.duration(minutes, language)

    return (
        point.point.title.in_language(language),
        wording.day(day.day, language),
        time(day.before),
        time(day.after),
        _change(day, language),
        time(day.permitted),
    )


def _change(day: DaySun, language: Language) -> str:
    if day.decrease is None:
        return Text("nieuw", "new").in_language(language) if day.before is None else "–"
    doubt = f" ± {number(day.tolerance, 0, language)}" if day.tolerance >= 1 else ""
    return f"{wording.signed(-day.decrease, 'min', language).removesuffix(' min')}{doubt} min"
