"""What stands in the model and was not counted, by name and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.text import Text
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from optopcheck.domain.building import Building
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_FEW, _MANY = 3, 12
_SUBORDINATE = Text("ondergeschikt volgens het meetprofiel", "subordinate under the measuring profile")


def excluded_rows(elements: Sequence[str], building: Building | None, language: Language) -> Iterator[str]:
    """Yield the reason with the count, then the first parts by name."""
    if elements:
        names = _names(elements, building, language, _FEW)
        yield f"{len(elements)}: {_SUBORDINATE.in_language(language)}"
        yield from (f"– {name}" for name in names)


def not_counted(situation: Situation, language: Language) -> Iterator[Section]:
    """Yield one section with all that was left out of some quantity, and of all of them."""
    rows = (*_subordinate(situation, language), *_left_out(situation, language))
    if rows:
        labels = (Text("wat", "what"), Text("waarom", "why"), Text("telt niet in", "not in"))
        yield Section(
            Text("Niet meegeteld", "Left out").in_language(language),
            rows,
            tuple(label.in_language(language) for label in labels),
        )


def left_out_notes(situations: Iterable[Situation], language: Language) -> tuple[str, ...]:
    """Return one line for each reason to leave elements out of every quantity; each once."""
    words = Text("buiten de meting gelaten", "left out of the measuring").in_language(language)
    return tuple(
        dict.fromkeys(
            f"{words} ({len(group.elements)}): {group.reason.in_language(language)}"
            for situation in situations
            for group in situation.left_out
        )
    )


def unlit_words(situation: Situation, excluded: Sequence[str], language: Language) -> str:
    """Return what the second colour of the picture stands for, in one line; empty where nothing wears it."""
    reasons = [_SUBORDINATE.in_language(language)] if excluded else []
    reasons += [group.reason.in_language(language) for group in situation.left_out if group.elements]
    count = len(dict.fromkeys((*excluded, *(e for g in situation.left_out for e in g.elements))))
    if not reasons:
        return ""
    words = Text(f"niet meegeteld ({count})", f"left out ({count})").in_language(language)
    return f"{words}: {'; '.join(dict.fromkeys(reasons))}"


def _subordinate(situation: Situation, language: Language) -> Iterator[Row]:
    """Yield the parts that a profile leaves out, once for each set of quantities."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for quantity, value in situation.measured.items():
        if isinstance(value, Measurement) and value.excluded:
            groups.setdefault(value.excluded, []).append(quantity.label.in_language(language))
    for elements, quantities in groups.items():
        names = _names(elements, situation.building, language, _MANY)
        yield ("\n".join(names), _SUBORDINATE.in_language(language), ", ".join(quantities))


def _left_out(situation: Situation, language: Language) -> Iterator[Row]:
    everything = Text("alle grootheden", "every quantity").in_language(language)
    for group in situation.left_out:
        names = _names(group.elements, situation.building, language, _MANY)
        yield ("\n".join(names), group.reason.in_language(language), everything)


def _names(elements: Sequence[str], building: Building | None, language: Language, most: int) -> list[str]:
    """Return name, class and GlobalId; parts of one name once, with their count."""
    known = {e.global_id: e for e in (*building.elements, *building.spaces)} if building else {}
    groups: dict[tuple[str, str], list[str]] = {}
    for identity in elements:
        element = known.get(identity)
        key = (element.name or "–", element.kind) if element else (identity, "")
        groups.setdefault(key, []).append(identity)
    told = [_told(name, kind, ids) for (name, kind), ids in groups.items()]
    rest = sum(len(ids) for ids in list(groups.values())[most:])
    more = Text(f"en nog {rest}", f"and {rest} more").in_language(language)
    return told[:most] + ([more] if rest else [])


def _told(name: str, kind: str, ids: Sequence[str]) -> str:
    count = f"{len(ids)} × " if len(ids) > 1 else ""
    where = f" ({kind}, {ids[0]}{', …' if len(ids) > 1 else ''})" if kind else ""
    return f"{count}{name}{where}"
