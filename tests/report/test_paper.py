from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.compare import complies, undetermined, violates
from optopcheck.domain.assessment import Outcome, SetAside
from optopcheck.domain.case import StructuralStatement
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.rule import Limit, Need, NotApplicable, Standing, Verdict
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.report import WHOLE, Illustrations, Section, page_sun_annex, report_document
from optopcheck.report.document import (
    Banner,
    Bullets,
    Card,
    Figure,
    Heading,
    Mark,
    Pairs,
    Paragraph,
    Table,
)
from optopcheck.report.page_summary import variant
from tests.report import papers
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.report.document import Block, Document


def chapters(document: Document) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found[block.text] = []
        else:
            found[list(found)[-1]].append(block)
    return found


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def of_case(assessment: Assessment, **changes: object) -> Assessment:
    facts = assessment.facts
    return replace(assessment, facts=replace(facts, case=replace(facts.case, **changes)))  # type: ignore[arg-type]


def test_chapters_come_in_the_order_that_a_reader_needs() -> None:
    assert list(chapters(papers.document())) == [
        "Samenvatting",
        "Verantwoording van de toetsing",
        "Metingen",
        "Bevindingen",
        "Bezonning en schaduw",
        "Gebreken van het model en wat zij tegenhouden",
        "Aannames en niet bevestigde grenzen",
        "Wat een mens moet afwegen",
        "Draagconstructie",
        "Bij deze beoordeling",
        "Bijlage: alle meetpunten",
    ]


def test_summary_says_verdict_counts_and_who_must_do_what() -> None:
    blocks = chapters(papers.document())["Samenvatting"]
    banner = next(b for b in blocks if isinstance(b, Banner))
    needed = tables(blocks)[0]

    assert banner.mark.verdict is Verdict.VIOLATES
    assert banner.mark.words.startswith("voldoet niet")
    assert (
        "Van 5 regels: 2 voldoet niet, 1 nader onderzoek, 1 voldoet, 1 niet van toepassing" in banner.reason
    )
    assert [row[3] for row in needed.rows] == ["ontwerper", "bevoegd gezag", "aanvrager"]
    assert [row[0].verdict for row in needed.rows if isinstance(row[0], Mark)] == [
        Verdict.VIOLATES,
        Verdict.VIOLATES,
        Verdict.UNDETERMINED,
    ]


def test_every_finding_has_a_card_with_source_numbers_and_picture() -> None:
    cards = {c.title: c for c in chapters(papers.document())["Bevindingen"] if isinstance(c, Card)}
    height = dict((*cards["regel height"].numbers, *cards["regel height"].rows))

    assert list(cards) == ["regel height", "regel sun", "regel paper", "regel one-storey"]
    assert height["vindplaats"] == "Bouwwet, artikel 1 (rechtsstatus: wet) https://example.org/wet"
    assert height["passage"] == "niet hoger"
    assert height["gemeten"] == "bouwhoogte 14,00 ± 0,02 m"
    assert height["grens"] == "12,00 m (art. 3.2; ingevoerd voor dit perceel)"
    assert (height["marge"], height["onzekerheid"]) == ("-2,00 m", "0,02 m")
    assert cards["regel height"].figure is not None
    assert cards["regel sun"].figure is None
    assert cards["regel paper"].mark == Mark(Verdict.UNDETERMINED, "nader onderzoek (er ontbreekt iets)")


def test_unknown_is_never_green() -> None:
    marks = [
        cell
        for block in papers.document().blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if isinstance(cell, Mark)
    ]

    assert all((m.verdict is Verdict.COMPLIES) == m.words.startswith("voldoet aan beleid") for m in marks)


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.OWN_ASSUMPTION])
def test_a_source_that_may_not_judge_is_never_green_nor_red(standing: Standing) -> None:
    source = replace(made.LAW, standing=standing)
    assessment = made.assessment(
        made.outcome("yes", complies(Text("ja", "yes")), source),
        made.outcome("no", violates(Text("nee", "no")), source),
    )
    document = report_document(assessment)
    cells = [c for b in document.blocks if isinstance(b, Table) for row in b.rows for c in row]
    marks = [c for c in cells if isinstance(c, Mark)]
    marks += [b.mark for b in document.blocks if isinstance(b, Card)]

    banner = next(b for b in document.blocks if isinstance(b, Banner))

    assert "0 voldoet niet, 2 nader onderzoek, 0 voldoet, 0 niet van toepassing" in banner.reason
    assert len(marks) == 6
    assert set(marks) == {Mark(Verdict.UNDETERMINED, "nader onderzoek")}
    assert {f["answer"] for f in json.loads(document.attachment)["findings"]} == {"unknown"}


