from __future__ import annotations

import io

from rich.console import Console

from optopcheck.cli import layout, progress
from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.report import Section, text_report
from tests.service import made


def test_text_holds_verdicts_no_colours_and_fits_the_page() -> None:
    text = layout.plain(text_report(made.many_sided()))

    for words in ("voldoet niet", "voldoet aan beleid", "nader onderzoek", "Niet van toepassing", "12,00 m"):
        assert words in text
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= layout.WIDTH


def test_text_of_a_stranger_does_not_move_the_cursor() -> None:
    page = io.StringIO()
    hostile = "naam\x1b[1A\x1b[2Kvertrouwde gemeente\x1b]0;titel\x07\u202eom"
    section = Section(hostile, ((hostile, hostile),), notes=(hostile,))
    layout.print_section(section, Console(file=page, width=layout.WIDTH, color_system=None))

    assert page.getvalue().count("naam") == 4
    assert all(sign.isprintable() or sign in "\n\ufffd" for sign in page.getvalue())


def test_square_brackets_are_text_not_markup() -> None:
    text = layout.plain(text_report(made.many_sided()))

    assert "onbekend [1]" in text


def test_long_words_wrap_and_are_never_cut_off() -> None:
    name = "raam" * 60
    text = layout.plain(text_report(made.assessment(made.outcome("one", made.complies(Text(name))))))

    assert name in "".join(text.split())


def test_every_cell_of_the_english_report_is_there() -> None:
    text = layout.plain(text_report(made.many_sided(), "en"))

    assert "complies with policy" in text
    assert "9.12 ± 0.02 m" in text


def test_no_bars_in_a_pipe() -> None:
    with progress.shown_progress("nl", quiet=False) as report:
        assert report is no_progress


def test_bars_show_each_step_on_a_terminal() -> None:
    page = io.StringIO()
    console = Console(file=page, force_terminal=True, width=100)
    with progress.bars_on(console, "nl") as report:
        report(Text("model openen", "opening"), 0.5)
        report(Text("meten", "measuring"), 1.0)

    assert "model openen" in page.getvalue()
    assert "meten" in page.getvalue()
