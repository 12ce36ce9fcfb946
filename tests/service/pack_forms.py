"""A pack by form, filled in as a policy officer would."""

from __future__ import annotations

from dataclasses import replace

from optopcheck.domain.rule import Standing
from optopcheck.service import LimitForm, PackForm, RuleForm, Sentence, SourceForm, new_form, with_sentence

SOURCE = SourceForm(
    title="Nota dakopbouwen",
    article="4.2",
    passage='Een dakopbouw is ten hoogste 12,5 m hoog, "gemeten vanaf peil".',
    url="https://example.org/nota",
    standing=Standing.POLICY_RULE,
    valid_from="01-02-2024",
)
LIMIT = LimitForm(value="12,5", unit="m", place="artikel 4.2 onder a", confirmed_by="gemeenteraad, 1-1-2024")


def height_rule() -> RuleForm:
    empty = RuleForm(
        id="gm0599.hoogte",
        title="Hoogte van de dakopbouw",
        source=SOURCE,
        place_name="Rotterdam",
        applies_when="storeys_added >= 1",
        unless="existing.is_monument",
        assumptions=("De nota zegt niet wat een dakopbouw is.",),
        note="Let op het peil.",
    )
    return with_sentence(empty, Sentence("proposed.building_height", "<=", LIMIT))


def looks_rule() -> RuleForm:
    return RuleForm(
        id="gm0599.welstand",
        title="Welstand",
        source=SOURCE,
        kind="judgement",
        asks="Past de dakopbouw bij de straat?",
        evidence=("foto van de straat", "geveltekening"),
    )


def told_rule() -> RuleForm:
    return RuleForm(
        id="gm0599.overleg",
        title="Vooroverleg",
        source=SOURCE,
        kind="information",
        asks="Vraag vooroverleg aan.",
    )


def filled() -> PackForm:
    return replace(
        new_form(),
        authority="gm0599",
        id="gm0599-dakopbouw",
        name="Dakopbouwen in Rotterdam",
        contact="optoppen@example.org",
        licence="EUPL-1.2",
        valid_from="01-02-2024",
        rules=(height_rule(), looks_rule(), told_rule()),
    )
