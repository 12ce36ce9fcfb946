"""What each command does; the work itself is in service."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from optopcheck import service
from optopcheck.cli import dossier_commands, layout
from optopcheck.cli.case_entries import case_input, model_input
from optopcheck.cli.compare_command import compare as compared_verdict
from optopcheck.cli.doctor_command import doctor
from optopcheck.cli.exports import export, export_files, screened
from optopcheck.cli.problem_command import report_problem
from optopcheck.cli.progress import shown_progress
from optopcheck.cli.report_output import asked_reports, write_reports
from optopcheck.cli.rule_commands import rules
from optopcheck.cli.scan_command import scan
from optopcheck.cli.scenario_arguments import scenario_of
from optopcheck.cli.update_command import update
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment

DONE = 0
EXIT_CODES = {Verdict.COMPLIES: 0, Verdict.VIOLATES: 1, Verdict.UNDETERMINED: 2}
COULD_NOT_RUN = 3


def run(arguments: Namespace) -> int:
    """Run the command that was asked for; return the exit code."""
    commands = {
        "check": check,
        "compare": compare,
        "measure": measure,
        "shadows": shadows,
        "ids": ids,
        "scan": scan,
        "plugins": plugins,
        "rules": rules,
        "replay": dossier_commands.replay,
        "verify": dossier_commands.verify,
        "diff": dossier_commands.diff,
        "sign": dossier_commands.sign,
        "decide": dossier_commands.decide,
        "report": dossier_commands.report,
        "cache": cache,
        "doctor": doctor,
        "report-problem": report_problem,
        "update": update,
        "demo": demo,
    }
    return commands[arguments.command](arguments)


def check(arguments: Namespace) -> int:
    """Check a model; the exit code is the verdict."""
    _refuse_unwritable("--json", arguments.json)
    _refuse_unwritable("--picture", arguments.picture)
    _refuse_unwritable("--dossier", arguments.dossier)
    for option, path in export_files(arguments):
        _refuse_unwritable(option, path)
    reports = _writable_reports(arguments)
    inputs, scenario = case_input(arguments), scenario_of(arguments)
    if arguments.construction is not None:
        service.checked_construction(arguments.construction)
    exported = (path for _, path in export_files(arguments))
    _refuse_overwriting(inputs, arguments.json, arguments.picture, arguments.dossier, *reports, *exported)
    assessment = _assess(inputs, scenario, arguments.on or _today(), arguments, arguments.dossier)
    if arguments.json is not None:
        service.write_json(assessment, arguments.json)
    layout.show(service.text_report(assessment, arguments.lang), headline_only=arguments.quiet)
    screening = None
    if arguments.construction is not None and (reports or arguments.dossier or not arguments.quiet):
        screening = screened(assessment, inputs, arguments)
    if screening is not None and not arguments.quiet:
        sys.stdout.write("\n")
        layout.show_section(screening)
    if arguments.dossier is not None:
        dossier_commands.tell(arguments.dossier, arguments.lang)
    if arguments.picture is not None:
        on = assessment.receipt.reference_date
        write_picture(assessment, arguments.picture, arguments.picture_at or datetime(on.year, 3, 21, 12))  # noqa: DTZ001  # the zone is that of the place
    keep = arguments.dossier is not None
    enclosed = write_reports(assessment, arguments, screening=screening, enclose=keep)
    enclosed |= export(assessment, inputs, arguments)
    if keep and enclosed:
        service.enclose_reports(arguments.dossier, enclosed)
    return EXIT_CODES[assessment.overall.verdict]


def write_picture(assessment: Assessment, path: Path, clock: datetime) -> None:
    """Draw the design, else what stands there, with its shadow at a clock time of the place."""
    # VTK takes half a second to load; nothing else here needs it.
    from optopcheck.picture.image import picture_of  # noqa: PLC0415

    case = assessment.facts.case
    building = assessment.facts.proposed.building or case.building
    shadow = service.cast_shadow(case, building, clock.replace(tzinfo=ZoneInfo(case.site.zone)))
    picture_of(
        building,
        case.neighbours,
        shadow.mesh if shadow else None,
        path,
        ground=service.ground_level(case),
        sun=(shadow.azimuth, shadow.elevation) if shadow else None,
        north=case.site.true_north,
    )
    seen = f", {clock:%d-%m-%Y} {shadow.clock}" if shadow else ""
    sys.stdout.write(f"\n{path}{seen}\n")


def compare(arguments: Namespace) -> int:
    """Lay variants side by side; the exit code is the worst verdict."""
    _refuse_unwritable("--json", arguments.json)
    _refuse_overwriting(case_input(arguments), arguments.json, arguments.variants)
    return EXIT_CODES[compared_verdict(arguments)]


def measure(arguments: Namespace) -> int:
    """Measure the existing building; say of each number where it comes from."""
    _refuse_unwritable("--json", arguments.json)
    if arguments.geometry and arguments.json is None:
        raise InputError(
            Text(
                "--geometry schrijft vlakken in het JSON-bestand: geef ook --json",
                "--geometry writes faces into the JSON file: also give --json",
            )
        )
    inputs = model_input(arguments)
    _refuse_overwriting(inputs, arguments.json)
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        opened = service.open_case(inputs, progress)
    situation, site = opened.measured_existing, opened.case.site
    if arguments.json is not None:
        service.write_measurements(situation, site, arguments.json, triangles=arguments.geometry)
    report = service.measurement_report(situation, site, arguments.lang)
    layout.show(replace(report, sections=report.sections[:1]) if arguments.quiet else report)
    return DONE


def shadows(arguments: Namespace) -> int:
    """Draw the shade before and after with its areas; the files are listed on the standard output."""
    inputs, scenario = (
        replace(model_input(arguments), neighbours=arguments.neighbours),
        scenario_of(arguments),
    )
    dates = arguments.dates or [date(_today().year, *day) for day in service.STUDY_DAYS]
    written = (arguments.out / name for name in service.AREA_FILES)
    _refuse_overwriting(inputs, arguments.plots, *written)
    plots = None if arguments.plots is None else service.read_plots(arguments.plots)
    _make_folder(arguments.out)
    asked = service.ShadowRequest(tuple(dates), arguments.times, arguments.hours, arguments.frames)
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        opened = service.open_case(inputs, progress)
        scene = service.shade_scene(opened.case, scenario, plots)
        files = service.write_shadows(scene, asked, arguments.out, arguments.lang, progress)
    sys.stdout.write("".join(f"{path}\n" for path in files))
    return DONE


def ids(arguments: Namespace) -> int:
    """Check a model against the requirements of an IDS file; 0 if it meets them, 1 if not."""
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        report = service.check_ids(arguments.model, arguments.ids, progress)
    layout.show_section(service.ids_section(report, arguments.lang))
    return DONE if report.passed else EXIT_CODES[Verdict.VIOLATES]


def plugins(arguments: Namespace) -> int:
    """List the rule packs."""
    loaded = service.load_rules()
    layout.show_section(service.plugins_section(loaded.plugins, arguments.lang))
    aside = service.aside_section(loaded.aside, arguments.lang)
    if aside.rows:
        layout.show_section(aside)
    return DONE


def cache(arguments: Namespace) -> int:
    """Show what is kept to be faster the next time, or remove it."""
    found = service.clear_caches() if arguments.clear else service.caches()
    if not arguments.quiet:
        for one in found:
            layout.show_section(service.cache_section(one, arguments.lang))
    return COULD_NOT_RUN if arguments.clear and any(one.count for one in found) else DONE


def demo(arguments: Namespace) -> int:
    """Check the sample case and leave JSON, text, a report and a dossier with it."""
    if not (arguments.report or arguments.no_reports):
        arguments.report = [arguments.out / "portiekflat.pdf"]
    _make_folder(arguments.out)
    for option, path in (("--dossier", arguments.dossier), *export_files(arguments)):
        _refuse_unwritable(option, path)
    inputs, reports = service.sample_case(), _writable_reports(arguments)
    exported = (path for _, path in export_files(arguments))
    _refuse_overwriting(inputs, arguments.dossier, *reports, *exported)
    written = [arguments.out / f"portiekflat.{suffix}" for suffix in ("json", "txt")]
    dossier = arguments.dossier or arguments.out / "portiekflat.optop"
    assessment = _assess(inputs, Scenario(), service.SAMPLE_DAY, arguments, dossier)
    report = service.text_report(assessment, arguments.lang)
    service.write_json(assessment, written[0])
    service.write_text(written[1], layout.plain(report))
    layout.show(report, headline_only=arguments.quiet)
    sys.stdout.write("".join(f"\n{path}" for path in written) + "\n")
    dossier_commands.tell(dossier, arguments.lang)
    enclosed = write_reports(assessment, arguments, enclose=True)
    enclosed |= export(assessment, inputs, arguments)
    if enclosed:
        service.enclose_reports(dossier, enclosed)
    return DONE


def _assess(
    inputs: service.CaseInput,
    scenario: Scenario,
    on: date,
    arguments: Namespace,
    dossier: Path | None = None,
) -> Assessment:
    """Assess a case; leave the dossier of it where one is asked for."""
    rules = service.load_rules(on, getattr(arguments, "packs", None))
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        opened = service.open_case(inputs, progress, rules)
        every = getattr(arguments, "sun_every", None)
        assessment = service.assess(opened, scenario, on, progress, rules, sun_every=every)
        if dossier is not None:
            enclose = not getattr(arguments, "no_inputs", False)
            made = service.make_dossier(inputs, opened, assessment, rules, sun_every=every, enclose=enclose)
            service.save_dossier(dossier, made)
    return assessment


def _writable_reports(arguments: Namespace) -> tuple[Path, ...]:
    """Return the reports that were asked for, each with a place to go."""
    reports = asked_reports(arguments)
    for path in reports:
        _refuse_unwritable("--report", path)
    return reports


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the user's calendar


def _refuse_unwritable(option: str, path: Path | None) -> None:
    """Find out before the long work that its result has no place to go."""
    no_file = path is not None and path.exists() and not path.is_file()
    if path is not None and (no_file or not path.resolve().parent.is_dir()):
        raise InputError(
            Text(
                f"{option} '{path}': de map bestaat niet of dit is geen bestand; geef een bestandsnaam",
                f"{option} '{path}': the folder does not exist, or this is no file; give a file name",
            )
        )


def _refuse_overwriting(inputs: service.CaseInput, *outputs: Path | None) -> None:
    """Refuse to write a result over an input, or two results into one file."""
    paper = inputs.statement.paper if inputs.statement else None
    given = (
        inputs.model,
        *inputs.aspects,
        inputs.neighbours,
        inputs.plan,
        inputs.repairs_file,
        paper,
        inputs.proposal,
    )
    taken = [p for p in given if p is not None]
    for path in (p for p in outputs if p is not None):
        if any(_is_same(path, other) for other in taken):
            raise InputError(
                Text(
                    f"'{path}' is al in gebruik als invoer of uitvoer; geef het resultaat een andere naam",
                    f"'{path}' is in use as input or output already; give the result another name",
                )
            )
        taken.append(path)


def _is_same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            Text(
                f"--out '{folder}': deze map is niet te maken ({error.strerror})",
                f"--out '{folder}': this folder cannot be made ({error.strerror})",
            )
        ) from error
