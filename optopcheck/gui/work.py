"""What the jobs do: each one call of the service. Loaded with the libraries only when first used."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.gui.view_drawing import MAIN_THREAD_ALONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from optopcheck.domain.arrival import Arrived
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.job import Progress
    from optopcheck.domain.measurement import Measured, PartMeasurement
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.step import Step
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Language
    from optopcheck.service import (
        Books,
        CaseInput,
        Cell,
        Column,
        Comparison,
        Evidence,
        ExtraNumbers,
        Facade,
        OpenedCase,
        OutlineLevel,
        PointDay,
        PointLoss,
        RuleSet,
        Section,
        Shadow,
        TextReport,
        ThingCard,
    )

_LOADING = Text("Rekenkern laden", "Loading the libraries")
_ONE_AT_A_TIME = threading.Lock()
"""The first job and what is made ready beside the start page may load at the same moment."""
_TABLES = 2
"""Norms whose table of points is kept."""
_LIBRARIES = (
    "optopcheck.service",
    "optopcheck.picture.scene",
    "optopcheck.picture.image",
    "optopcheck.picture.pace",
    "optopcheck.picture.sections",
)


@dataclass(frozen=True, eq=False)
class Opened:
    """An opened case with what it was made of."""

    inputs: CaseInput
    case: OpenedCase
    rules: RuleSet
    on: date
    """Reference date."""
    start: Scenario | None = None
    """What is tried first; None: one storey."""


@dataclass(frozen=True, eq=False)
class Judged:
    """An assessment and its report in the language of the window."""

    assessment: Assessment
    report: TextReport


@dataclass(frozen=True, eq=False)
class Rules:
    """The packs that take part."""

    rules: RuleSet


def open_case(
    inputs: CaseInput,
    rules: RuleSet | None,
    on: date,
    progress: Progress,
    start: Scenario | None = None,
    arrived: Arrived | None = None,
) -> Opened:
    """Read the case; `arrived` is told what of the building is there."""
    from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

    loaded = rules or service.load_rules(on)
    opened = Opened(inputs, service.open_case(inputs, progress, loaded, arrived), loaded, on, start)
    get_ready(opened, opened.case.case.building)
    return opened


def open_model(
    model: Path,
    building: str | None,
    rules: RuleSet | None,
    on: date,
    progress: Progress,
    arrived: Arrived | None = None,
) -> Opened:
    """Read a model without papers."""
    load(progress)
    from optopcheck import service  # noqa: PLC0415  # same

    return open_case(service.CaseInput(model, building), rules, on, progress, arrived=arrived)


def open_refined(
    opened: Opened, model: Path, start: Scenario, rules: RuleSet | None, progress: Progress
) -> Opened:
    """Read a model in the place of the building of a city model."""
    from optopcheck import service  # noqa: PLC0415  # same

    inputs = service.refined(opened.inputs, model, opened.case.case)
    return open_case(inputs, rules, opened.on, progress, start)


def open_sample(
    rules: RuleSet | None, on: date, progress: Progress, arrived: Arrived | None = None
) -> Opened:
    """Read the sample case with all its papers, on its own reference date; `rules` are those for `on`."""
    load(progress)
    from optopcheck import service  # noqa: PLC0415  # same

    day = service.SAMPLE_DAY
    return open_case(service.sample_case(), rules if on == day else None, day, progress, arrived=arrived)


def load_rules(on: date, progress: Progress) -> Rules:
    """Load the packs as they are now."""
    load(progress)
    from optopcheck import service  # noqa: PLC0415  # same

    return Rules(service.load_rules(on))


def get_ready_for_first(on: date) -> None:
    """Load what the first file would wait for: readers, the libraries, and what the packs need."""
    from optopcheck import service  # noqa: PLC0415  # same

    service.keep_readers_ready()
    with suppress(InputError):
        # A pack that cannot be loaded is told to who opens a file.
        service.load_rules(on)
    load(no_progress)


def load(progress: Progress) -> None:
    """Load the libraries here, where the window does not wait for them; the picture's too."""
    for place, name in enumerate(_LIBRARIES):
        progress(_LOADING, place / len(_LIBRARIES))
        import_module(name)
    from optopcheck import service  # noqa: PLC0415  # same
    from optopcheck.picture.image import window_kind  # noqa: PLC0415  # same

    if not MAIN_THREAD_ALONE:
        # Its driver too: the first picture begins in the window's own turn.
        window_kind()
    with _ONE_AT_A_TIME:
        service.start_log()
        service.sweep_leftovers()
        if not gc.get_freeze_count():
            # Looking through the libraries for waste took the window's own turn too: 0.1 s each, and often.
            gc.freeze()


def get_ready(opened: Opened, *buildings: Building | None) -> None:
    """Prepare pictures of buildings here, so that the window need not."""
    from optopcheck.picture.scene import get_ready  # noqa: PLC0415  # same

    for building in buildings:
        if building is not None:
            get_ready(building, opened.case.case.neighbours)


def assess(
    opened: Opened, scenario: Scenario, language: Language, earlier: Assessment | None, progress: Progress
) -> Judged:
    """Assess a scenario; what another scenario of the case has in common with it is not done again."""
    from optopcheck import service  # noqa: PLC0415  # same

    assessment = service.assess(opened.case, scenario, opened.on, progress, opened.rules, earlier)
    return judged(opened, assessment, language)


