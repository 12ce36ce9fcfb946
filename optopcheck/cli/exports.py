"""The results that `check` writes for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.progress import shown_progress

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment

OPTIONS = ("bcf",)


def export_files(arguments: Namespace) -> list[tuple[str, Path | None]]:
    """Return option and file of every export, None where it is not asked for."""
    return [(f"--{name.replace('_', '-')}", getattr(arguments, name)) for name in OPTIONS]


def export(assessment: Assessment, inputs: service.CaseInput, arguments: Namespace) -> None:
    """Write what was asked for; each file is named on the standard output."""
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        if arguments.bcf is not None:
            service.write_bcf(
                assessment,
                inputs.model.name,
                arguments.bcf,
                version=arguments.bcf_version,
                assigned_to=arguments.bcf_to,
                language=arguments.lang,
                progress=progress,
            )
    written = [path for _, path in export_files(arguments) if path is not None]
    sys.stdout.write("".join(f"\n{path}" for path in written) + ("\n" if written else ""))
