"""The one way through the program, the same for the command line and the window."""

from optopcheck.report import (
    Section,
    TextReport,
    counted,
    counted_part,
    measurement_report,
    plugins_section,
    sun_losses,
    text_report,
    trace,
    unlit_words,
    write_json,
    write_measurements,
    write_text,
)
from optopcheck.rules import RuleSet, load_rules
from optopcheck.service.assessing import assess, measure_existing
from optopcheck.service.facts import gather_facts, preview_sun
from optopcheck.service.heat import SunHours, day_hours
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput
from optopcheck.service.opening import OpenedCase, open_case
from optopcheck.service.plates import AREA_FILES, STUDY_CLOCKS, STUDY_DAYS, ShadowRequest, write_shadows
from optopcheck.service.plots import PlotFile, read_plots
from optopcheck.service.point_days import PointDay, PointLoss, losses, point_day, studied_norms
from optopcheck.service.repairs import checked_location, checked_north
from optopcheck.service.requirements import IdsReport, check_ids, ids_section
from optopcheck.service.sample import SAMPLE_DAY, sample_case
from optopcheck.service.shade import Plot, Shade, ShadeInstant, ShadeScene, shade_scene
from optopcheck.service.shadow import Shadow, cast_shadow, ground_level
from optopcheck.service.surroundings import bag_service
from optopcheck.service.worker import worker

__all__ = [
    "AREA_FILES",
    "SAMPLE_DAY",
    "STUDY_CLOCKS",
    "STUDY_DAYS",
    "CaseInput",
    "DatumInput",
    "IdsReport",
    "OpenedCase",
    "Plot",
    "PlotFile",
    "PointDay",
    "PointLoss",
    "RuleSet",
    "Section",
    "Shade",
    "ShadeInstant",
    "ShadeScene",
    "Shadow",
    "ShadowRequest",
    "StatementInput",
    "SunHours",
    "TextReport",
    "assess",
    "bag_service",
    "cast_shadow",
    "check_ids",
    "checked_location",
    "checked_north",
    "counted",
    "counted_part",
    "day_hours",
    "gather_facts",
    "ground_level",
    "ids_section",
    "load_rules",
    "losses",
    "measure_existing",
    "measurement_report",
    "open_case",
    "plugins_section",
    "point_day",
    "preview_sun",
    "read_plots",
    "sample_case",
    "shade_scene",
    "studied_norms",
    "sun_losses",
    "text_report",
    "trace",
    "unlit_words",
    "worker",
    "write_json",
    "write_measurements",
    "write_shadows",
    "write_text",
]
