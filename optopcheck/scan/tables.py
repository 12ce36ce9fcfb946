"""Tables of a scan as CSV, and the description of their columns."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from optopcheck.scan.columns import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language
    from optopcheck.scan.columns import Row

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def csv_bytes(kind: type[Row], rows: Sequence[Row]) -> bytes:
    """Return a table in UTF-8, comma-separated, texts quoted, with points in numbers; empty is not known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    names = [column.name for column in columns(kind)]
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # No name makes a row of its own; one that a spreadsheet would take for a formula stays a name.
    text = _CONTROL.sub(" ", value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def described(kind: type[Row], language: Language) -> list[tuple[str, str, str, str]]:
    """Return name, alias, unit and meaning of each column."""
    return [(c.name, c.told.alias, c.told.unit, c.told.about.in_language(language)) for c in columns(kind)]
