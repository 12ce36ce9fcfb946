"""What a person said of the building, with who says so, in the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.entered import ENTERABLE
from optopcheck.domain.text import Text, number
from optopcheck.report import values
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.entered import EnteredFact, EnteredValue
    from optopcheck.domain.text import Language
    from optopcheck.report.values import Json

_TRUTHS = {True: Text("ja", "yes"), False: Text("nee", "no")}
_DECIMALS = 2


def entered_json(facts: Mapping[str, EnteredFact]) -> Json:
    """Return the entered facts by name."""
    return {
        name: {
            "label": values.text(ENTERABLE[name].label),
            "value": fact.value,
            "source": fact.source,
            "note": fact.note,
        }
        for name, fact in sorted(facts.items())
    }


def entered_section(facts: Mapping[str, EnteredFact], language: Language) -> Iterator[Section]:
    """Yield the entered facts as a table; nothing where there are none."""
    if not facts:
        return
    labels = (Text("feit", "fact"), Text("waarde", "value"), Text("wie het zegt", "who says so"))
    rows = tuple(
        (
            f"{ENTERABLE[name].label.in_language(language)} ({name})",
            _shown(name, fact.value, language),
            fact.source if not fact.note else f"{fact.source} · {fact.note}",
        )
        for name, fact in sorted(facts.items())
    )
    yield Section(
        Text("Opgegeven feiten", "Facts entered").in_language(language),
        rows,
        tuple(label.in_language(language) for label in labels),
        (
            Text(
                "Deze feiten zijn opgegeven en door dit programma niet gecontroleerd.",
                "These facts were entered and not checked by this program.",
            ).in_language(language),
        ),
    )


def _shown(name: str, value: EnteredValue, language: Language) -> str:
    if isinstance(value, bool):
        return _TRUTHS[value].in_language(language)
    if isinstance(value, str):
        return ENTERABLE[name].word(value).in_language(language)
    return number(value, 0 if float(value).is_integer() else _DECIMALS, language)