def test_each_picture_that_is_shown_is_there() -> None:
    document = papers.document()
    figures = [b for b in document.blocks if isinstance(b, Figure)]
    figures += [b.figure for b in document.blocks if isinstance(b, Card) and b.figure is not None]

    assert {name for f in figures for name, _, _ in f.pictures} == set(document.pictures)


def test_what_was_not_drawn_is_said() -> None:
    shown = Illustrations(missing=(Text("beelden: geen scherm", "pictures: no screen"),))
    document = report_document(papers.marked(), "nl", shown)
    blocks = chapters(document)["Aannames en niet bevestigde grenzen"]

    assert Bullets(("beelden: geen scherm",)) in blocks
    assert document.pictures == {}


def test_unconfirmed_limits_stand_apart_from_assumptions() -> None:
    norm = replace(made.NORM, hours=Limit(2.0, "h", "par. 2"))
    found = undetermined(Need.INPUT, Text("geen", "none"))
    assessment = made.assessment(
        made.outcome("sun", found, norms=(norm,), assumptions=(Text("k is 1"),)),
    )
    blocks = chapters(report_document(assessment))["Aannames en niet bevestigde grenzen"]
    lists = {
        title.text: listed.items
        for title, listed in pairwise(blocks)
        if isinstance(title, Heading) and isinstance(listed, Bullets)
    }

    assert lists["Grenswaarden die niemand heeft bevestigd"] == (
        "grenswaarde 2 h (par. 2): door niemand bevestigd",
    )
    assert "k is 1" in lists["regel sun"]
    assert sum("grenswaarde" in text for texts in lists.values() for text in texts) == 1


def test_judgement_waits_for_the_reviewer_and_shows_the_words() -> None:
    found = undetermined(Need.JUDGEMENT, Text("past dit?", "does it fit?"))
    assessment = made.assessment(made.outcome("fit", found))
    rows = [
        tables(chapters(report_document(assessment, reviewed=words))["Wat een mens moet afwegen"])[0].rows
        for words in ({}, {"gm0637.fit": "past goed"})
    ]

    assert rows == [
        (("regel fit", "past dit?", "nog niet vastgelegd"),),
        (("regel fit", "past dit?", "past goed"),),
    ]


def test_structure_is_recorded_and_never_judged() -> None:
    never = Paragraph(
        "Dit programma oordeelt niet over de draagkracht: het legt alleen vast wie daarover wat verklaart.",
        "stress",
    )
    paper = StructuralStatement(1, "A. de Vries", "constructeur", "f" * 64, "v.pdf", date(2026, 5, 1))
    without = chapters(papers.document())["Draagconstructie"]
    given = chapters(report_document(of_case(papers.marked(), structural_statement=paper)))[
        "Draagconstructie"
    ]
    pairs = next(dict(b.rows) for b in given if isinstance(b, Pairs))

    assert never in without
    assert never in given
    assert Paragraph("Er is geen constructieve verklaring overgelegd.") in without
    assert pairs == {
        "verklaard door": "A. de Vries, constructeur",
        "verklaart": "de constructie draagt 1 extra bouwlaag",
        "gedateerd": "01-05-2026",
        "stuk": "v.pdf",
        "SHA-256": "f" * 64,
    }


def test_annex_holds_every_point_and_what_is_new() -> None:
    table = tables(chapters(papers.document())["Bijlage: alle meetpunten"])[0]

    assert table.groups == ((0, "flat"),)
    assert [(row[0], row[4]) for row in table.rows] == [
        ("raam a", "-26 ± 1 min"),
        ("raam b", "0 ± 1 min"),
        ("raam new", "nieuw"),
    ]


def test_of_very_many_points_only_those_that_change_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_sun_annex, "_MOST_POINTS", 2)
    document = papers.document()
    blocks = chapters(document)["Bijlage: meetpunten waarvan de zon verandert"]
    told = [b.text for b in blocks if isinstance(b, Paragraph) and b.tone == "stress"]

    assert "Bijlage: alle meetpunten" not in chapters(document)
    assert [row[0] for row in tables(blocks)[0].rows] == ["raam a", "raam new"]
    assert len(told) == 1
    assert "van 3 meetpunten staan hier de 2 die nieuw zijn of waarvan de zon verandert" in told[0]
    assert "Weggelaten: 1 die op elke dag evenveel zon houden. " in told[0]


def test_of_very_many_that_change_the_largest_losses_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_sun_annex, "_MOST_POINTS", 2)
    monkeypatch.setattr(page_sun_annex, "_MOST_CHANGED", 1)
    blocks = chapters(papers.document())["Bijlage: meetpunten waarvan de zon verandert"]
    told = [b.text for b in blocks if isinstance(b, Paragraph) and b.tone == "stress"]

    # What is new has no loss to compare, and comes before all others.
    assert [row[0] for row in tables(blocks)[0].rows] == ["raam new"]
    assert "evenveel zon houden, en 1 waarvan de zon het minst verandert. De beoordeling als JSON" in told[0]


