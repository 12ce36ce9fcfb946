"""What a person says of the building and its place: entered with a source, never judged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.entered import BALANCE, DEMAND, ENTERABLE, PLACES, WINDS, EnteredKind
from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.catalogue.fact import Fact, decimal, entered, not_known
from optopcheck.rules.language.kinds import Kind, TextForm, TextKind, TruthKind, number_in
from optopcheck.rules.language.values import exactly

if TYPE_CHECKING:
    from optopcheck.domain.entered import Enterable
    from optopcheck.domain.facts import Facts
    from optopcheck.rules.language.values import Value

_NOTE = Text("opgegeven", "entered")
_FOLDED = Text("opgegeven, in kleine letters", "entered, in small letters")


def said(name: str, facts: Facts) -> Value:
    """Return an entered fact; not known, and `absent`, where nobody entered it."""
    known, fact = ENTERABLE[name], facts.case.entered.get(name)
    if fact is None:
        why = Text(
            f"niet opgegeven: geef --fact {name}=... of zet het in een bestand (--facts)",
            f"not given: give --fact {name}=... or put it in a file (--facts)",
        )
        return not_known(known.label, why, absent=True)
    return fact.value if isinstance(fact.value, bool | str) else entered(fact.value)


def _balance(facts: Facts) -> Value:
    """Return places minus demand where these were entered."""
    given = [facts.case.entered.get(name) for name in (PLACES, DEMAND)]
    places, demand = (decimal(float(fact.value)) if fact else None for fact in given)
    if BALANCE in facts.case.entered or (places is None and demand is None):
        return said(BALANCE, facts)
    if places is None or demand is None:
        return said(PLACES if places is None else DEMAND, facts)
    return exactly(places - demand)


def _kind(known: Enterable) -> Kind:
    if known.kind is EnteredKind.TRUTH:
        return TruthKind()
    if known.kind is EnteredKind.TEXT:
        form = TextForm.SMALL if known.folded else TextForm.ANY
        return TextKind(None if known.choices is None else WINDS, form)
    return number_in("1")


def _fact(known: Enterable) -> Fact:
    note = _FOLDED if known.folded else _NOTE
    if known.choices is not None:
        names = ", ".join(WINDS)
        note = join_texts(note, Text(names), separator=": ")
    if known.name == BALANCE:
        how = Text(f"of {PLACES} min {DEMAND}", f"or {PLACES} minus {DEMAND}")
        note = join_texts(note, how, separator=", ")
    is_number = known.kind in (EnteredKind.WHOLE, EnteredKind.NUMBER)
    read = _balance if known.name == BALANCE else partial(said, known.name)
    return Fact(known.name, _kind(known), "1" if is_number else "", known.label, read, note=note)


SAID_FACTS = tuple(_fact(known) for known in ENTERABLE.values())
