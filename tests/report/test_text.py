from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.compare import at_most, complies, undetermined, violates
from optopcheck.domain.assessment import SetAside
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource, Limit, Need, Standing
from optopcheck.domain.text import Text
from optopcheck.report import (
    Section,
    TextReport,
    assessment_json,
    measurement_report,
    plugins_section,
    text_report,
    wording,
)
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language


def all_text(report: TextReport) -> str:
    parts = [report.title, report.headline, report.reason]
    for section in report.sections:
        parts += [section.title, *section.header, *section.notes, *(c for row in section.rows for c in row)]
    return "\n".join(parts)


def section(report: TextReport, title: str) -> Section:
    return next(s for s in report.sections if s.title.startswith(title))


def test_headline_names_the_standing() -> None:
    green = made.assessment(made.outcome("one", complies("ja")))
    advice = made.assessment(
        made.outcome("one", complies("ja")), made.outcome("sun", complies("ja"), made.ADVICE)
    )

    assert text_report(green).headline == "voldoet aan beleid"
    assert (
        text_report(advice).headline
        == "voldoet aan beleid; voldoet aan de norm Zon licht (geen wettelijke norm)"
    )


def test_headline_of_a_breach_names_the_breach() -> None:
    red = made.assessment(made.outcome("one", complies("ja")), made.outcome("two", violates("nee"), made.LAW))

    assert text_report(red).headline == "voldoet niet"
    assert text_report(red).reason == "regel two"


@pytest.mark.parametrize(
    ("standing", "good", "bad"),
    [
        (Standing.LOCAL_PLAN, "voldoet", "voldoet niet"),
        (Standing.PROGRAMME, "voldoet aan beleid", "voldoet niet aan beleid"),
        (Standing.POLICY_RULE, "voldoet aan beleid", "voldoet niet aan beleid"),
    ],
)
def test_words_follow_the_standing_of_the_entered_plan(standing: Standing, good: str, bad: str) -> None:
    entered = LegalSource("Nota Hoogte", "", "https://example.org/nota", "paragraaf 3", standing)
    for finding, words in ((complies("ja"), good), (violates("nee"), bad)):
        told = replace(finding, limit=made.ENTERED, source=entered)
        shown = made.assessment(made.outcome("height", told, made.LAW))
        report = text_report(shown)
        section_ = next(s for s in report.sections if s.level == 2)
        assert report.headline == words
        assert section_.title.startswith(f"{words}: ")
        assert dict(section_.rows)["vindplaats"].startswith("Nota Hoogte, paragraaf 3 (rechtsstatus: ")
        written = assessment_json(shown)["findings"][0]  # type: ignore[index]
        assert (written["words"]["nl"], written["standing"]) == (words, standing.value)
        assert written["source"]["title"] == "Nota Hoogte"


def test_a_norm_of_practice_alone_is_weighed_by_a_human() -> None:
    advice = made.assessment(
        made.outcome("one", complies("ja")), made.outcome("two", violates("nee"), made.ADVICE)
    )

    assert text_report(advice).headline == "nader onderzoek (een mens moet oordelen)"


def test_headline_without_rules_is_never_green() -> None:
    report = text_report(made.assessment())

    assert report.headline == "nader onderzoek (er ontbreekt iets)"
    assert "geen enkele regel gaf een bevinding" in all_text(report)


def test_findings_come_worst_first_with_their_numbers() -> None:
    report = text_report(made.many_sided())
    titles = [s.title for s in report.sections if s.level == 2]

    assert titles == [
        "voldoet niet: regel height",
        "voldoet niet aan de norm Zon licht (geen wettelijke norm): regel sun",
        "nader onderzoek (er ontbreekt iets): regel paper",
        "voldoet aan beleid: regel one-storey",
    ]
    rows = dict(section(report, "voldoet niet: regel height").rows)
    assert rows["gemeten"] == "bouwhoogte 14,00 ± 0,02 m"
    assert rows["grens"] == "12,00 m (art. 3.2; ingevoerd voor dit perceel)"
    assert rows["marge"] == "-2,00 m"
    assert section(report, "Niet van toepassing").rows == (
        ("regel elsewhere (gm0637.elsewhere)", "niet in deze gemeente"),
    )


@pytest.mark.parametrize(("language", "expected"), [("nl", "9,12 ± 0,02 m"), ("en", "9.12 ± 0.02 m")])
def test_decimal_sign_follows_the_language(language: Language, expected: str) -> None:
    report = text_report(made.many_sided(), language)
    title = {"nl": "Metingen", "en": "Measurements"}[language]
    row = section(report, title).rows[0]

    assert row[1] == expected
    assert row[4] == {"nl": "+3,28 m", "en": "+3.28 m"}[language]


