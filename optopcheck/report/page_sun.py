"""The chapter on sun, and its annex with every point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.document import Heading, Paragraph, Table
from optopcheck.report.illustrations import figure
from optopcheck.report.json_facts import situations
from optopcheck.report.page_sections import section_blocks
from optopcheck.report.sun_table import norms_read, study_points
from optopcheck.report.text_sun import sun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.illustrations import Illustrations
    from optopcheck.report.sun_table import DaySun, PointSun

_WIDTHS = (2.2, 0, 0, 0, 0, 0)
_MOST_POINTS = 800
"""Of more points than this, those that keep their sun are left to the JSON: hundreds of pages help nobody."""
_ABOUT = Text(
    "Per punt de dag met de grootste afname; een punt dat nieuw is op de dag met de minste zon. "
    "Alle dagen staan in de bijgevoegde JSON.",
    "Each point on the day with its largest decrease; one that is new on the day with the least sun. "
    "All days are in the attached JSON.",
)


def sun_chapter(assessment: Assessment, shown: Illustrations, language: Language) -> Iterator[Block]:
    """Yield the points that lose most, the shade plates and the loss maps."""
    sections = sun(assessment.facts, norms_read(assessment.outcomes), language)
    if not sections and not shown.plates and not shown.losses:
        return
    yield Heading(Text("Bezonning en schaduw", "Sun and shade").in_language(language))
    yield Paragraph(
        Text(
            "Mogelijke zon bij onbewolkt weer. Een norm voor bezonning is een hulpmiddel bij de afweging; "
            "daarom staat bij elk punt ook de afname zelf.",
            "Possible sun under a clear sky. A sun norm helps to weigh; that is why the decrease itself "
            "stands beside each point.",
        ).in_language(language)
    )
    for section in sections:
        yield from section_blocks(section, widths=_WIDTHS if section.header else (), small=True)
    yield from _pictures(shown, language)


def _pictures(shown: Illustrations, language: Language) -> Iterator[Block]:
    if shown.plates:
        yield Heading(Text("Schaduw nu en straks", "Shade before and after").in_language(language), 2)
    if shown.legend is not None:
        yield replace(figure(shown.legend, language=language), leads=True)
    if shown.plates:
        yield figure(*shown.plates, language=language, columns=2)
    if shown.losses:
        title = Text("Zonuren die verdwijnen", "Hours of sun that are lost").in_language(language)
        yield Heading(title, 2)
        yield figure(*shown.losses, language=language, columns=2)
    if shown.loss_legend is not None:
        yield figure(shown.loss_legend, language=language)


def sun_annex(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield a table of all points under each norm, each on the day with its largest loss."""
    named, norms = situations(assessment.facts), norms_read(assessment.outcomes)
    ids = sorted({norm_id for situation in named.values() for norm_id in situation.sun})
    begun = False
    for norm_id in ids:
        studied = study_points({name: s.sun[norm_id] for name, s in named.items() if norm_id in s.sun})
        points = [(point, day) for point in studied if (day := point.most_affected or point.darkest)]
        if not points:
            continue
        if not begun:
            begun = True
            yield Heading(Text("Bijlage: alle meetpunten", "Annex: all points").in_language(language))
            yield Paragraph(_ABOUT.in_language(language))
        norm = norms.get(norm_id)
        name = norm.title.in_language(language) if norm else norm_id
        yield Heading(name, 2)
        yield from _points(name, points, language)


def _points(name: str, points: Sequence[tuple[PointSun, DaySun]], language: Language) -> Iterator[Block]:
    """Yield the points; of very many only those whose sun changes, and how many do not."""
    changed = [(p, day) for p, day in points if day.decrease is None or any(d.decrease for d in p.days)]
    shown = points if len(points) <= _MOST_POINTS else changed
    if shown:
        rows = tuple(_row(point, day, language) for point, day in shown)
        yield Table(name, _header(language), rows, (1, 2, 3, 4, 5), (2.6, 0, 0, 0, 0, 0), small=True)
    rest = len(points) - len(shown)
    if rest:
        told = Text(
            f"Hier staan de {len(shown)} meetpunten die nieuw zijn of waarvan de zon verandert; de andere "
            f"{rest} houden op elke dag evenveel zon en staan in de bijgevoegde JSON.",
            f"These are the {len(shown)} points that are new or whose sun changes; the other {rest} keep as "
            "much sun on each day, and are in the attached JSON.",
        )
        yield Paragraph(told.in_language(language), "note")


def _header(language: Language) -> tuple[str, ...]:
    labels = (
        Text("meetpunt", "point"),
        Text("dag", "day"),
        Text("voor", "before"),
        Text("na", "after"),
        Text("verschil", "difference"),
        Text("toegestaan", "permitted"),
    )
    return tuple(label.in_language(language) for label in labels)


def _row(point: PointSun, day: DaySun, language: Language) -> tuple[str, ...]:
    def time(minutes: float | None) -> str:
        return "–" if minutes is None else wording.duration(minutes, language)

    return (
        f"{point.point.owner}: {point.point.label}",
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
