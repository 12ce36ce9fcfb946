"""What the commands on dossiers do; the work itself is in service."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli import layout
from optopcheck.cli.passwords import password_of
from optopcheck.cli.progress import shown_progress
from optopcheck.cli.report_output import asked_reports, write_reports
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from optopcheck.domain.text import Language

EQUAL, DIFFERS, COULD_NOT_RUN = 0, 1, 3


def replay(arguments: Namespace) -> int:
    """Replay a dossier: 0 equal, 1 differs, 3 a rule could not be run."""
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        found = service.replay(
            arguments.dossier, facts_only=arguments.facts, inputs=arguments.inputs, progress=progress
        )
    sections = service.replay_sections(str(arguments.dossier), found, arguments.lang)
    _show(sections[:1] if arguments.quiet else sections)
    if not found.ran:
        return COULD_NOT_RUN
    return EQUAL if found.equal else DIFFERS


def verify(arguments: Namespace) -> int:
    """Verify a dossier: 0 sound, 1 not."""
    try:
        found = service.verify_dossier(arguments.dossier)
    except service.ContainerError as error:
        sys.stdout.write(f"{arguments.dossier}: {error.text.in_language(arguments.lang)}\n")
        return DIFFERS
    sections = [service.verified_section(str(arguments.dossier), found, arguments.lang)]
    if found.decisions and not arguments.quiet:
        sections.append(service.decisions_section(found.dossier, arguments.lang))
    _show(sections)
    return EQUAL if found.sound else DIFFERS


def diff(arguments: Namespace) -> int:
    """Tell what changed between two dossiers: 0 nothing, 1 something."""
    found = service.compare_dossiers(arguments.before, arguments.after)
    if not arguments.quiet:
        _show(service.diff_sections(found, arguments.lang))
    else:
        words = Text("gelijk", "equal") if found.equal else Text("verschilt", "differs")
        sys.stdout.write(f"{words.in_language(arguments.lang)}\n")
    return EQUAL if found.equal else DIFFERS


def sign(arguments: Namespace) -> int:
    """Sign a dossier."""
    secret = service.read_secret(arguments.key, lambda: password_of(arguments))
    service.sign_dossier(arguments.dossier, secret, arguments.on or date.today())  # noqa: DTZ011  # the user's day
    return verify(arguments)


def decide(arguments: Namespace) -> int:
    """Add a decision to a dossier."""
    now = datetime.now().astimezone()
    signed = service.open_dossier(arguments.dossier).container.signature is not None
    dossier = service.decide(arguments.dossier, arguments.by, arguments.words, now, arguments.rule)
    _show([service.decisions_section(dossier, arguments.lang)])
    if signed:
        kept = f"{arguments.dossier}.bak"
        words = Text(
            f"de handtekening gold zonder dit besluit; het ondertekende dossier is {kept}",
            f"the signature held without this decision; the signed dossier is {kept}",
        )
        sys.stdout.write(f"{words.in_language(arguments.lang)}\n")
    return EQUAL


def report(arguments: Namespace) -> int:
    """Write the report of a dossier, with what reviewers wrote in it."""
    wanted = asked_reports(arguments)
    if not wanted:
        raise InputError(
            Text("geef met --report waar het rapport komt", "give with --report where the report goes")
        )
    if any(path.resolve() == arguments.dossier.resolve() for path in wanted):
        raise InputError(
            Text("het rapport zou het dossier overschrijven", "the report would overwrite the dossier")
        )
    dossier = service.open_dossier(arguments.dossier)
    assessment = service.sound_assessment(dossier)
    write_reports(assessment, arguments, reviewed=service.reviewed_words(dossier, arguments.lang))
    return EQUAL


def tell(path: Path, language: Language) -> None:
    """Say where a dossier was left, with the id of the report."""
    layout.show_section(service.left_section(path, service.open_dossier(path), language))


def _show(sections: list[service.Section] | tuple[service.Section, ...]) -> None:
    for section in sections:
        layout.show_section(section)