def test_dutch_report_holds_no_decimal_point() -> None:
    report = text_report(made.many_sided())
    skipped = ("Verantwoording", "Regelpakketten")
    report = replace(report, sections=tuple(s for s in report.sections if s.title not in skipped))
    text = re.sub(r"art\. \S+", "", all_text(report))

    assert re.findall(r"\d+\.\d+", text) == []


def test_what_is_not_measured_tells_why() -> None:
    table = section(text_report(made.many_sided()), "Metingen")

    assert table.rows[0][2] == "onbekend [1]"
    assert table.notes[0] == "[1] niet gegeven in deze proef"
    assert any("zonder liftopbouw" in note and "7,92 m" in note for note in table.notes)


def test_sun_shows_the_losers_with_the_day() -> None:
    sun = section(text_report(made.many_sided()), "Bezonning: zon licht")

    assert sun.rows == (("flat: raam a", "19-02-2026", "3 u 33 min", "3 u 07 min", "-26 min (-12 %)", ""),)
    assert any(note.startswith("1 van 2 meetpunten verliezen zon") for note in sun.notes)
    assert "toegestaan: geen planregels ingevoerd" in sun.notes
    assert any("geen wet" in note for note in sun.notes)


def test_sun_shows_ten_at_most_the_largest_loss_first() -> None:
    facts = made.facts()
    before = made.study({f"p{n:02}": (300.0, 300.0) for n in range(15)})
    after = made.study({f"p{n:02}": (300.0, 300.0 - n) for n in range(15)})
    facts = replace(
        facts,
        existing=replace(facts.existing, sun={"zon-licht": before}),
        proposed=replace(facts.proposed, sun={"zon-licht": after}),
    )
    sun = section(text_report(made.assessment(made=facts)), "Bezonning: zon-licht")

    assert [row[4].partition(" (")[0] for row in sun.rows] == [f"-{n} min" for n in range(14, 4, -1)]
    assert {row[1] for row in sun.rows} == {"21-10-2026"}


def three_situations() -> Assessment:
    """Two points and two days; the plan maximum takes a little, the design takes more."""
    facts = made.facts()
    minutes = {
        "existing": {"a": (200.0, 180.0), "b": (130.0, 400.0)},
        "permitted": {"a": (190.0, 170.0), "b": (130.0, 390.0)},
        "proposed": {"a": (100.0, 135.0), "b": (119.6, 250.0)},
    }
    studied = {
        name: replace(getattr(facts, name), sun={"zon-licht": made.study(sun)})
        for name, sun in minutes.items()
    }
    facts = replace(facts, **studied)
    return made.assessment(made.outcome("sun", complies("ja"), norms=(made.NORM,)), made=facts)


def test_sun_of_three_situations_with_minutes_and_percent() -> None:
    sun = section(text_report(three_situations()), "Bezonning: zon licht")

    assert sun.rows == (
        ("flat: raam b", "21-10-2026", "6 u 40 min", "4 u 10 min", "-150 min (-38 %)", "6 u 30 min"),
        ("flat: raam a", "19-02-2026", "3 u 20 min", "1 u 40 min", "-100 min (-50 %)", "3 u 10 min"),
    )
    (told,) = [note for note in sun.notes if note.startswith("van 2 meetpunten hebben")]
    assert told.endswith(": bestaand 0, toegestaan 0, voorgesteld 2")


def test_the_boundary_day_has_its_own_table() -> None:
    sun = section(text_report(three_situations()), "Bezonning: zon licht, grensdag 19-02-2026")

    assert sun.notes == ("2 meetpunten verliezen die dag zon",)
    assert [(row[0], row[1], row[4]) for row in sun.rows] == [
        ("flat: raam a", "19-02-2026", "-100 min (-50 %)"),
        ("flat: raam b", "19-02-2026", "-10 min (-8 %)"),
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.0, "0 min"), (0.4, "0,4 min"), (59.4, "59 min"), (59.6, "1 u 00 min"), (425.0, "7 u 05 min")],
)
def test_a_stretch_of_time_is_hours_and_minutes(minutes: float, words: str) -> None:
    assert wording.duration(minutes, "nl") == words


def test_assumptions_are_gathered_once() -> None:
    unconfirmed = Limit(1.5, "m", "art. 9")
    outcomes = [
        made.outcome(n, undetermined(Need.JUDGEMENT, "?", None, unconfirmed), profile=made.PROFILE)
        for n in "ab"
    ]
    notes = section(text_report(made.assessment(*outcomes)), "Aannames").notes

    assert "liftopbouw telt mee" in notes
    assert "grenswaarde 1,50 m (art. 9): door niemand bevestigd" in notes
    assert "peil 0,30 ± 0,50 m: peil" in notes
    assert len(notes) == len(set(notes))


def test_report_says_what_it_is_not() -> None:
    text = all_text(text_report(made.many_sided())).lower()

    assert "oordeelt niet over de draagkracht" in text
    assert "een bezonningsnorm is geen wet" in text
    assert "vergunbaar" not in text
    assert "sun norm is not law" in all_text(text_report(made.many_sided(), "en"))


