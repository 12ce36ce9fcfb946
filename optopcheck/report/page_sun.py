"""The chapter on sun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report.document import Heading, Paragraph
from optopcheck.report.illustrations import figure
from optopcheck.report.page_sections import section_blocks
from optopcheck.report.sun_table import norms_read
from optopcheck.report.text_shade import shade
from optopcheck.report.text_sun import sun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.illustrations import Illustrations

_WIDTHS, _SHADE_WIDTHS = (2.2, 0, 0, 0, 0, 0), (1.5, 1.0, 2.2, 0.8)


def sun_chapter(assessment: Assessment, shown: Illustrations, language: Language) -> Iterator[Block]:
    """Yield the points that lose most, the shade plates and the loss maps."""
    suns = sun(assessment.facts, norms_read(assessment.outcomes), language)
    shades = shade(assessment.facts, assessment.outcomes, language)
    if not suns and not shades and not shown.plates and not shown.losses:
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
    for section in suns:
        yield from section_blocks(section, widths=_WIDTHS if section.header else (), small=True)
    for section in shades:
        yield from section_blocks(section, widths=_SHADE_WIDTHS, small=True)
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
