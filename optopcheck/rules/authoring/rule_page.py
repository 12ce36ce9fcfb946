"""One rule as a piece of a page: what it asks in words, where that stands, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.words import in_lines, in_words, limit_words
from optopcheck.rules.declared.rule import PLACEHOLDER, Outcome, RuleKind
from optopcheck.rules.declared.wording import REASON, WHY, sentence
from optopcheck.rules.language.kinds import ListKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.domain.rule import LegalSource
    from optopcheck.domain.text import Language
    from optopcheck.rules.declared.rule import Condition, DataLimit, DataRule

_KINDS = {
    RuleKind.CHECK: Text("toets", "check"),
    RuleKind.JUDGEMENT: Text("vraag die een mens beantwoordt", "question that a human answers"),
    RuleKind.INFORMATION: Text("informatie; telt niet mee in het oordeel", "information; it does not count"),
}
_NOT_CONFIRMED = Text("**niet bevestigd: beslist niets**", "**not confirmed: decides nothing**")
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


def rule_page(rule: DataRule, place: int, language: Language, told_in: int | None = None) -> Iterator[str]:
    """Yield the lines of one rule; `told_in` is the rule that told the same source in full."""
    page = _Page(rule, language)
    yield f"## {place}. {rule.title.in_language(language)}"
    yield ""
    yield f"`{rule.id}`, {_KINDS[rule.kind].in_language(language)}"
    yield from page.source(told_in)
    yield from page.scope()
    yield from page.asked() if rule.kind is not RuleKind.CHECK else page.required()
    yield from page.changes()
    yield from page.limits()
    yield from page.facts()
    yield from page.listed(Text("Aannamen", "Assumptions"), rule.assumptions)


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

    def condition(self, label: str, condition: Condition) -> Iterator[str]:
        """Yield an expression in words; what is joined in it as a list."""
        first = False
        yield ""
        for depth, words in in_lines(self.rule, condition.node):
            told = words.in_language(self.language)
            if depth == 0:
                yield f"{label}: {told}"
            else:
                yield from [""] if first else []
                yield f"{'  ' * (depth - 1)}- {told}"
            first = depth == 0

    def source(self, told_in: int | None) -> Iterator[str]:
        source = self.rule.source
        told = _stands(source, self.language)
        yield ""
        if told_in is not None:
            yield told + self.say(f", zie bij {told_in}", f", see {told_in}")
            return
        yield told
        yield ""
        yield f"> {source.passage}"
        yield ""
        yield from (f"- {line}" for line in _about(source, self.language))
        if self.rule.kind is RuleKind.CHECK:
            yield f"- {self._carries(source)}"

    def _carries(self, source: LegalSource) -> str:
        if not source.standing.may_judge:
            return self.say(
                "draagt geen oordeel: de uitkomst is ten hoogste nader onderzoek",
                "carries no verdict: the outcome is at most further study needed",
            )
        yes, no = (verdict_words(v, source, self.language) for v in (Verdict.COMPLIES, Verdict.VIOLATES))
        return self.say(f"het oordeel heet '{yes}' of '{no}'", f"the verdict reads '{yes}' or '{no}'")

    def scope(self) -> Iterator[str]:
        rule = self.rule
        if rule.municipality is not None:
            own = f"{rule.place_name} ({rule.municipality})"
            yield ""
            yield self.say(f"Waar: in {own}", f"Where: in {own}")
        if rule.applies_when is not None:
            yield from self.condition(self.say("Alleen als", "Only if"), rule.applies_when)
            yield ""
            yield f"`applies_when = {rule.applies_when.text}`"
        for place, stop in enumerate(rule.first):
            if place == 0:
                yield ""
                yield self.say("Eerst moet dit vaststaan:", "First this must be settled:")
                yield ""
            need = stop.need.label.in_language(self.language)
            waits = self.say(f"nader onderzoek ({need})", f"further study needed ({need})")
            yield f"- {self.say('zolang', 'as long as')} {self.test(stop.when)}: {waits}"
            yield f"  - {self.told(stop.text)}"
            if stop.change is not None:
                change = self.say("wat dat zou veranderen", "what would change that")
                yield f"  - {change}: {self.told(stop.change)}"
            yield f"  - `{stop.when.text}`"

    def required(self) -> Iterator[str]:
        rule = self.rule
        if rule.require is not None:
            yield from self.condition(self.say("Eis", "Requirement"), rule.require)
            yield ""
            yield f"`require = {rule.require.text}`"
        if rule.unless is not None:
            yield ""
            words = self.test(rule.unless)
            yield self.say(
                f"Uitzondering: is aan de eis niet voldaan, dan geldt de regel niet als {words}",
                f"Exception: where the requirement is not met, the rule does not apply if {words}",
            )
            yield ""
            yield f"`unless = {rule.unless.text}`"
        if rule.note is not None:
            yield ""
            yield f"{self.say('Bij elke uitkomst', 'With every outcome')}: {self.told(rule.note)}"

    def changes(self) -> Iterator[str]:
        """Yield what would change an outcome, where the author says so."""
        told = [
            f"- {self.say(*_OUTCOMES[outcome])}: {self.told(text)}"
            for outcome, text in self.rule.change.items()
        ]
        if told:
            yield ""
            yield f"{self.say('Wat de uitkomst zou veranderen', 'What would change the outcome')}:"
            yield ""
            yield from told

    def asked(self) -> Iterator[str]:
        rule = self.rule
        yield ""
        label = (
            self.say("Vraag", "Question")
            if rule.kind is RuleKind.JUDGEMENT
            else self.say("Mededeling", "Remark")
        )
        yield f"{label}: {self.told(sentence(rule.asks or rule.title))}"
        yield from self.listed(Text("Bij te voegen", "To attach"), rule.evidence)

    def limits(self) -> Iterator[str]:
        named = [n.removeprefix("limit.") for n in self.rule.names if n.startswith("limit.")]
        if not named:
            return
        yield ""
        yield f"{self.say('Grenzen', 'Limits')}:"
        yield ""
        for name in named:
            yield f"- {self._limit(self.rule.limits[name])}"

    def _limit(self, limit: DataLimit) -> str:
        told = limit_words(limit).in_language(self.language)
        head = f"`limit.{limit.name}`: {told} ({limit.place})"
        if limit.limit is None:
            return head
        if limit.limit.confirmed_by is None:
            return f"{head}, {_NOT_CONFIRMED.in_language(self.language)}"
        return f"{head}, {self.say('bevestigd door', 'confirmed by')} {limit.limit.confirmed_by}"

    def facts(self) -> Iterator[str]:
        facts = [self.rule.facts[name] for name in self.rule.names if name in self.rule.facts]
        if not facts:
            return
        yield ""
        yield f"{self.say('Feiten', 'Facts')}:"
        yield ""
        for fact in facts:
            unit = f" [{fact.unit}]" if fact.unit not in ("", "1") else ""
            if isinstance(fact.kind, ListKind):
                unit = self.say(f", per stuk: {fact.unit}", f", of each: {fact.unit}")
            note = f" ({fact.note.in_language(self.language)})" if fact.note else ""
            yield f"- `{fact.name}`: {fact.label.in_language(self.language)}{unit}{note}"

    def listed(self, title: Text, texts: tuple[Text, ...]) -> Iterator[str]:
        if not texts:
            return
        yield ""
        yield f"{title.in_language(self.language)}:"
        yield ""
        yield from (f"- {text.in_language(self.language)}" for text in texts)


def source_lines(source: LegalSource, language: Language, indent: str) -> Iterator[str]:
    """Yield a source as items of a list, its passage too."""
    yield f"{indent}- {_stands(source, language)}"
    yield f"{indent}- {source.passage}"
    yield from (f"{indent}- {line}" for line in _about(source, language))


def _stands(source: LegalSource, language: Language) -> str:
    label = Text("Bron", "Source").in_language(language)
    standing = Text(source.standing.value, _STANDING[source.standing.value]).in_language(language)
    return f"{label}: {source.title}, {source.article} ({standing})"


def _about(source: LegalSource, language: Language) -> Iterator[str]:
    yield f"{Text('te lezen op', 'to be read at').in_language(language)} {source.url}"
    yield _in_force(source, language)
    if source.consulted_on is not None:
        yield f"{Text('gelezen op', 'read on').in_language(language)} {_day(source.consulted_on, language)}"
    if source.note is not None:
        yield source.note.in_language(language)


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
