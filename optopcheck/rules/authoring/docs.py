"""What a maker of rules looks up: the language, its facts, the API for Python, and the schemas."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import show_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.text import Language

SCHEMAS = ("rules", "manifest", "case")
"""Schemas of the files of a pack, each ``NAME-1.json``."""
_PAGES: Mapping[str, str] = {"taal": "optopcheck.rules.language", "api": "optopcheck.api"}
"""Pages that lie beside the code that they describe."""
SUBJECTS = ("taal", "feiten", "api", *(f"schema-{name}" for name in SCHEMAS))


def docs_page(subject: str, language: Language = "nl") -> str:
    """Return a page of reference: one of `SUBJECTS`.

    Raises
    ------
    InputError
        If there is no such page.
    """
    if subject == "feiten":
        return show_catalogue(language) + "\n"
    if subject.startswith("schema-") and subject in SUBJECTS:
        return schema_text(subject.removeprefix("schema-"))
    if subject in _PAGES:
        return (files(_PAGES[subject]) / "README.md").read_text(encoding="utf-8")
    names = ", ".join(SUBJECTS)
    raise InputError(Text(f"kies uit {names}", f"choose one of {names}"))


def schema_text(name: str) -> str:
    """Return the JSON Schema of a kind of file: ``rules``, ``manifest`` or ``case``."""
    return (files("optopcheck.resources") / "schema" / f"{name}-1.json").read_text(encoding="utf-8")
