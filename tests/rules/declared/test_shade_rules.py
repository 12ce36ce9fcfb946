"""A rule on extra shade: its file names the instant, and every slip in it is told with line and remedy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.addition import Size
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.domain.shade import ExtraShade, ShadeGround, ShadeMoment
from optopcheck.rules.declared import RuleFileError, TextSource, read_rules
from optopcheck.rules.hosting.snapshot import read_snapshot, snapshot

FILE = """\
lang = 1
place = "Voorbeeldstad"

[source.nota]
title = "Nota schaduw"
passage = "Ten hoogste 250 m2 extra schaduw op 21 maart om 12.00 uur."
url = "https://example.org/nota"
article = "2"
standing = "beleidsregel"

[limit.most]
value = 250
unit = "m2"
place = "artikel 2"
confirmed_by = "gemeenteraad"

[shade.lente]
day = "21 maart"
clock = "12:00"
ground = "open"

[[rule]]
id = "gm0001.schaduw"
title = "Extra schaduw"
source = "nota"
require = "shade.lente.extra_area <= limit.most"
note = "Gemeten op {shade.lente.clock}."
"""
NOON = ShadeMoment(3, 21, 12, 0, ShadeGround.OPEN)


@pytest.mark.parametrize(
    ("area", "verdict"),
    [(200.0, Verdict.COMPLIES), (300.0, Verdict.VIOLATES), (249.5, Verdict.UNDETERMINED)],
)
def test_the_area_decides_with_its_doubt(area: float, verdict: Verdict) -> None:
    (rule,) = read_rules(FILE)
    shade = ExtraShade(NOON, date(2026, 3, 21), "12:00 (UTC+1)", 37.4, Size(area, 1.0))
    facts = make_facts(municipality="GM0001", proposed=replace(make_situation(), shade={NOON.id: shade}))

    found = rule.check(facts)

    assert rule.shades == (NOON,)
    assert isinstance(found, Finding)
    assert found.verdict is verdict
    assert found.need is (Need.PRECISION if verdict is Verdict.UNDETERMINED else None)
    assert found.margin == pytest.approx(250 - area)
    assert found.uncertainty == pytest.approx(1.0)
    assert found.measured is None
    assert found.stated is not None
    assert (found.stated.value, found.stated.unit) == (pytest.approx(area), "m2")
    assert found.stated.uncertainty == pytest.approx(1.0)
    assert found.stated.label.nl == "extra schaduw op open grond op 21 maart om 12:00"
    assert "21-03-2026 12:00 (UTC+1)" in found.explanation.nl
    label = next(used.label for used in found.used if used.name == "shade.lente.extra_area")
    assert label.nl == "extra schaduw op open grond op 21 maart om 12:00"
    assert label.en == "extra shade on open ground on 21 March at 12:00"


def test_an_instant_that_only_a_text_names_is_asked_for_too() -> None:
    other = '[shade.zomer]\nday = "21 juni"\nclock = "9:30"\nground = "open"\n\n[[rule]]'
    text = FILE.replace("[[rule]]", other, 1).replace('op {shade.lente.clock}."', 'op {shade.zomer.clock}."')
    (rule,) = read_rules(text)

    assert rule.shades == (NOON, ShadeMoment(6, 21, 9, 30, ShadeGround.OPEN))


def test_a_worker_sees_the_same_shade() -> None:
    shade = ExtraShade(NOON, date(2026, 3, 21), "12:00 (UTC+1)", 37.4, Size(200.0, 1.0))
    facts = make_facts(proposed=replace(make_situation(), shade={NOON.id: shade}))

    with snapshot(facts) as path:
        assert read_snapshot(path).proposed.shade == {NOON.id: shade}


# what: (old, new, line, words of the message)
ERRORS: dict[str, tuple[str, str, int, str]] = {
    "unknown alias": ("shade.lente.extra", "shade.zomer.extra", 26, "bedoelt u shade.lente.extra_area"),
    "the name of before": ("shade.lente.extra_area <=", "shade.extra_area <=", 26, "geen bekend feit"),
    "hour that is none": ('clock = "12:00"', 'clock = "25:00"', 19, "van 0:00 tot en met 23:59"),
    "minute that is none": ('clock = "12:00"', 'clock = "12:60"', 19, "van 0:00 tot en met 23:59"),
    "clock with a point": ('clock = "12:00"', 'clock = "12.00"', 19, '"12:00"'),
    "clock without quotes": ('clock = "12:00"', "clock = 12:00:00", 19, "tussen aanhalingstekens"),
    "leap day": ('day = "21 maart"', 'day = "29 februari"', 18, "een dag die elk jaar heeft"),
    "day that is none": ('day = "21 maart"', 'day = "31 april"', 18, "een dag die elk jaar heeft"),
    "day as a date": ('day = "21 maart"', "day = 2026-03-21", 18, "tussen aanhalingstekens"),
    "no day": ('day = "21 maart"\n', "", 17, "shade.lente.day ontbreekt"),
    "no clock": ('clock = "12:00"\n', "", 17, "shade.lente.clock ontbreekt"),
    "no ground": ('ground = "open"\n', "", 17, "shade.lente.ground ontbreekt"),
    "unknown ground": ('ground = "open"', 'ground = "straat"', 20, "kies uit open, neighbours"),
    "misspelt key": ("clock =", "uur =", 19, "bekend zijn clock, day, ground, plots"),
    "plots on open ground": ('ground = "open"', 'ground = "open"\nplots = ["tuin"]', 21, "laat weg voor"),
    "no plot at all": ('ground = "open"', 'ground = "neighbours"\nplots = []', 21, "laat weg voor alle"),
    "plots as one text": ('ground = "open"', 'ground = "neighbours"\nplots = "tuin"', 21, "[ ... ]"),
    "name with a dash": ("[shade.lente]", "[shade.lente-12]", 17, "kleine letters, cijfers en _"),
    "no table of its own": ("[shade.lente]", "[shade]", 18, "schrijf een tabel"),
    "instant that no rule names": (
        'require = "shade.lente.extra_area <= limit.most"\nnote = "Gemeten op {shade.lente.clock}."',
        'require = "increase.footprint_area <= limit.most"', 17, "geen regel gebruikt dit",
    ),
    "plots of open ground": ("shade.lente.extra_area", "shade.lente.plots", 26, "geen bekend feit"),
    "bare number": ("<= limit.most", "<= 250", 26, "[limit.NAAM]"),
}  # fmt: skip


@pytest.mark.parametrize("what", ERRORS)
def test_a_slip_is_told_with_line_and_remedy(what: str) -> None:
    old, new, line, words = ERRORS[what]
    assert FILE.count(old) >= 1, old
    with pytest.raises(RuleFileError) as told:
        read_rules(TextSource("schaduw.toml", FILE.replace(old, new, 1)))

    nl, en = told.value.text.nl, told.value.text.in_language("en")
    assert "'schaduw.toml'" in nl
    assert words in nl, nl
    assert en != nl
    at = re.search(r"regel (\d+):", nl)
    if line:
        assert at is not None, nl
        assert int(at[1]) == line, nl


def test_shade_without_an_instant_says_what_to_write() -> None:
    table = FILE[FILE.index("[shade.lente]") : FILE.index("[[rule]]")]
    with pytest.raises(RuleFileError, match=r"schrijf \[shade.naam\] met day, clock en ground"):
        read_rules(FILE.replace(table, "").replace("shade.lente.extra_area <=", "shade.extra_area <="))
