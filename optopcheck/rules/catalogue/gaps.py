"""Facts that policy names and this program cannot establish yet: a rule that needs one says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, not_known
from optopcheck.rules.language.kinds import number_in

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.rules.language.values import Value

_SHADE = Text("extra schaduw op de grond", "extra shade on the ground")
_NO_INSTANT = Text(
    "dit programma kan dit nog niet vaststellen: extra schaduw hoort bij een dag en een uur, en die "
    "noemt een regel nog niet; bekijk de schaduwplaten (optopcheck shadows)",
    "this program cannot establish this yet: extra shade belongs to a day and an hour, which a rule "
    "does not name yet; look at the shadow plates (optopcheck shadows)",
)


def _gap(name: str, unit: str, label: Text, why: Text) -> Fact:
    return Fact(name, number_in(unit), unit, label, partial(_unknown, label, why), computed=False, note=why)


def _unknown(label: Text, why: Text, _facts: Facts) -> Value:
    return not_known(label, why)


GAPS = (_gap("shade.extra_area", "m2", _SHADE, _NO_INSTANT),)
