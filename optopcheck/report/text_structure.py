"""The screening of the structure as a section that says first what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, number
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.case import StructuralStatement
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.structure import Screening

NO_VERDICT = Text(
    "Dit programma oordeelt niet over de draagkracht. Deze screening zegt alleen waar onderzoek loont; "
    "zij telt niet mee in het eindoordeel, en de getallen zijn aannames die niemand heeft bevestigd.",
    "This program does not judge what the structure bears. This screening only says where study pays off; "
    "it does not count in the overall verdict, and its numbers are assumptions that nobody confirmed.",
)
_FOUNDATION = Text(
    "Onderzoek van fundering en constructie door een constructeur is altijd nodig.",
    "A structural engineer must always look at foundation and structure.",
)


def structure_section(
    screening: Screening, statement: StructuralStatement | None, language: Language = "nl"
) -> Section:
    """Return the section of the report; a statement of an engineer is shown beside it, never judged."""
    return Section(
        Text("Constructie: screening", "Structure: screening").in_language(language),
        tuple(_rows(screening, statement, language)),
        notes=tuple(text.in_language(language) for text in (NO_VERDICT, _FOUNDATION, *_sources(screening))),
    )


def _rows(screening: Screening, statement: StructuralStatement | None, language: Language) -> Iterator[Row]:
    question, data = screening.question, screening.data

    def row(label: Text, value: Text | str) -> Row:
        return (
            label.in_language(language),
            value.in_language(language) if isinstance(value, Text) else value,
        )

    yield row(Text("uitkomst van de screening", "outcome of the screening"), screening.outcome.label)
    for reason in screening.reasons:
        yield row(Text("omdat", "because"), reason)
    built = question.construction
    if built is not None:
        load = f"{built.label.in_language(language)}, {_range(built.low, built.high, 1, language)} kN/m²"
        yield row(Text("wat erbij komt", "what is added"), load)
    weight = question.weight
    stands = f"{_range(weight.low, weight.high, 1, language)} kN/m²; {weight.origin.in_language(language)}"
    yield row(Text("wat er staat", "what stands there"), stands)
    if screening.added_area is not None:
        yield row(Text("vloer erbij", "floor added"), f"{number(screening.added_area, 0, language)} m²")
    if screening.ratio is not None:
        low, high = screening.ratio
        share = f"{_range(100 * low, 100 * high, 1, language)} %"
        bands = Text(
            f"{share} (tot {number(100 * data.favourable_up_to, 0, 'nl')} % kansrijk, "
            f"boven {number(100 * data.discouraged_from, 0, 'nl')} % ontraden)",
            f"{share} (up to {number(100 * data.favourable_up_to, 0, 'en')} % promising, "
            f"above {number(100 * data.discouraged_from, 0, 'en')} % discouraged)",
        )
        yield row(
            Text("gewicht erbij ten opzichte van wat er staat", "weight added to what stands there"), bands
        )
    if question.construction_year is not None:
        yield row(Text("bouwjaar", "year built"), str(question.construction_year))
    yield row(Text("verklaring van een constructeur", "statement of an engineer"), _statement(statement))


def _statement(statement: StructuralStatement | None) -> Text:
    if statement is None:
        return Text("geen", "none")
    told = f"{statement.by}, {statement.role}; sha256 {statement.sha256}"
    count = statement.bears_extra_storeys
    return Text(
        f"{told}; volgens de verklaring {count} extra laag of lagen (vastgelegd, niet beoordeeld)",
        f"{told}; {count} extra storey(s) by that statement (recorded, not judged)",
    )


def _sources(screening: Screening) -> Iterator[Text]:
    data, built = screening.data, screening.question.construction
    yield Text(
        f"Grenzen van de verhouding: {data.ratio_source}. Gevolgklasse: {data.class_source}.",
        f"Limits of the ratio: {data.ratio_source}. Consequence class: {data.class_source}.",
    )
    if built is not None:
        yield Text(f"Gewicht van de laag: {built.source}.", f"Weight of the storey: {built.source}.")
    year = screening.question.construction_year
    for flag in data.stock if year is not None else ():
        if year is not None and flag.covers(year):
            yield Text(f"Bouwjaar: {flag.source}.", f"Year built: {flag.source}.")


def _range(low: float, high: float, decimals: int, language: Language) -> str:
    written = [number(value, decimals, language) for value in (low, high)]
    return written[0] if written[0] == written[1] else f"{written[0]} - {written[1]}"