def judged(opened: Opened, assessment: Assessment, language: Language) -> Judged:
    """Prepare here what the window shows first of an assessment."""
    from optopcheck import service  # noqa: PLC0415  # same

    facts = assessment.facts
    get_ready(opened, facts.existing.building, facts.proposed.building)
    for norm in studied_norms(facts)[:_TABLES]:
        sun_losses(facts, norm, language)
    return Judged(assessment, service.text_report(assessment, language))


def assess_variant(
    opened: Opened, scenario: Scenario, earlier: Assessment | None, progress: Progress
) -> Assessment:
    """Assess a variant that is kept beside the present design."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.assess(opened.case, scenario, opened.on, progress, opened.rules, earlier)


def comparison(variants: Sequence[tuple[str, Scenario, Assessment | None]]) -> Comparison:
    """Lay variants side by side."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.comparison([service.Compared(*variant) for variant in variants])


def cell_words(cell: Cell, column: Column, language: Language) -> str:
    """Write a value of the comparison."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.cell_words(cell, column, language)


def report(assessment: Assessment, language: Language) -> TextReport:
    """Write an assessment in a language."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.text_report(assessment, language)


def measured_report(opened: Opened, language: Language) -> TextReport:
    """Write the measurements of the existing building, before anything was checked."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.measurement_report(opened.case.measured_existing, opened.case.case.site, language)


def evidence(assessment: Assessment, language: Language) -> tuple[Evidence, ...]:
    """Tell what each outcome rests on."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.evidence(assessment, language)


def addition_numbers(facts: Facts, language: Language) -> ExtraNumbers:
    """Return what is measured of the added storeys against their roof."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.addition_numbers(facts, language)


def screening_numbers(facts: Facts, language: Language) -> ExtraNumbers:
    """Return the screening of the structure."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.screening_numbers(facts, language)


def outline(situation: Situation, opened: Opened, language: Language) -> tuple[OutlineLevel, ...]:
    """Return the building by level and class, and its surroundings."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.model_outline(situation, opened.case.case.neighbours, language)


def read_books(inputs: CaseInput, progress: Progress) -> Books:
    """Read what the models say of their parts."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.read_books(inputs, progress)


def thing(
    identity: str, situation: Situation, opened: Opened, books: Books | None, language: Language
) -> ThingCard | None:
    """Tell all that is known of one thing in the picture."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.thing_card(identity, situation, opened.case.case, books, language)


def case_steps(opened: Opened, scenario: Scenario, assessment: Assessment | None) -> tuple[Step, ...]:
    """Tell how far each step is."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.case_steps(opened.case, opened.rules, scenario, assessment)


def roof_facades(opened: Opened, scenario: Scenario) -> tuple[Facade, ...]:
    """Return the façades of the roof; none where no storey fits it."""
    from optopcheck import service  # noqa: PLC0415  # same

    try:
        return service.roof_facades(opened.case.case, scenario)
    except InputError:
        return ()


def constructions() -> tuple[tuple[str, Text], ...]:
    """Return the ways to build a storey that the screening knows; none where its numbers are missing."""
    from optopcheck import service  # noqa: PLC0415  # same

    try:
        return service.known_constructions()
    except InputError:
        return ()


def trace(quantity: Quantity, situation: Situation, language: Language) -> Section:
    """Tell where a number comes from."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.trace(quantity, situation, language)


def counted(quantity: Quantity, value: Measured, language: Language) -> str:
    """Say what lights up for a number."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.counted(quantity, value, language)


def counted_part(quantity: Quantity, part: PartMeasurement, language: Language) -> str:
    """Say what lights up for a part of a number."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.counted_part(quantity, part, language)


def unlit_words(situation: Situation, excluded: tuple[str, ...], language: Language) -> str:
    """Say what was left out of a number."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.unlit_words(situation, excluded, language)


def preview(
    opened: Opened, earlier: Facts, scenario: Scenario, norm_id: str | None, progress: Progress
) -> Facts:
    """Count the sun of another scenario under one norm; nothing else is known of it yet."""
    from optopcheck import service  # noqa: PLC0415  # same

    facts = service.preview_sun(earlier, scenario, opened.rules, opened.on.year, progress, norm_id)
    get_ready(opened, facts.proposed.building)
    return facts


def studied_norms(facts: Facts) -> tuple[SunNorm, ...]:
    """Return the norms under which sun was counted."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.studied_norms(facts)


def studied_days(facts: Facts, norm_id: str) -> tuple[date, ...]:
    """Return the days of a norm."""
    study = facts.existing.sun.get(norm_id)
    return getattr(study, "days", ())


def losses(facts: Facts, norm_id: str, *, permitted: bool = False) -> tuple[PointLoss, ...]:
    """Return what each point loses by the design, or by what is permitted."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.losses(facts, norm_id, "permitted" if permitted else "proposed")


@lru_cache(maxsize=_TABLES)
def sun_losses(facts: Facts, norm: SunNorm, language: Language) -> Section:
    """Write the points that lose sun as a table."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.sun_losses(facts, norm, language)


def sun_trace(facts: Facts, norm: SunNorm, point: str, day: date, language: Language) -> Section | None:
    """Tell where the sun of a point on a day comes from."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.sun_trace(facts, norm, point, day, language)


def point_day(facts: Facts, norm_id: str, point: str, day: date) -> PointDay | None:
    """Return the spells of sun of a point on a day."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.point_day(facts, norm_id, point, day)


def shadow(opened: Opened, building: Building, when: datetime) -> Shadow | None:
    """Return sun and shadow at a moment, None where the place of the model is not known."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.cast_shadow(opened.case.case, building, when)


def ground(opened: Opened) -> float:
    """Return the height of the ground [m]."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.ground_level(opened.case.case)