def test_defects_credit_and_receipt_are_printed() -> None:
    facts = made.defective(made.facts(), made.defect("x"))
    facts = replace(facts, case=replace(facts.case, neighbours_credit="© 3DBAG"))
    report = text_report(made.assessment(made=facts))

    assert section(report, "Gebreken").rows == (("fout", "het dak ontbreekt", "exporteer opnieuw"),)
    assert "© 3DBAG" in section(report, "Bij deze beoordeling").notes
    assert ("toetsdatum", "02-07-2026") in section(report, "Verantwoording").rows


@pytest.mark.parametrize(("language", "word"), [("nl", "meetprofiel"), ("en", "measuring profile")])
def test_the_profile_is_named_by_finding_and_receipt(language: Language, word: str) -> None:
    measured = replace(made.height(14.0), profile=made.PROFILE.id)
    base = made.assessment(made.outcome("height", at_most(measured, made.ENTERED), made.LAW))
    report = text_report(replace(base, receipt=replace(base.receipt, profile=made.PROFILE)), language)
    receipt = dict(section(report, "Verantwoording" if language == "nl" else "Receipt").rows)
    finding = next(s for s in report.sections if s.level == 2)

    assert receipt[word].startswith(f"{made.PROFILE.title.in_language(language)} ({made.PROFILE.id})")
    assert made.PROFILE.plan_datum.in_language(language) in receipt.values()
    assert dict(finding.rows)[word] == made.PROFILE.id


def test_storeys_show_role_and_reason() -> None:
    rows = section(text_report(made.many_sided()), "Bouwlagen").rows

    assert rows[0] == ("bestaand", "begane grond", "0,00 m", "bouwlaag", "hele vloer")
    assert rows[1][3] == "geen bouwlaag"


def test_measurements_alone_give_no_verdict() -> None:
    facts = made.facts()
    report = measurement_report(facts.existing, facts.case.site)

    assert report.verdict is None
    assert "voldoet" not in all_text(report)
    assert section(report, "Metingen").rows[0] == ("bouwhoogte", "9,12 ± 0,02 m", "peil 0,30 m")


def test_plugins_show_rules_or_the_error() -> None:
    broken = made.assessment(error=Text("kapot", "broken")).receipt.plugins
    whole = made.many_sided().receipt.plugins

    assert plugins_section(broken).rows[0][3] == "kapot"
    assert plugins_section(whole).rows[0][3].splitlines()[0] == "gm0637.one-storey"
    assert "niets worden getoetst" in plugins_section(()).notes[0]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.004, "m", "0,004"),
        (0.0, "m", "0,00"),
        (-0.0, "m", "0,00"),
        (-1e-17, "m", "0,00"),
        (9e-10, "m2", "0,0"),
        (1e-6, "m", "0,000001"),
        (1.5, "1", "1,50"),
        (4.0, "1", "4"),
        (0.2, "min", "0,2"),
    ],
)
def test_a_number_that_is_not_zero_never_shows_as_zero(value: float, unit: str, shown: str) -> None:
    assert wording.visible(value, unit, "nl") == shown


def test_day_and_count_read_as_people_write_them() -> None:
    assert wording.day(date(2026, 7, 2), "en") == "2026-07-02"
    assert wording.measurement(Measurement(Quantity.STOREY_COUNT, 4.0, 0.0), "nl") == "4"
    assert (
        wording.measurement(Measurement(Quantity.PLANNING_VOLUME, 1234.56, 10.0), "nl") == "1234,6 ± 10,0 m³"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e-9, "0,00 m"), (-1e-9, "0,00 m"), (0.006, "+0,01 m"), (-3.0, "-3,00 m"), (3.0, "+3,00 m")],
)
def test_a_difference_of_nothing_shows_as_nothing(value: float, shown: str) -> None:
    assert wording.signed(value, "m", "nl") == shown


def test_margin_smaller_than_a_centimetre_is_seen() -> None:
    finding = at_most(made.height(11.997, 0.0), made.ENTERED)
    report = text_report(made.assessment(made.outcome("h", finding, made.LAW)))

    assert dict(section(report, "voldoet").rows)["marge"] == "0,003 m"


def test_the_report_names_the_packs_that_may_speak_here_and_took_no_part() -> None:
    assessment = made.many_sided()
    place = (assessment.facts.case.site.municipality or "").lower()
    why = Text("niet gekozen (--packs)")
    aside = (
        SetAside("eigen", "1.0.0", "", why, place, left_out=True),
        SetAside("anders", "1", "", why, "gm9999"),
    )
    told = text_report(replace(assessment, receipt=replace(assessment.receipt, aside=aside)))

    assert section(told, "Regelpakketten die niet meededen").rows == (
        ("eigen 1.0.0", "niet gekozen (--packs)"),
    )
