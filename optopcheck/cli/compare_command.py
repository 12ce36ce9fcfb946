"""Several variants of one case, assessed and laid side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli import layout
from optopcheck.cli.case_entries import case_input
from optopcheck.cli.progress import shown_progress
from optopcheck.cli.scenario_arguments import variants_of

if TYPE_CHECKING:
    from argparse import Namespace

    from optopcheck.domain.rule import Verdict


def compare(arguments: Namespace) -> Verdict:
    """Compare variants; return the worst of their overall verdicts: green only if every one is."""
    variants = variants_of(arguments)
    for variant in variants:
        if variant.scenario.construction is not None:
            service.checked_construction(variant.scenario.construction)
    inputs, on = case_input(arguments), arguments.on or date.today()  # noqa: DTZ011  # the user's calendar
    rules = service.load_rules(on, arguments.packs)
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        opened = service.open_case(inputs, progress, rules)
        compared = service.compare_scenarios(opened, variants, on, progress, rules)
    if arguments.json is not None:
        service.write_comparison(compared, arguments.json)
    found = service.comparison(compared)
    layout.show_section(service.comparison_section(found, arguments.lang))
    if not arguments.quiet:
        layout.show_section(service.rules_section(compared, arguments.lang))
    verdicts = [variant.assessment.overall.verdict for variant in compared if variant.assessment]
    return max(verdicts, key=lambda verdict: verdict.severity)
