"""What went wrong, in one text that its user can read and send."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.service.assessing import versions_now
from optopcheck.service.logs import log_texts, scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.text import Language
    from optopcheck.service.doctor import Checkup

_MOST = 400
"""Lines of the log, the newest."""
_HEAD = Text("Melding van een probleem met optopcheck", "Report of a problem with optopcheck")
_SAID = Text("Wat er gebeurde", "What happened")
_NOTHING_SAID = Text(
    "(schrijf hier wat u deed en wat u verwachtte)", "(write here what you did and expected)"
)
_MACHINE = Text("Computer en versies", "Computer and versions")
_INSTALLED = Text("Installatie", "Installation")
_LOG = Text("Logboek, het nieuwste onderaan", "Log, the newest last")
_EMPTY = Text("(leeg)", "(empty)")


def problem_report(said: str, checkup: Checkup | None, language: Language) -> str:
    """Return the report.

    Parameters
    ----------
    said
        What the user tells; it stands as he wrote it.
    checkup
        The examined installation, None to leave it out.
    language
        Of the headings; the log is English.

    Returns
    -------
    str
        Text without names of folders and files, and without addresses, but for what the user wrote.
    """
    parts = [
        (_SAID, [said.strip() or _NOTHING_SAID.in_language(language)]),
        (_MACHINE, [platform.platform(), *(f"{name} {found}" for name, found in versions_now().items())]),
        *([(_INSTALLED, list(_examined(checkup, language)))] if checkup is not None else []),
        (_LOG, log_texts()[-_MOST:] or [_EMPTY.in_language(language)]),
    ]
    blocks = [_HEAD.in_language(language)]
    for title, lines in parts:
        blocks.append("\n".join([f"== {title.in_language(language)} ==", *lines]))
    return "\n\n".join(blocks) + "\n"


def _examined(checkup: Checkup, language: Language) -> Iterator[str]:
    yield scrubbed(checkup.headline.in_language(language))
    for line in checkup.lines:
        label, title = (text.in_language(language) for text in (line.state.label, line.title))
        yield f"{label}: {title}: {scrubbed(line.said.in_language(language))}"
