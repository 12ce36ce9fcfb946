"""Each number tells where it comes from, in words and numbers of the measurement itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optopcheck.api.testing import make_measurements
from optopcheck.domain.facts import Situation
from optopcheck.domain.measurement import Doubt, Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.report import counted, counted_part, measurement_report, text_report, trace, unlit_words
from optopcheck.report.trace import MOST_PARTS
from tests.report import shown
from tests.report.test_text import all_text, section
from tests.service import made


def rows(quantity: Quantity, found: Situation | None = None) -> dict[str, list[str]]:
    """Return the lines of a trace by their name."""
    lines: dict[str, list[str]] = {}
    name = ""
    for label, line in trace(quantity, found or shown.situation(), "nl").rows:
        name = label or name
        lines.setdefault(name, []).append(line)
    return lines


def test_trace_tells_definition_method_profile_and_datum() -> None:
    told = rows(Quantity.EAVES_HEIGHT)

    assert told["wijze van meten"] == [Quantity.EAVES_HEIGHT.definition.nl]
    assert told["bepaald als"] == ["hoogste druiplijn min peil"]
    assert told["meetprofiel"] == ["proef"]
    assert told["peil"] == ["0,30 ± 0,50 m (AHN): maaiveld volgens AHN"]
    assert told["andere lezing"] == ["laagste gevel: 5,70 m"]
    assert told["onderdelen"] == ["5: wall, glass, a en nog 2"]


def test_budget_names_each_share_and_they_sum_to_the_uncertainty() -> None:
    total, *shares = rows(Quantity.EAVES_HEIGHT)["onzekerheid"]

    assert total == "0,62 m bij elkaar"
    assert shares == [
        "– 0,02 m: meetkunde van het model",
        "– 0,50 m: hoogte van het peil",
        "– 0,10 m: de goot ontbreekt",
    ]
    assert shown.eaves().uncertainty == pytest.approx(0.62)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Measurement(Quantity.STOREY_COUNT, 3.0, 0.0), ["geen"]),
        (Measurement(Quantity.FOOTPRINT_AREA, 80.0, 1.5), ["1,5 m²: meetkunde van het model"]),
        (
            Measurement(
                Quantity.FOOTPRINT_AREA, 80.0, 0.0, doubts=(Doubt(Text("wand zonder dikte"), 0.004),)
            ),
            ["0,004 m² bij elkaar", "– 0,0 m²: meetkunde van het model", "– 0,004 m²: wand zonder dikte"],
        ),
    ],
)
def test_budget_of_one_share_is_one_line_and_a_small_doubt_is_no_zero(
    value: Measurement, told: list[str]
) -> None:
    found = Situation(None, make_measurements(**{value.quantity.key: value}))

    assert rows(value.quantity, found)["onzekerheid"] == told


def test_excluded_parts_are_named_once_with_their_count_and_reason() -> None:
    assert rows(Quantity.EAVES_HEIGHT)["niet meegeteld"] == [
        "3: ondergeschikt volgens het meetprofiel",
        "– 3 × schoorsteen (IfcChimney, chimney0, …)",
    ]


def test_parts_show_value_and_what_does_not_count() -> None:
    parts = trace(Quantity.EAVES_HEIGHT, shown.situation(), "nl").detail

    assert parts is not None
    assert parts.header == ("deel", "waarde", "opmerking")
    assert parts.rows == (
        ("gevel zuid", "8,70 ± 0,02 m", ""),
        ("gevel noord", "5,70 ± 0,02 m", "telt niet mee: dakkapel"),
    )


def test_long_lists_are_cut_with_a_count_on_paper_alone() -> None:
    found = shown.situation()
    whole = trace(Quantity.FREE_HEIGHT, found, "nl").detail
    cut = trace(Quantity.FREE_HEIGHT, found, "en", most=MOST_PARTS).detail

    assert whole is not None
    assert cut is not None
    assert (len(whole.rows), whole.notes) == (shown.ROOM_COUNT, ())
    assert len(cut.rows) == MOST_PARTS
    assert cut.notes == (f"and {shown.ROOM_COUNT - MOST_PARTS} more; all are in --json",)


def test_a_list_one_too_long_is_shown_whole() -> None:
    found = shown.situation()
    rooms = replace(shown.free_height(), parts=shown.free_height().parts[: MOST_PARTS + 1])
    found = replace(found, measured=replace(found.measured, free_height=rooms))
    cut = trace(Quantity.FREE_HEIGHT, found, "nl", most=MOST_PARTS).detail

    assert cut is not None
    assert len(cut.rows) == MOST_PARTS + 1
    assert cut.notes == ()


def test_an_unknown_number_tells_why_and_what_it_needs() -> None:
    told = trace(Quantity.FOOTPRINT_AREA, shown.situation(), "nl")

    assert told.title == "bebouwde oppervlakte: onbekend"
    assert dict(told.rows)["waarom"] == "de gevels sluiten niet"
    assert dict(told.rows)["wat nodig is"] == "model of regel herstellen"
    assert told.detail is None


def test_pitch_is_written_in_degrees() -> None:
    assert trace(Quantity.ROOF_PITCH, shown.situation(), "nl").title == "dakhelling: 35,0 ± 0,5°"


def test_legend_says_what_each_colour_is() -> None:
    found = shown.situation()
    south, north = shown.eaves().parts

    assert counted(Quantity.EAVES_HEIGHT, shown.eaves(), "nl") == "meegeteld: goothoogte 8,70 ± 0,62 m"
    assert counted_part(Quantity.EAVES_HEIGHT, south, "nl") == (
        "meegeteld: goothoogte, gevel zuid 8,70 ± 0,02 m"
    )
    assert counted_part(Quantity.EAVES_HEIGHT, north, "en") == (
        "does not count: eaves height, façade north 5.70 ± 0.02 m (dormer)"
    )
    assert counted(Quantity.FOOTPRINT_AREA, found.measured.footprint_area, "en") == "blocks: footprint"
    assert counted(Quantity.RIDGE_HEIGHT, found.measured.ridge_height, "nl") == ""
    assert unlit_words(found, ("chimney0", "chimney1"), "nl") == (
        "niet meegeteld (3): ondergeschikt volgens het meetprofiel; staat los van het gebouw"
    )
    assert unlit_words(replace(found, left_out=()), (), "nl") == ""


def test_measure_tells_everything_in_its_order() -> None:
    report = measurement_report(shown.situation(), shown.site())
    titles = [s.title for s in report.sections if s.level == 1]

    assert titles == [
        "Metingen",
        "Herkomst van elk getal",
        "Bouwlagen",
        "Niet meegeteld",
        "Gebreken in de invoer",
        "Plaats en hoogten",
    ]
    traced = [s.title.split(":")[0] for s in report.sections if s.level == 2]
    assert traced == ["bouwhoogte", "goothoogte", "aantal bouwlagen", "dakhelling", "vrije hoogte"]


def test_what_was_left_out_is_named_with_its_reason() -> None:
    rows = section(measurement_report(shown.situation(), shown.site()), "Niet meegeteld").rows

    assert rows == (
        ("3 × schoorsteen (IfcChimney, chimney0, …)", "ondergeschikt volgens het meetprofiel", "goothoogte"),
        ("schuur (IfcWall, shed)", "staat los van het gebouw", "alle grootheden"),
    )


def test_a_defect_names_what_it_blocks() -> None:
    defects = section(measurement_report(shown.situation(), shown.site()), "Gebreken")

    assert defects.header[3] == "houdt tegen"
    assert defects.rows[0][3] == "bebouwde oppervlakte, terugligging bovenste laag"


def test_place_tells_level_and_accuracy_of_the_reference() -> None:
    told = dict(section(measurement_report(shown.situation(), shown.site()), "Plaats en hoogten").rows)

    assert told["plaatsing in de wereld"] == "uit het model (LoGeoRef 50)"
    assert told["nauwkeurigheid"] == "± 0,25 m"
    assert told["hoogten"] == "NAP; de nul van het model ligt op -3,00 m"
    assert told["plaats"].splitlines()[1] == "RD 93500,00; 452700,00 (nulpunt van de meting)"
    assert told["perceelgrens"] == "bekend, 3 hoekpunten"
    bare = dict(section(measurement_report(shown.situation(), made.place(latitude=None)), "Plaats").rows)
    assert (bare["nauwkeurigheid"], bare["gemeente"]) == ("onbekend", "onbekend")
    assert bare["peil"] == "niet bekend; geef --peil"


def test_unknown_quantities_come_last_and_every_row_has_its_key() -> None:
    table = section(measurement_report(shown.situation(), shown.site()), "Metingen")

    assert sorted(table.keys) == sorted(quantity.key for quantity in Quantity)
    assert table.joint_from == 5
    assert all("onbekend" not in row[1] for row in table.rows[:5])
    assert all("onbekend" in row[1] for row in table.rows[5:])
    assert table.rows[1] == ("goothoogte", "8,70 ± 0,62 m", "peil 0,30 ± 0,50 m")


def test_check_notes_what_was_left_out() -> None:
    facts = made.facts()
    facts = replace(facts, existing=replace(facts.existing, left_out=shown.situation().left_out))
    notes = section(text_report(made.assessment(made=facts)), "Metingen").notes

    assert "buiten de meting gelaten (1): staat los van het gebouw" in notes


def test_english_trace_holds_no_dutch() -> None:
    text = all_text(measurement_report(shown.situation(), shown.site(), "en"))

    for dutch in ("onzekerheid", "niet meegeteld", "gevel", "peil", "onbekend"):
        assert dutch not in text
