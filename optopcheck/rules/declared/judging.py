"""What a data rule finds: scope, what must be settled first, the requirement, and its exception."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Finding, Limit, Need, NotApplicable, Verdict
from optopcheck.domain.stated import Stated
from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.catalogue.fact import decimal, not_known, unconfirmed
from optopcheck.rules.declared.rule import OUTCOME_OF, Outcome, RuleKind, Shown
from optopcheck.rules.declared.showing import parts_that_must_hold, shown_of
from optopcheck.rules.declared.view import FactsView
from optopcheck.rules.declared.wording import filled, reasons_text, sentence, used_value
from optopcheck.rules.language.evaluating import evaluate
from optopcheck.rules.language.kinds import UNITS
from optopcheck.rules.language.tree import Known, Literal, walk
from optopcheck.rules.language.tree import names as tree_names
from optopcheck.rules.language.values import Budget, Number, Unknown, exactly, subtracted
from optopcheck.rules.language.values import combined as together_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measurement
    from optopcheck.rules.declared.rule import Condition, DataLimit, DataRule, Stop
    from optopcheck.rules.declared.view import View
    from optopcheck.rules.language.values import Value

_STEPS = 10_000
_RISING = ("<", "<=")
_MISFIT = Text("de regel past niet bij de feiten", "the rule does not fit the facts")


def judge(rule: DataRule, facts: Facts) -> Finding | NotApplicable:
    """Return what one rule finds.

    In this order: the municipality, the scope of the pack, `applies_when`, each entry of `first`, then
    `require` with `unless`. The first that is false, true or undetermined
    where it must not be decides; nothing after it is looked at.
    """
    return judge_view(rule, FactsView(facts))


def judge_view(rule: DataRule, view: View) -> Finding | NotApplicable:
    """Return what one rule finds on facts from anywhere; see `judge`."""
    return judge_seen(rule, view)[0]


def judge_seen(rule: DataRule, view: View) -> tuple[Finding | NotApplicable, Mapping[str, Value]]:
    """Return what one rule finds, and every fact and limit that it looked at; see `judge`."""
    judge = _Judge(rule.at(view.municipality), view)
    return judge.result(), judge.seen


def limit_value(limit: DataLimit) -> Value:
    """Return a limit as the language sees it: open, unconfirmed (it decides nothing), or exact."""
    label = Text(f"grens {limit.name}", f"limit {limit.name}")
    if limit.limit is None:
        why = Text(
            f"de gemeente heeft deze open norm niet ingevuld ({limit.place})",
            f"the municipality has not filled in this open norm ({limit.place})",
        )
        return not_known(label, why)
    value = exactly(decimal(limit.limit.value) * UNITS[limit.unit][1])
    if limit.limit.confirmed_by is not None:
        return value
    why = Text(
        f"een aanname die niemand heeft bevestigd ({limit.place})",
        f"an assumption that nobody has confirmed ({limit.place})",
    )
    return unconfirmed(value, why, label)


class _Judge:
    """One rule over one set of facts; remembers what it looked at."""

    def __init__(self, rule: DataRule, view: View) -> None:
        self.rule = rule
        self.view = view
        self.seen: dict[str, Value] = {}

    def read(self, name: str) -> Value:
        if name not in self.seen:
            if name.startswith("limit."):
                limit = self.rule.limits[name.removeprefix("limit.")]
                self.seen[name] = limit_value(replace(limit, limit=self.view.filled(limit)))
            else:
                self.seen[name] = self.view.value(self.rule.facts[name])
        return self.seen[name]

    def answer(self, test: Condition) -> bool | Unknown:
        found = evaluate(test.node, self.read)
        if isinstance(found, bool | Unknown):
            return found
        return not_known(Text(test.text), _MISFIT, Need.REPAIR)

    def result(self) -> Finding | NotApplicable:
        for step in (self._outside, self._out_of_scope, self._not_meant, self._first):
            found = step()
            if found is not None:
                return found
        if self.rule.kind is RuleKind.CHECK:
            return self._required()
        return self._asked() if self.rule.kind is RuleKind.JUDGEMENT else self._informed()

    def _outside(self) -> NotApplicable | None:
        """Return why the rule does not speak here: that of a municipality speaks of its own area alone."""
        own, here = self.rule.municipality, self.view.municipality
        if own is None or own == here:
            return None
        if here is None:
            return NotApplicable(Text("de gemeente is niet opgegeven", "the municipality was not given"))
        name = self.rule.place_name
        return NotApplicable(
            Text(
                f"het gebouw staat niet in {name} ({own}) maar in {here}",
                f"the building is not in {name} ({own}) but in {here}",
            )
        )

    def _out_of_scope(self) -> Finding | NotApplicable | None:
        for bound in self.rule.scope:
            within = self.answer(bound.when)
            if isinstance(within, Unknown):
                return self._waits(within, None)
            if not within:
                return NotApplicable(bound.outside)
        return None

    def _not_meant(self) -> Finding | NotApplicable | None:
        if self.rule.applies_when is None:
            return None
        applies = self.answer(self.rule.applies_when)
        if isinstance(applies, Unknown):
            # Whether the limit speaks here at all is what is open: only the fact is shown.
            shows = self.rule.shows
            return self._waits(applies, None if shows is None else Shown(shows.fact))
        if applies:
            return None
        nearly = self._nearly(self.rule.applies_when)
        return self._not_applicable() if nearly is None else self._waits(nearly, None)

    def _nearly(self, test: Condition) -> Unknown | None:
        """Return that a text differs in capitals alone: how an area was typed makes no rule silent."""
        words = [n.value for n in walk(test.node) if isinstance(n, Literal) and isinstance(n.value, str)]
        names = [name for name in tree_names(test.node) if isinstance(self.read(name), str)]
        for name in names:
            found = str(self.read(name))
            meant = next((w for w in words if w != found and w.casefold() == found.casefold()), None)
            if meant is not None and found not in words:
                why = Text(f"'{found}': bedoelt u '{meant}'?", f"'{found}': do you mean '{meant}'?")
                return not_known(self.rule.facts[name].label, why)
        return None

    def _first(self) -> Finding | None:
        stopped = (self._stopped(stop) for stop in self.rule.first)
        return next((found for found in stopped if found is not None), None)

    def _not_applicable(self) -> NotApplicable:
        text = self.rule.says.get(Outcome.NOT_APPLICABLE)
        if text is None:
            written = self.rule.applies_when.text if self.rule.applies_when else ""
            text = Text(f"buiten het bereik van de regel ({written})", f"outside the scope ({written})")
            return NotApplicable(text)
        return NotApplicable(filled(text, self.rule, self.read))

    def _stopped(self, stop: Stop) -> Finding | None:
        found = self.answer(stop.when)
        if isinstance(found, Unknown):
            return self._waits(found, stop.shows or self.rule.shows)
        if not found:
            return None
        return self._finding(
            Verdict.UNDETERMINED,
            filled(stop.text, self.rule, self.read),
            stop.shows,
            need=stop.need,
            change=stop.change,
        )

    def _required(self) -> Finding | NotApplicable:
        require, unless = self.rule.require, self.rule.unless
        if require is None:
            return self._waits(not_known(self.rule.title, _MISFIT, Need.REPAIR), None)
        met = self.answer(require)
        if met is True:
            absent = self._absent(require)
            if absent is not None:
                return self._waits(absent, self.rule.shows)
            return self._verdict(Verdict.COMPLIES, Outcome.COMPLIES)
        lifted: bool | Unknown = self.answer(unless) if unless is not None else False
        if lifted is True and unless is not None:
            lifted = self._absent(unless) or lifted
        if lifted is True:
            return self._lifted()
        reasons = [r for found in (met, lifted) if isinstance(found, Unknown) for r in found.reasons]
        if reasons:
            return self._waits(Unknown(tuple(dict.fromkeys(reasons))), self.rule.shows)
        return self._verdict(Verdict.VIOLATES, Outcome.VIOLATES)

    def _absent(self, test: Condition) -> Unknown | None:
        """Return what a test asks `known` of and nobody entered: nothing green rests on what is missing."""
        asked = (part.name.path for part in walk(test.node) if isinstance(part, Known))
        found = [self.read(name) for name in asked if not name.startswith("it.")]
        reasons = [reason for value in found if isinstance(value, Unknown) for reason in value.reasons]
        return Unknown(tuple(dict.fromkeys(reasons))) if reasons else None

    def _lifted(self) -> NotApplicable:
        text = self.rule.says.get(Outcome.EXCEPTION)
        if text is not None:
            return NotApplicable(filled(text, self.rule, self.read))
        written = self.rule.unless.text if self.rule.unless else ""
        return NotApplicable(
            Text(f"de uitzondering van de regel geldt ({written})", f"the exception holds ({written})")
        )

    def _verdict(self, verdict: Verdict, outcome: Outcome) -> Finding:
        text = self.rule.says.get(outcome)
        told = self._by_default(verdict) if text is None else filled(text, self.rule, self.read)
        shows = self._broken() if verdict is Verdict.VIOLATES else self.rule.shows
        return self._finding(verdict, told, shows, change=self.rule.change.get(outcome))

    def _broken(self) -> Shown | None:
        """Return what a breach shows: what the author chose, but never room left of what is not broken."""
        shows = self.rule.shows
        room = self._margin(shows)[1]
        if shows is None or room is None or room <= 0 or self.rule.require is None:
            return shows
        parts = parts_that_must_hold(self.rule.require.node)
        broken = (shown_of(part) for part in parts if evaluate(part, self.read) is False)
        compared = next((shown for shown in broken if shown is not None and shown.limit is not None), None)
        return compared or Shown(shows.fact)

    def _by_default(self, verdict: Verdict) -> Text:
        written = self.rule.require.text if self.rule.require else ""
        values = [self._used_text(name) for name in self.seen]
        told = (
            Text(f"Aan de eis is voldaan: {written}.", f"The requirement is met: {written}.")
            if verdict is Verdict.COMPLIES
            else Text(f"Aan de eis is niet voldaan: {written}.", f"The requirement is not met: {written}.")
        )
        return join_texts(told, sentence(join_texts(*values, separator="; ")))

    def _used_text(self, name: str) -> Text:
        used = used_value(self.rule, name, self.seen[name])
        place = f" ({used.place})" if used.place else ""
        return Text(
            f"{used.label.nl} {used.value.nl}{place}",
            f"{used.label.in_language('en')} {used.value.in_language('en')}{place}",
        )

    def _waits(self, why: Unknown, shows: Shown | None) -> Finding:
        text = self.rule.says.get(OUTCOME_OF[why.need])
        told = sentence(reasons_text(why)) if text is None else filled(text, self.rule, self.read, why)
        change = self.rule.change.get(OUTCOME_OF[why.need])
        found = self._finding(Verdict.UNDETERMINED, told, shows, need=why.need, change=change)
        elements = tuple(dict.fromkeys(e for reason in why.reasons for e in reason.elements))
        return found if found.elements else replace(found, elements=elements)

    def _asked(self) -> Finding:
        asks = self.rule.asks or self.rule.title
        told = sentence(filled(asks, self.rule, self.read))
        evidence = None
        if self.rule.evidence:
            things = join_texts(*self.rule.evidence, separator="; ")
            evidence = Text(
                f"een oordeel, met: {things.nl}", f"a judgement, with: {things.in_language('en')}"
            )
        return self._finding(
            Verdict.UNDETERMINED, told, self.rule.shows, need=Need.JUDGEMENT, change=evidence
        )

    def _informed(self) -> NotApplicable:
        asks = filled(self.rule.asks or self.rule.title, self.rule, self.read)
        return NotApplicable(Text(f"ter informatie: {asks.nl}", f"for information: {asks.in_language('en')}"))

    def _finding(
        self,
        verdict: Verdict,
        told: Text,
        shows: Shown | None,
        need: Need | None = None,
        change: Text | None = None,
    ) -> Finding:
        note = self.rule.note
        measured = self._measured(shows)
        limit, margin, doubt = self._margin(shows)
        entered = shows is not None and shows.limit is not None and shows.limit.startswith("plan.")
        return Finding(
            verdict,
            told if note is None else join_texts(told, filled(note, self.rule, self.read)),
            need=need,
            measured=measured,
            limit=limit,
            margin=margin,
            uncertainty=doubt,
            elements=measured.elements if measured is not None else (),
            what_would_change=None if change is None else filled(change, self.rule, self.read),
            source=self.view.plan_source if entered else None,
            stated=None if measured is not None else self._stated(shows),
            used=tuple(used_value(self.rule, name, value) for name, value in self.seen.items()),
        )

    def _measured(self, shows: Shown | None) -> Measurement | None:
        if shows is None or isinstance(self.read(shows.fact), Unknown):
            return None
        return self.view.measurement(self.rule.facts[shows.fact])

    def _stated(self, shows: Shown | None) -> Stated | None:
        """Return the number that is shown, where no measurement stands behind it."""
        if shows is None or not isinstance(value := self.read(shows.fact), Number):
            return None
        limit = self._limit(shows.limit) if shows.limit is not None else None
        fact = self.rule.facts[shows.fact]
        unit = limit.unit if limit is not None else fact.unit
        if unit not in UNITS:
            return None
        base, factor = value.base, UNITS[unit][1]
        doubt = max(base.high - base.value, base.value - base.low)
        return Stated(fact.label, float(base.value / factor), unit, float(doubt / factor))

    def _limit(self, name: str) -> Limit | None:
        if name.startswith("limit."):
            return self.view.filled(self.rule.limits[name.removeprefix("limit.")])
        return self.view.plan_limit(name)

    def _margin(self, shows: Shown | None) -> tuple[Limit | None, float | None, float | None]:
        """Return limit, room left and doubt, in the unit of the limit."""
        if shows is None or shows.limit is None:
            return None, None, None
        limit = self._limit(shows.limit)
        fact, bound = self.read(shows.fact), self.read(shows.limit)
        if limit is None or not isinstance(fact, Number) or not isinstance(bound, Number):
            return limit, None, None
        pair = (bound, fact) if shows.sign in _RISING else (fact, bound)
        room = together_in(*pair, subtracted, Budget(_STEPS))
        if isinstance(room, Unknown):
            return limit, None, None
        base, factor = room.base, UNITS[limit.unit][1]
        doubt = max(base.high - base.value, base.value - base.low)
        return limit, float(base.value / factor), float(doubt / factor)
