"""Texts for users: Dutch first, English beside it; numbers as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True)
class Text:
    """One message in Dutch and, if known, in English."""

    nl: str
    en: str | None = None

    def in_language(self, language: Language) -> str:
        """Return the message; Dutch where no English text exists."""
        return self.en if language == "en" and self.en is not None else self.nl

    def __str__(self) -> str:
        return self.nl


def as_text(message: str | Text) -> Text:
    """Accept a plain string as a Dutch text."""
    return message if isinstance(message, Text) else Text(message)


def join_texts(*parts: str | Text, separator: str = " ") -> Text:
    """Join messages in both languages."""
    texts = [as_text(part) for part in parts]
    return Text(separator.join(t.nl for t in texts), separator.join(t.in_language("en") for t in texts))


def number(value: float, decimals: int, language: Language) -> str:
    """Write a number with a fixed count of decimals, a comma in Dutch; never a minus zero."""
    written = f"{value:.{decimals}f}"
    if float(written) == 0:
        written = written.lstrip("-")
    return written.replace(".", ",") if language == "nl" else written


def numbers(template_nl: str, template_en: str, decimals: int = 2, /, **values: float) -> Text:
    """Fill two templates with the same numbers, each written in its language."""
    return Text(
        template_nl.format(**{k: number(v, decimals, "nl") for k, v in values.items()}),
        template_en.format(**{k: number(v, decimals, "en") for k, v in values.items()}),
    )


MONTHS = (
    *(Text("januari", "January"), Text("februari", "February"), Text("maart", "March")),
    *(Text("april", "April"), Text("mei", "May"), Text("juni", "June"), Text("juli", "July")),
    *(Text("augustus", "August"), Text("september", "September"), Text("oktober", "October")),
    *(Text("november", "November"), Text("december", "December")),
)
"""In the order of the year."""
