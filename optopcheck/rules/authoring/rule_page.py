"""One rule as a chapter: what it asks in words, where that stands, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.chapters import Chapter, Line, LineKind
from optopcheck.rules.authoring.words import in_lines, in_words, limit_words
from optopcheck.rules.declared.rule import PLACEHOLDER, Outcome, RuleKind
from optopcheck.rules.declared.wording import REASON, WHY, sentence
from optopcheck.rules.language.kinds import ListKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from optopcheck.domain.rule import LegalSource, Rule
    from optopcheck.domain.text import Language
    from optopcheck.rules.declared.rule import Condition, DataLimit, DataRule

_KINDS = {
    RuleKind.CHECK: Text("toets", "check"),
    RuleKind.JUDGEMENT: Text("vraag die een mens beantwoordt", "question that a human answers"),
    RuleKind.INFORMATION: Text("informatie; telt niet mee in het oordeel", "information; it does not count"),
}
_NOT_CONFIRMED = Text("niet bevestigd: beslist niets", "not confirmed: decides nothing")
_OUTCOMES = {
    Outcome.COMPLIES: ("voldoet", "complies"),
    Outcome.VIOLATES: ("voldoet niet", "does not comply"),
    Outcome.NOT_APPLICABLE: ("niet van toepassing", "not applicable"),
    Outcome.EXCEPTION: ("uitzondering", "exception"),
    Outcome.INPUT: ("er ontbreekt iets", "something is missing"),
    Outcome.PRECISION: ("binnen de onzekerheid", "within the uncertainty"),
    Outcome.JUDGEMENT: ("een mens moet oordelen", "a human must decide"),
    Outcome.REPAIR: ("model of regel herstellen", "model or rule needs repair"),
}
_STANDING = {
    "wet": "law",
    "omgevingsplan": "environment plan",
    "verordening": "ordinance",
    "beleidsregel": "policy rule",
    "programma": "programme",
    "ontwerp": "draft",
    "praktijk": "practice",
    "eigen aanname": "own assumption",
}


def rule_chapter(rule: DataRule, place: int, language: Language, told_in: int | None = None) -> Chapter:
    """Return what is told of one rule; `told_in` is the rule that told the same source in full."""
    page = _Page(rule, language)
    lines = (
        Line(_KINDS[rule.kind].in_language(language), rule.id, kind=LineKind.ID),
        *page.source(told_in),
        *page.scope(),
        *(page.asked() if rule.kind is not RuleKind.CHECK else page.required()),
        *page.changes(),
        *page.limits(),
        *page.facts(),
        *listed(Text("Aannamen", "Assumptions"), rule.assumptions, language),
    )
    return Chapter(f"{place}. {rule.title.in_language(language)}", lines)


def program_chapter(rule: Rule, place: int, language: Language, told_in: int | None = None) -> Chapter:
    """Return what is told of one rule in Python: its source, and what it assumes."""
    kind = Text("een programma toetst", "a program checks").in_language(language)
    lines = (
        Line(kind, rule.id, kind=LineKind.ID),
        *told_source(rule.source, language, told_in),
        *listed(Text("Aannamen", "Assumptions"), rule.assumptions, language),
    )
    return Chapter(f"{place}. {rule.title.in_language(language)}", lines)


class _Page:
    def __init__(self, rule: DataRule, language: Language) -> None:
        self.rule = rule
        self.language = language

    def say(self, nl: str, en: str) -> str:
        return Text(nl, en).in_language(self.language)

    def told(self, text: Text) -> str:
        """Return a text of the author, with the name of what is filled in."""

        def label(name: str) -> str:
            if name in (REASON, WHY):
                return self.say("de reden", "the reason")
            if name.startswith("limit."):
                return limit_words(self.rule.limits[name.removeprefix("limit.")]).in_language(self.language)
            return self.rule.facts[name].label.in_language(self.language)

        return PLACEHOLDER.sub(lambda found: f"[{label(found[1])}]", text.in_language(self.language))

    def test(self, condition: Condition) -> str:
        return in_words(self.rule, condition.node).in_language(self.language)

    def condition(self, label: str, condition: Condition) -> Iterator[Line]:
        """Yield an expression in words; what is joined in it as a list."""
        for depth, words in in_lines(self.rule, condition.node):
            yield Line(words.in_language(self.language), label if depth == 0 else "", depth)

    def source(self, told_in: int | None) -> Iterator[Line]:
        yield from told_source(self.rule.source, self.language, told_in)
        if self.rule.kind is RuleKind.CHECK and told_in is None:
            yield Line(self._carries(self.rule.source), depth=1, name=self.say("oordeel", "verdict"))

    def _carries(self, source: LegalSource) -> str:
        if not source.standing.may_judge:
            return self.say(
                "draagt geen oordeel: de uitkomst is ten hoogste nader onderzoek",
                "carries no verdict: the outcome is at most further study needed",
            )
        yes, no = (verdict_words(v, source, self.language) for v in (Verdict.COMPLIES, Verdict.VIOLATES))
        return self.say(f"het oordeel heet '{yes}' of '{no}'", f"the verdict reads '{yes}' or '{no}'")

    def scope(self) -> Iterator[Line]:
        rule = self.rule
        if rule.municipality is not None:
            yield Line(f"in {rule.place_name} ({rule.municipality})", self.say("Waar", "Where"))
        if rule.applies_when is not None:
            yield from self.condition(self.say("Alleen als", "Only if"), rule.applies_when)
            yield Line(f"applies_when = {rule.applies_when.text}", kind=LineKind.CODE)
        if rule.first:
            yield Line(label=self.say("Eerst moet dit vaststaan", "First this must be settled"))
        for stop in rule.first:
            need = stop.need.label.in_language(self.language)
            waits = self.say(f"nader onderzoek ({need})", f"further study needed ({need})")
            yield Line(f"{self.say('zolang', 'as long as')} {self.test(stop.when)}: {waits}", depth=1)
            yield Line(self.told(stop.text), depth=2)
            if stop.change is not None:
                change = self.say("wat dat zou veranderen", "what would change that")
                yield Line(f"{change}: {self.told(stop.change)}", depth=2)
            yield Line(stop.when.text, depth=2, kind=LineKind.CODE)

    def required(self) -> Iterator[Line]:
        rule = self.rule
        if rule.require is not None:
            yield from self.condition(self.say("Eis", "Requirement"), rule.require)
            yield Line(f"require = {rule.require.text}", kind=LineKind.CODE)
        if rule.unless is not None:
            words = self.test(rule.unless)
            told = self.say(
                f"is aan de eis niet voldaan, dan geldt de regel niet als {words}",
                f"where the requirement is not met, the rule does not apply if {words}",
            )
            yield Line(told, self.say("Uitzondering", "Exception"))
            yield Line(f"unless = {rule.unless.text}", kind=LineKind.CODE)
        if rule.note is not None:
            yield Line(self.told(rule.note), self.say("Bij elke uitkomst", "With every outcome"))

    def changes(self) -> Iterator[Line]:
        """Yield what would change an outcome, where the author says so."""
        if self.rule.change:
            yield Line(label=self.say("Wat de uitkomst zou veranderen", "What would change the outcome"))
        for outcome, text in self.rule.change.items():
            yield Line(f"{self.say(*_OUTCOMES[outcome])}: {self.told(text)}", depth=1)

    def asked(self) -> Iterator[Line]:
        rule = self.rule
        label = (
            self.say("Vraag", "Question")
            if rule.kind is RuleKind.JUDGEMENT
            else self.say("Mededeling", "Remark")
        )
        yield Line(self.told(sentence(rule.asks or rule.title)), label)
        yield from listed(Text("Bij te voegen", "To attach"), rule.evidence, self.language)

    def limits(self) -> Iterator[Line]:
        named = [n.removeprefix("limit.") for n in self.rule.names if n.startswith("limit.")]
        if named:
            yield Line(label=self.say("Grenzen", "Limits"))
        for name in named:
            yield self._limit(self.rule.limits[name])

    def _limit(self, limit: DataLimit) -> Line:
        head = f"{limit_words(limit).in_language(self.language)} ({limit.place})"
        warning = ""
        if limit.limit is not None and limit.limit.confirmed_by is None:
            warning = _NOT_CONFIRMED.in_language(self.language)
        elif limit.limit is not None:
            head += f", {self.say('bevestigd door', 'confirmed by')} {limit.limit.confirmed_by}"
        return Line(head, f"limit.{limit.name}", 1, LineKind.NAMED, warning=warning)

    def facts(self) -> Iterator[Line]:
        facts = [self.rule.facts[name] for name in self.rule.names if name in self.rule.facts]
        if facts:
            yield Line(label=self.say("Feiten", "Facts"))
        for fact in facts:
            unit = f" [{fact.unit}]" if fact.unit not in ("", "1") else ""
            if isinstance(fact.kind, ListKind):
                unit = self.say(f", per stuk: {fact.unit}", f", of each: {fact.unit}")
            note = f" ({fact.note.in_language(self.language)})" if fact.note else ""
            told = f"{fact.label.in_language(self.language)}{unit}{note}"
            yield Line(told, fact.name, 1, LineKind.NAMED)


def listed(title: Text, texts: Sequence[Text], language: Language) -> Iterator[Line]:
    """Yield texts as a list under their title; nothing where there are none."""
    if texts:
        yield Line(label=title.in_language(language))
    yield from (Line(text.in_language(language), depth=1) for text in texts)


def told_source(source: LegalSource, language: Language, told_in: int | None = None) -> Iterator[Line]:
    """Yield where a rule stands, with its words; only its name where another rule told it in full."""
    again = "" if told_in is None else Text(f", zie bij {told_in}", f", see {told_in}").in_language(language)
    yield replace(_stands(source, language), text=_stands(source, language).text + again)
    if told_in is None:
        yield Line(source.passage, kind=LineKind.QUOTE)
        yield from _about(source, language, 1)


def source_items(source: LegalSource, language: Language, depth: int) -> Iterator[Line]:
    """Yield a source as items of a list, its words too."""
    yield replace(_stands(source, language), depth=depth)
    yield Line(source.passage, depth=depth, kind=LineKind.QUOTE)
    yield from _about(source, language, depth)


def _stands(source: LegalSource, language: Language) -> Line:
    standing = Text(source.standing.value, _STANDING[source.standing.value]).in_language(language)
    text = f"{source.title}, {source.article} ({standing})"
    return Line(text, Text("Bron", "Source").in_language(language))


def _about(source: LegalSource, language: Language, depth: int) -> Iterator[Line]:
    yield Line(source.url, Text("te lezen op", "to be read at").in_language(language), depth, joint=" ")
    yield Line(_in_force(source, language), depth=depth, name=Text("geldig", "valid").in_language(language))
    if source.consulted_on is not None:
        label = Text("gelezen op", "read on").in_language(language)
        yield Line(_day(source.consulted_on, language), label, depth, joint=" ")
    if source.note is not None:
        name = Text("let op", "note").in_language(language)
        yield Line(source.note.in_language(language), depth=depth, name=name)


def _in_force(source: LegalSource, language: Language) -> str:
    ends = (
        (Text("vanaf", "from"), source.valid_from),
        (Text("tot en met", "until"), source.valid_to),
    )
    told = [f"{label.in_language(language)} {_day(day, language)}" for label, day in ends if day is not None]
    if not told:
        return Text("geen begin- of einddatum opgegeven", "no first or last day given").in_language(language)
    return f"{Text('geldt', 'in force').in_language(language)} {' '.join(told)}"


def _day(day: date, language: Language) -> str:
    return f"{day:%d-%m-%Y}" if language == "nl" else day.isoformat()
