"""The options that write a report, and what they do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.progress import shown_progress
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Mapping

    from optopcheck.domain.assessment import Assessment


def add_report(group: _ArgumentGroup) -> None:
    """Add the options of a report."""
    group.add_argument(
        "--report",
        type=Path,
        action="append",
        default=[],
        metavar="BESTAND",
        help="schrijf een rapport: .pdf (PDF/A-3a met de JSON erin) of .html; mag vaker",
    )
    group.add_argument(
        "--report-copy",
        type=Path,
        metavar="BESTAND",
        help="schrijf het rapport ook als PDF/A-2a zonder bijlagen, voor een loket dat die weigert",
    )
    group.add_argument(
        "--report-style", type=Path, metavar="BESTAND", help="huisstijl van het rapport (stijl.toml)"
    )


def asked_reports(arguments: Namespace) -> tuple[Path, ...]:
    """Return the reports that were asked for, after a look at their names; before the long work."""
    copy: Path | None = arguments.report_copy
    for path in arguments.report:
        service.check_report_path(path)
    if copy is not None and copy.suffix.lower() != ".pdf":
        raise InputError(
            Text(
                f"--report-copy '{copy}': een kopie heet .pdf",
                f"--report-copy '{copy}': a copy is called .pdf",
            )
        )
    if arguments.report_style is not None:
        service.read_style(arguments.report_style)
    return (*arguments.report, *(() if copy is None else (copy,)))


def write_reports(
    assessment: Assessment,
    arguments: Namespace,
    *,
    reviewed: Mapping[str, str] | None = None,
    screening: service.Section | None = None,
    enclose: bool = False,
) -> dict[str, bytes]:
    """Write the reports that were asked for; the pictures are drawn once.

    With `enclose` those for the dossier are returned, by their names in it.
    """
    wanted = [(path, service.PdfForm.FULL) for path in arguments.report]
    if arguments.report_copy is not None:
        wanted.append((arguments.report_copy, service.PdfForm.COPY))
    enclose = enclose and not arguments.no_reports
    if not (wanted or enclose):
        return {}
    style = None if arguments.report_style is None else service.read_style(arguments.report_style)
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        shown = service.report_pictures(assessment, arguments.lang, progress)
    for path, form in wanted:
        service.write_report(
            assessment,
            path,
            arguments.lang,
            form,
            style,
            shown=shown,
            reviewed=reviewed,
            screening=screening,
        )
        sys.stdout.write(f"\n{path}")
    sys.stdout.write("\n" if wanted else "")
    if not enclose:
        return {}
    return service.reports_to_enclose(assessment, wanted, arguments.lang, style, shown, screening)
