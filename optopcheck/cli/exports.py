"""The results of `check` beside its report: files for other programs, and the screening of the structure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.progress import shown_progress

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Text

OPTIONS = ("bcf", "ifc_out", "glb", "cityjson")


def export_files(arguments: Namespace) -> list[tuple[str, Path | None]]:
    """Return option and file of every export, None where it is not asked for."""
    return [(f"--{name.replace('_', '-')}", getattr(arguments, name)) for name in OPTIONS]


def export(assessment: Assessment, inputs: service.CaseInput, arguments: Namespace) -> dict[str, bytes]:
    """Write what was asked for; each file is named on the standard output. Return what a dossier encloses."""
    remarks: tuple[Text, ...] = ()
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
        if arguments.ifc_out is not None:
            remarks += service.write_ifc(assessment, inputs, arguments.ifc_out, progress)
        if arguments.glb is not None:
            service.write_glb(assessment, arguments.glb)
        if arguments.cityjson is not None:
            service.write_cityjson(assessment, arguments.cityjson)
    written = [path for _, path in export_files(arguments) if path is not None]
    told = [*(str(path) for path in written), *(text.in_language(arguments.lang) for text in remarks)]
    sys.stdout.write("".join(f"\n{line}" for line in told) + ("\n" if told else ""))
    return {} if arguments.bcf is None else service.bcf_to_enclose(arguments.bcf)


def screened(assessment: Assessment, inputs: service.CaseInput, arguments: Namespace) -> service.Section:
    """Return the screening of the structure; it changes no verdict and no exit code."""
    facts = assessment.facts
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        area = facts.existing.measured.gross_floor_area
        weight = service.model_weight(inputs, facts.case, area, progress)
    screening = service.structure_screening(facts, weight=weight)
    statement = facts.case.structural_statement
    return service.structure_section(screening, statement, arguments.lang)
