"""House style of an authority, as data: colour, logo and address."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1_048_576
_KINDS = (".png", ".svg", ".jpg", ".jpeg")
_FIELDS = {"name", "colour", "logo", "logo_alt", "address", "author"}
_LEGIBLE = 4.5
"""Contrast with white paper that small text needs (WCAG 2.2, 1.4.3)."""
_MOST_LINES = 5
_LINEAR, _DARK = 12.92, 0.04045


@dataclass(frozen=True)
class ReportStyle:
    """Who sends the report; the plain style of the program where nobody is named."""

    name: str = ""
    colour: str = "#1f3a5f"
    """Of headings and rules; verdicts keep their own colours."""
    address: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_suffix: str = ".png"
    logo_alt: str = ""
    author: str = ""
    """The person who made the report; stands on the first page where it is given."""


def read_style(path: Path) -> ReportStyle:
    """Read a house style: a table ``[style]`` with name, colour, address, and a logo beside the file.

    Raises
    ------
    InputError
        If the file or its logo cannot be read, or a value is not one that can be set.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("style")
    except (OSError, ValueError, RecursionError) as error:
        raise _refused(path, Text(f"niet te lezen ({error})", f"cannot be read ({error})")) from error
    if not isinstance(table, dict) or set(table) - _FIELDS:
        known = ", ".join(sorted(_FIELDS))
        raise _refused(path, Text(f"verwacht [style] met {known}", f"expected [style] with {known}"))
    name, author, address = table.get("name", ""), table.get("author", ""), table.get("address", [])
    texts = isinstance(name, str) and isinstance(author, str)
    if not texts or not isinstance(address, list) or len(address) > _MOST_LINES:
        raise _refused(
            path,
            Text(
                f"name en author zijn tekst, en address een lijst van ten hoogste {_MOST_LINES} regels",
                f"name and author are text, and address a list of at most {_MOST_LINES} lines",
            ),
        )
    content, suffix = _logo(path, table.get("logo"))
    alt = str(table.get("logo_alt") or name or "logo")
    colour = _colour(path, table.get("colour", ReportStyle.colour))
    return ReportStyle(name, colour, tuple(str(line) for line in address), content, suffix, alt, author)


def _colour(path: Path, colour: object) -> str:
    if not isinstance(colour, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise _refused(path, Text("colour is een kleur zoals #1f3a5f", "colour is a colour such as #1f3a5f"))
    if contrast_with_white(colour) < _LEGIBLE:
        raise _refused(
            path,
            Text(
                f"{colour} is te licht voor letters op wit papier; neem een donkerder kleur",
                f"{colour} is too light for letters on white paper; take a darker one",
            ),
        )
    return colour.lower()


def contrast_with_white(colour: str) -> float:
    """Return the contrast of ``#rrggbb`` with white, 1 to 21 (WCAG 2.2)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (p / _LINEAR if p <= _DARK else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _logo(path: Path, name: object) -> tuple[bytes | None, str]:
    """Return content and suffix of a logo that lies in the folder of the style."""
    if name is None:
        return None, ReportStyle.logo_suffix
    logo = path.parent / str(name)
    if logo.suffix.lower() not in _KINDS or logo.resolve().parent != path.parent.resolve():
        raise _refused(
            path,
            Text(
                f"logo '{name}': een bestand .png, .svg of .jpg naast dit bestand",
                f"logo '{name}': a file .png, .svg or .jpg beside this file",
            ),
        )
    try:
        content = logo.read_bytes()
    except OSError as error:
        raise _refused(
            path, Text(f"logo '{name}' is niet te lezen", f"logo '{name}' cannot be read")
        ) from error
    if len(content) > _LARGEST:
        raise _refused(path, Text(f"logo '{name}' is groter dan 1 MB", f"logo '{name}' is larger than 1 MB"))
    return content, logo.suffix.lower()


def _refused(path: Path, why: Text) -> InputError:
    return InputError(Text(f"huisstijl '{path}': {why.nl}", f"house style '{path}': {why.in_language('en')}"))
