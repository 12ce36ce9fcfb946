"""The page of a pack tells who, for whom, and of each rule the source, the limits and what is left open."""

from __future__ import annotations

import re

import pytest

from optopcheck.domain.rule import Standing
from optopcheck.rules.authoring import explain_pack
from optopcheck.rules.packs import read_pack
from tests.rules.authoring.made import pack, scoped
from tests.rules.declared.texts import GOOD, changed

CONFIRMED = 'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"\n'
FULL = (
    GOOD.replace(
        'applies_when = "storeys_added >= 1"\n',
        'applies_when = "storeys_added >= 1"\nnote = "Hoort bij {proposed.building_height}."\n',
        1,
    )
    + """
[rule.change]
violates = { nl = "verder terug", en = "further back" }

[[rule.first]]
when = "not known(structural_statement.by)"
need = "input"
says = { nl = "Er is geen verklaring.", en = "There is no statement." }

[[rule.assumption]]
nl = "De nota zegt niet wat een gevel is."
en = "The note does not say what a façade is."
"""
)


def page(language: str = "nl", **changes: str) -> str:
    return explain_pack(read_pack(scoped(**changes)), "en" if language == "en" else "nl")


def test_it_tells_who_made_it_and_for_whom() -> None:
    told = page()

    assert told.startswith("# Dakopbouwen in Voorbeeldstad\n")
    for words in (
        "- Pakket: gm0001-dakopbouw, versie 1.0.0",
        "- Zegt te zijn van: gemeente met code GM0001",
        "- Geldig: vanaf 01-01-2024 tot en met 31-12-2029",
        "- Vragen aan: bouwen@voorbeeldstad.nl",
        "- Licentie: EUPL-1.2",
        "- 1.0.0: eerste versie",
    ):
        assert f"{words}\n" in told
    (scope,) = re.findall(r"^- Voor: (.*)$", told, re.MULTILINE)
    assert scope == (
        "gebouwen in deze gemeente, binnen het gebied van gebied.geojson, alleen portiekflat,"
        " gebouwd in of na 1945, gebouwd tot en met 1990, geen monumenten"
    )


def test_it_tells_of_each_rule_source_limits_and_expression() -> None:
    told = page(rules__regels=FULL)

    for words in (
        "## 1. Hoogte\n",
        "## 2. Terugligging\n",
        "`gm0001.hoogte`, toets\n",
        "Bron: Nota dakopbouwen, 4.2 (beleidsregel)\n",
        "> Een dakopbouw is ten hoogste 12 m hoog en ligt 3 m terug.\n",
        "https://example.org/nota\n",
        "geldt vanaf 01-01-2024 tot en met 31-12-2029\n",
        "Waar: in Voorbeeldstad (GM0001)\n",
        "Alleen als: 'toegevoegde bouwlagen' is ten minste 1\n",
        "Eis: 'bouwhoogte (voorgesteld)' is ten hoogste 12 m\n",
        "`require = proposed.building_height <= limit.max_height`\n",
        "- `limit.max_height`: 12 m (artikel 4.2 onder a), bevestigd door gemeenteraad van Voorbeeldstad",
        "- `proposed.building_height`: bouwhoogte (voorgesteld) [m]\n",
        "Bij elke uitkomst: Hoort bij [bouwhoogte (voorgesteld)].\n",
        "de regel niet als 'in welke rol de verklaring is gegeven' is gelijk aan 'monumentencommissie'\n",
        "- zolang 'wie de constructieve verklaring gaf' is niet ingevoerd: nader onderzoek (er ontbreekt",
        "  - Er is geen verklaring.\n",
        "- voldoet niet: verder terug\n",
        "- De nota zegt niet wat een gevel is.\n",
    ):
        assert words in told, words
    # The same source is told in full once.
    assert told.count("> Een dakopbouw") == 1
    assert "Bron: Nota dakopbouwen, 4.2 (beleidsregel), zie bij 1\n" in told


def test_what_must_hold_together_is_a_list() -> None:
    together = "storeys_added >= 1 and (existing.has_lift or storeys_added < 3) and not existing.is_monument"
    told = page(rules__regels=changed('"storeys_added >= 1"', f'"{together}"'))

    assert (
        "Alleen als: al het volgende geldt\n\n"
        "- 'toegevoegde bouwlagen' is ten minste 1\n"
        "- een van de volgende geldt\n"
        "  - er is een lift\n"
        "  - 'toegevoegde bouwlagen' is minder dan 3\n"
        "- niet: het gebouw is een monument\n\n"
        f"`applies_when = {together}`\n"
    ) in told


