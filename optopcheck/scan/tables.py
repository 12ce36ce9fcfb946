"""Tables of a scan as CSV, and the description of their columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from optopcheck.scan.columns import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language
    from optopcheck.scan.columns import Row


def csv_bytes(kind: type[Row], rows: Sequence[Row]) -> bytes:
    """Return a table in UTF-8, comma-separated, with points in numbers; empty is not known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in columns(kind)]
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # A name that a spreadsheet would take for a formula stays a name.
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "@") else text


def described(kind: type[Row], language: Language) -> list[tuple[str, str, str, str]]:
    """Return name, alias, unit and meaning of each column."""
    return [(c.name, c.told.alias, c.told.unit, c.told.about.in_language(language)) for c in columns(kind)]
