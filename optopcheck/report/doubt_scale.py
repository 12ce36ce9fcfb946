"""A measured value with its doubt against its limit, laid out on a line: places, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import wording

if TYPE_CHECKING:
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.text import Language

_NOISE = 1e-9
"""As in the comparison itself: a margin of the last bit is none."""
_BESIDE = 0.18
"""Room left and right of the outermost value, as a share of what lies between."""
_SAME = 1e-6
_SHARE_OF_NOTHING = 0.1


@dataclass(frozen=True)
class DoubtScale:
    """Places from 0 (left) to 1 (right); who draws it computes nothing."""

    value_at: float
    lowest_at: float
    """Value less its doubt."""
    highest_at: float
    limit_at: float
    beyond: tuple[float, float] | None
    """The part of the line on the wrong side of the limit; None where the numbers do not tell which it is."""
    value_text: str
    limit_text: str
    words: str
    """The whole picture for who cannot see it."""


def doubt_scale(finding: Finding, language: Language) -> DoubtScale | None:
    """Return how value, doubt and limit of a finding lie; None where there is nothing to compare.

    A finding that kept its margin alone is drawn by that margin, with the limit at zero.
    """
    limit, measured, margin = finding.limit, finding.measured, finding.margin
    if limit is None:
        return None
    if measured is not None and measured.unit == limit.unit:
        doubt = measured.uncertainty if finding.uncertainty is None else finding.uncertainty
        wrong = _wrong_side(measured.value, limit.value, margin)
        value_text = wording.with_tolerance(measured.value, doubt, limit.unit, language)
        room = margin if wrong is not None or measured.value == limit.value else None
        return _scale(measured.value, doubt, limit.value, wrong, (value_text, _limit(finding, language)),
                      _words(finding, measured.value, doubt, room, language))  # fmt: skip
    if margin is None:
        return None
    doubt = finding.uncertainty or 0.0
    told = Text(f"marge {wording.with_tolerance(margin, doubt, limit.unit, 'nl')}",
                f"margin {wording.with_tolerance(margin, doubt, limit.unit, 'en')}")  # fmt: skip
    texts = (told.in_language(language), _limit(finding, language))
    return _scale(margin, doubt, 0.0, "left", texts, _words(finding, None, doubt, margin, language))


def _limit(finding: Finding, language: Language) -> str:
    limit = finding.limit
    written = wording.amount(limit.value, limit.unit, language) if limit is not None else ""
    return Text(f"grens {written}", f"limit {written}").in_language(language)


def _wrong_side(value: float, limit: float, margin: float | None) -> str | None:
    """Tell on which side of the limit the rule is broken, as far as value and margin agree on it."""
    away = value - limit
    if margin is None or abs(margin) <= _NOISE or abs(abs(away) - abs(margin)) > _SAME * max(1.0, abs(limit)):
        return None
    # Room left (margin > 0) lies on the right side of the limit.
    return "right" if (away > 0) != (margin > 0) else "left"


def _scale(
    value: float, doubt: float, limit: float, wrong: str | None, texts: tuple[str, str], words: str
) -> DoubtScale:
    low, high = min(value - doubt, limit), max(value + doubt, limit)
    between = high - low or max(abs(limit) * _SHARE_OF_NOTHING, 1.0)
    left, right = low - _BESIDE * between, high + _BESIDE * between

    def at(place: float) -> float:
        return (place - left) / (right - left)

    beyond = None if wrong is None else (at(limit), 1.0) if wrong == "right" else (0.0, at(limit))
    return DoubtScale(at(value), at(value - doubt), at(value + doubt), at(limit), beyond, *texts, words)


def _words(
    finding: Finding, value: float | None, doubt: float, margin: float | None, language: Language
) -> str:
    """Tell value, range and limit, and whether the doubt can turn the comparison."""
    unit = finding.limit.unit if finding.limit is not None else ""

    def write(number: float) -> str:
        return wording.amount(number, unit, language)

    shown = margin if value is None else value
    parts = []
    if shown is not None:
        head = Text("gemeten", "measured") if value is not None else Text("marge", "margin")
        parts.append(f"{head.in_language(language)} {write(shown)}")
    if shown is not None and doubt > 0:
        low, high = write(shown - doubt), write(shown + doubt)
        span = Text(f"met de onzekerheid {low} tot {high}", f"with the uncertainty {low} to {high}")
        parts.append(span.in_language(language))
    parts.append(_limit(finding, language))
    if margin is not None:
        parts.append(_outcome(doubt, margin).in_language(language))
    return "; ".join(parts)


def _outcome(doubt: float, margin: float) -> Text:
    if doubt > 0 and abs(margin) <= doubt + _NOISE:
        return Text(
            "de grens ligt binnen dit bereik: de meting beslist niet",
            "the limit lies within this range: the measurement does not decide",
        )
    also = Text(", ook met de onzekerheid", ", also with the uncertainty") if doubt > 0 else Text("", "")
    if margin < 0:
        return Text(f"de grens is overschreden{also.nl}", f"the limit is passed{also.en}")
    return Text(f"de grens is niet overschreden{also.nl}", f"the limit is not passed{also.en}")
