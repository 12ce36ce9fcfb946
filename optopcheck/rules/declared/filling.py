"""Open norms: what municipalities fill in for the limits that a rule of another authority leaves to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optopcheck.domain.rule import Limit
    from optopcheck.rules.declared.rule import DataLimit, DataRule, Fill


class FillError(InputError):
    """A norm that cannot be filled in this way."""


def open_norms(rules: Iterable[DataRule]) -> Mapping[str, DataLimit]:
    """Return every open norm of the rules, by ``authority.limit``."""
    return {
        f"{rule.id.split('.', 1)[0]}.{name}": limit
        for rule in rules
        for name, limit in rule.limits.items()
        if limit.limit is None
    }


def check_fill(name: str, limit: Limit, norms: Mapping[str, DataLimit]) -> None:
    """Refuse to fill in what is not open, or in another unit.

    Raises
    ------
    FillError
        Says what to write instead.
    """
    if name not in norms:
        known = ", ".join(sorted(norms)) or "-"
        raise FillError(
            Text(
                f'[fill."{name}"]: die open norm is er niet; open zijn: {known}',
                f'[fill."{name}"]: there is no such open norm; open are: {known}',
            )
        )
    if limit.unit != norms[name].unit:
        raise FillError(
            Text(
                f'[fill."{name}"]: ingevuld in {limit.unit}, de open norm is in {norms[name].unit};'
                " vul in dezelfde eenheid in",
                f'[fill."{name}"]: filled in {limit.unit}, the open norm is in {norms[name].unit};'
                " fill it in the same unit",
            )
        )


def fill_in(rules: Iterable[DataRule], fills: Mapping[str, Mapping[str, Fill]]) -> tuple[DataRule, ...]:
    """Return the rules with what municipalities fill in: by ``authority.limit``, then by ``GM0637``."""
    return tuple(_filled(rule, fills) for rule in rules)


def _filled(rule: DataRule, fills: Mapping[str, Mapping[str, Fill]]) -> DataRule:
    own = rule.id.split(".", 1)[0]
    limits = {
        name: replace(limit, filled=fills.get(f"{own}.{name}", {})) if limit.limit is None else limit
        for name, limit in rule.limits.items()
    }
    return replace(rule, limits=limits)