def test_defects_say_what_they_block() -> None:
    facts = made.defective(made.facts(), made.defect("dak", "building_height"))
    blocks = chapters(report_document(made.assessment(made=facts)))
    table = tables(blocks["Gebreken van het model en wat zij tegenhouden"])[0]

    assert table.rows == (("fout", "het dak ontbreekt", "exporteer opnieuw", "bouwhoogte"),)


def test_number_is_that_of_the_json_and_follows_every_change() -> None:
    one, other = papers.document(), report_document(made.assessment())

    assert one.report_id != other.report_id
    assert one.report_id == papers.document("en").report_id
    assert len(one.report_id.replace(" ", "")) == 16


def test_a_failed_pack_stands_on_the_first_page() -> None:
    document = report_document(made.assessment(error=Text("kapot", "broken")))

    assert (
        Bullets(("niet geladen, dus niet getoetst: optopcheck-proef",)) in chapters(document)["Samenvatting"]
    )


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (Scenario(), "1 bouwlaag van 3,00 m, zonder terugligging"),
        (
            Scenario(2, 2.8, Setback.all_round(1.5), 0.3, construction="CLT"),
            "2 bouwlagen van 2,80 m, rondom 1,50 m terug, dakrand 0,30 m, CLT",
        ),
        (
            Scenario(1, 3.0, Setback(1.5, 0.0, 0.0, 2.0)),
            "1 bouwlaag van 3,00 m, terugligging noord 1,50 m, oost 0,00 m, zuid 0,00 m, west 2,00 m",
        ),
    ],
)
def test_variant_in_words(scenario: Scenario, words: str) -> None:
    assert variant(scenario, "nl") == words


def test_what_the_user_entered_and_what_took_no_part_stand_in_the_method() -> None:
    entered = {"existing.construction_year": EnteredFact(1965, "BAG")}
    aside = (SetAside("gm0637-x", "1.0", "Zoetermeer data", Text("staat uit", "is off"), "gm0637"),)
    assessment = of_case(papers.marked(), entered=entered)
    site = replace(assessment.facts.case.site, municipality="GM0637")
    assessment = of_case(replace(assessment, receipt=replace(assessment.receipt, aside=aside)), site=site)
    blocks = chapters(report_document(assessment, "en"))["How this was checked"]
    rows = {table.caption: table.rows for table in tables(blocks)}

    assert rows["Facts entered"] == (("year built (existing.construction_year)", "1965", "BAG"),)
    assert rows["Rule packs that took no part"] == (("Zoetermeer data 1.0", "is off"),)


def test_the_whole_may_have_words_of_the_reviewer_too() -> None:
    found = undetermined(Need.JUDGEMENT, Text("past dit?", "does it fit?"))
    assessment = made.assessment(made.outcome("fit", found))
    words = "aanhouden (A, 01-07-2026)\nalsnog akkoord (B, 02-07-2026)"
    blocks = chapters(report_document(assessment, reviewed={WHOLE: words}))["Wat een mens moet afwegen"]
    told = "Over het geheel: aanhouden (A, 01-07-2026); alsnog akkoord (B, 02-07-2026)"

    assert Paragraph(told, "stress") in blocks


def test_assumptions_of_rules_that_do_not_apply_are_counted_not_listed() -> None:
    rule = made.rule("elders", assumptions=(Text("elders geldt k"),))
    away = Outcome(rule, NotApplicable(Text("elders")), "x")
    found = made.outcome("hier", undetermined(Need.INPUT, Text("geen")), assumptions=(Text("hier geldt m"),))
    document = report_document(made.assessment(found, away))
    blocks = chapters(document)["Aannames en niet bevestigde grenzen"]
    listed = [text for b in blocks if isinstance(b, Bullets) for text in b.items]
    notes = [b.text for b in blocks if isinstance(b, Paragraph) and b.tone == "note"]

    assert "hier geldt m" in listed
    assert "elders geldt k" not in listed
    assert [note.split(" van ")[0] for note in notes] == ["Niet genoemd: 1"]


def test_the_screening_stands_below_the_sentence_that_nothing_is_judged() -> None:
    screening = Section("Constructie: screening", (("uitkomst", "kansrijk"),), notes=("geen oordeel",))
    document = report_document(papers.marked(), screening=screening)
    blocks = chapters(document)["Draagconstructie"]

    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text.startswith("Dit programma oordeelt niet over de draagkracht")
    assert blocks[-3:] == [
        Heading("Constructie: screening", 2),
        Pairs((("uitkomst", "kansrijk"),)),
        Paragraph("geen oordeel", "note"),
    ]
    # It is no part of the assessment, so the number on each page is the same.
    assert document.report_id == report_document(papers.marked()).report_id
