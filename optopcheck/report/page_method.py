"""The method statement: with what, from where, and how was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.sunlight import PointPosition
from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.document import Heading, Pairs, Paragraph, Table
from optopcheck.report.entered import entered_section
from optopcheck.report.page_sections import section_blocks
from optopcheck.report.page_summary import variant
from optopcheck.report.sun_table import norms_read
from optopcheck.report.text_packs import took_no_part
from optopcheck.report.text_place import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.assessment import Assessment, LoadedPlugin, Receipt
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block, Pair

_POSITIONS = {
    PointPosition.INSIDE_GLASS: Text("venster, binnenkant", "window, inside"),
    PointPosition.OUTSIDE_GLASS: Text("venster, buitenkant", "window, outside"),
    PointPosition.FACADE: Text("midden van de gevel", "middle of the façade"),
    PointPosition.GARDEN: Text("raster in de tuin", "grid in the garden"),
}
_QUOTED = (
    "Names of laws, plans, rule packs and storeys, articles and passages are quoted in Dutch, the language "
    "in which they hold; verdicts rest on the Dutch text."
)
_UNMARKED = Text("maker vastgesteld of meegeleverd", "maker known, or shipped with the program")


def method(assessment: Assessment, report_id: str, language: Language) -> Iterator[Block]:
    """Yield the chapter on how was checked."""
    facts, receipt = assessment.facts, assessment.receipt
    yield Heading(Text("Verantwoording van de toetsing", "How this was checked").in_language(language))
    yield Paragraph(
        Text(
            "Met deze gegevens is de uitkomst na te rekenen: dezelfde invoer, regels en versies geven "
            "dezelfde bevindingen. Het kenmerk op elke bladzijde is het begin van de SHA-256 van de "
            "volledige beoordeling (JSON).",
            "With these data the result can be made again: the same inputs, rules and versions give the same "
            "findings. The report number on each page is the beginning of the SHA-256 of the whole "
            "assessment (JSON).",
        ).in_language(language)
    )
    if language == "en":
        yield Paragraph(_QUOTED, "note")
    yield from _inputs(receipt, language)
    yield Heading(Text("Toetsing", "Check").in_language(language), 2)
    yield Pairs(tuple(_check_rows(assessment, report_id, language)))
    yield from section_blocks(place(facts.case.site, language))
    for section in entered_section(facts.case.entered, language):
        yield from section_blocks(section, widths=(1.6, 0.7, 1.4), small=True)
    yield from _norms(norms_read(assessment.outcomes), language)
    yield from _packs(receipt, language)
    for section in took_no_part(receipt, facts.case.site.municipality, language):
        header = tuple(t.in_language(language) for t in (Text("pakket", "pack"), Text("waarom", "why")))
        yield Heading(section.title, 2)
        yield Table(section.title, header, section.rows, widths=(1, 1.6), small=True)


def _inputs(receipt: Receipt, language: Language) -> Iterator[Block]:
    title = Text("Model en stukken", "Model and papers").in_language(language)
    yield Heading(title, 2)
    if not receipt.inputs:
        yield Paragraph(Text("er zijn geen bestanden genoemd", "no files were named").in_language(language))
        return
    file = Text("bestand", "file").in_language(language)
    yield Table(title, (file, "SHA-256"), tuple(receipt.inputs.items()), widths=(1, 0), small=True)


def _check_rows(assessment: Assessment, report_id: str, language: Language) -> Iterator[Pair]:
    receipt, profile = assessment.receipt, assessment.receipt.profile
    yield (Text("kenmerk", "report number").in_language(language), report_id)
    yield (
        Text("toetsdatum", "reference date").in_language(language),
        wording.day(receipt.reference_date, language),
    )
    yield (Text("variant", "variant").in_language(language), variant(assessment.facts.scenario, language))
    if profile is None:
        none = Text("geen: geen regelpakket brengt er een mee", "none: no rule pack brings one")
        yield (Text("meetprofiel", "measuring profile").in_language(language), none.in_language(language))
    else:
        name = f"{profile.title.in_language(language)} ({profile.id}), {profile.source.article}"
        yield (Text("meetprofiel", "measuring profile").in_language(language), name)
        yield (
            Text("peil volgens dat profiel", "plan datum by that profile").in_language(language),
            profile.plan_datum.in_language(language),
        )
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    yield (Text("versies", "versions").in_language(language), versions)


def _norms(norms: Mapping[str, SunNorm], language: Language) -> Iterator[Block]:
    if not norms:
        return
    title = Text("Bezonningsnormen", "Sun norms").in_language(language)
    labels = (
        Text("norm", "norm"),
        Text("uren", "hours"),
        Text("periode", "period"),
        Text("zon boven", "sun above"),
        Text("stap", "step"),
        Text("meetpunt", "point"),
        Text("rechtsstatus", "standing"),
    )
    yield Heading(title, 2)
    yield Table(
        title,
        tuple(label.in_language(language) for label in labels),
        tuple(_norm_row(norm, language) for norm in norms.values()),
        right=(1, 3, 4),
        widths=(1.4, 0, 0, 0, 0, 1, 0),
        small=True,
    )


def _norm_row(norm: SunNorm, language: Language) -> tuple[str, ...]:
    start, end = (f"{day}-{month}" for month, day in norm.period)
    return (
        norm.title.in_language(language),
        wording.amount(norm.hours.value, "h", language),
        Text(f"{start} t/m {end}", f"{start} to {end}").in_language(language),
        f"{number(norm.minimum_elevation, 0, language)}°",
        f"{norm.step:g} min",
        _POSITIONS[norm.position].in_language(language),
        norm.source.standing.label.in_language(language),
    )


def _packs(receipt: Receipt, language: Language) -> Iterator[Block]:
    """Yield the rule packs, what is known of their makers, and the register that says so."""
    title = Text("Regelpakketten", "Rule packs").in_language(language)
    yield Heading(title, 2)
    if not receipt.plugins:
        none = Text(
            "er is geen regelpakket: er kan niets worden getoetst", "no rule pack: nothing is checked"
        )
        yield Paragraph(none.in_language(language), "stress")
        return
    labels = (
        Text("pakket", "pack"),
        Text("versie", "version"),
        Text("regels", "rules"),
        Text("van wie", "whose"),
        Text("SHA-256 (begin)", "SHA-256 (start)"),
    )
    yield Table(
        title,
        tuple(label.in_language(language) for label in labels),
        tuple(_pack_row(pack, language) for pack in receipt.plugins),
        right=(2,),
        widths=(1.1, 0, 0, 1.3, 0),
        small=True,
    )
    if receipt.register is not None:
        told = receipt.register.in_language(language)
        yield Paragraph(Text(f"Handtekeningen: {told}", f"Signatures: {told}").in_language(language), "note")


def _pack_row(pack: LoadedPlugin, language: Language) -> tuple[str, ...]:
    whose = pack.error or pack.mark or _UNMARKED
    name = f"{pack.title} ({pack.name})" if pack.title and pack.title != pack.name else pack.name
    return (name, pack.version, str(len(pack.rule_ids)), whose.in_language(language), pack.sha256[:16])