def test_a_limit_that_nobody_confirmed_says_so() -> None:
    told = page(rules__regels=changed(CONFIRMED, ""))

    assert "- `limit.max_height`: 12 m (artikel 4.2 onder a), **niet bevestigd: beslist niets**\n" in told
    assert told.count("niet bevestigd: beslist niets") == 1
    open_norm = changed("value = 12\n", "open = true\n").replace(CONFIRMED, "", 1)
    assert "een open norm, nog niet ingevuld (artikel 4.2 onder a)" in page(rules__regels=open_norm)


@pytest.mark.parametrize("standing", Standing)
def test_the_standing_tells_which_words_the_verdict_may_use(standing: Standing) -> None:
    told = page(rules__regels=changed('"beleidsregel"', f'"{standing.value}"'))

    assert f"({standing.value})" in told
    if standing.may_judge:
        assert "het oordeel heet 'voldoet" in told
    else:
        assert "draagt geen oordeel: de uitkomst is ten hoogste nader onderzoek" in told
        assert "het oordeel heet" not in told


def test_it_tells_at_which_instant_shade_is_looked_at() -> None:
    shaded = changed(
        'applies_when = "', 'applies_when = "shade.noon.extra_area * 0 == 0 * shade.noon.extra_area and '
    )
    moment = '[shade.noon]\nday = "21 maart"\nclock = "12:00"\nground = "open"\n\n[[rule]]'
    told = page(rules__regels=shaded.replace("[[rule]]", moment, 1))

    assert "- `shade.noon.extra_area`: extra schaduw op open grond op 21 maart om 12:00 [m2] (met het" in told
    assert "'extra schaduw op open grond op 21 maart om 12:00'" in told


def test_a_judgement_shows_its_question_and_what_to_attach() -> None:
    asked = FULL.replace(
        'require = "all(proposed.facades, it.setback >= limit.min_setback)"',
        'kind = "judgement"\napplies_when = "storeys_added * limit.min_setback > 0"\n'
        'asks = "Past het bij {proposed.building_height}?"\nevidence = ["een foto"]',
    ).replace("unless = \"structural_statement.role == 'monumentencommissie'\"\n", "")
    told = page(rules__regels=asked)

    assert "`gm0001.terugligging`, vraag die een mens beantwoordt\n" in told
    assert "Vraag: Past het bij [bouwhoogte (voorgesteld)]?\n" in told
    assert "Bij te voegen:\n\n- een foto\n" in told


def test_the_page_is_english_on_request() -> None:
    told = page("en", rules__regels=FULL)

    for words in (
        "- Says to be of: municipality with code GM0001\n",
        "- Valid: from 2024-01-01 until 2029-12-31\n",
        "Source: Nota dakopbouwen, 4.2 (policy rule)\n",
        "Requirement: 'building height (proposed)' is at most 12 m\n",
        "- as long as 'who made the structural statement' was not entered: further study needed",
        "- does not comply: further back\n",
    ):
        assert words in told, words
    for dutch in ("Grenzen", "Feiten", "Bron:", "ten hoogste", "nader onderzoek"):
        assert dutch not in told.replace("Een dakopbouw is ten hoogste", "")


def test_no_text_of_a_pack_moves_the_cursor_or_makes_lines_of_its_own() -> None:
    hostile = r'"Nota\r\n\n## 9. Echt\u00a0dakopbouwen"'
    told = page(rules__regels=changed('"Nota dakopbouwen"', hostile))

    assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert "\n## 9." not in told
    assert "Bron: Nota   ## 9. Echt dakopbouwen, 4.2 (beleidsregel)\n" in told


def test_rules_in_python_are_named_and_not_explained() -> None:
    promised = 'api = 1\nrules = ["gm0001.a", "gm0001.b"]'
    manifest = pack()["manifest.toml"].decode().replace("lang = 1", promised)
    files = {"manifest.toml": manifest.encode(), "python/a-1.0-py3-none-any.whl": b"x"}
    told = explain_pack(read_pack(files))

    assert "## Regels in Python\n" in told
    assert told.endswith("\n- `gm0001.a`\n- `gm0001.b`\n")
    assert "Regels in Python" not in page()


def test_what_it_fills_in_for_others_is_told() -> None:
    more = '\n[fill."nl.max_loss"]\nsource = "nota"\nvalue = 0.5\nunit = "h"\nplace = "artikel 9"\n'
    told = page(rules__regels=GOOD + more)

    assert "- `nl.max_loss`: 0,5 h (artikel 9; niet bevestigd: beslist niets)\n" in told
    after = told.split("- `nl.max_loss`")[1]
    assert "  - Bron: Nota dakopbouwen, 4.2 (beleidsregel)\n" in after
    assert "https://example.org/nota" in after
