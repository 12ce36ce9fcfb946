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
from optopcheck.rules import RuleSet
from optopcheck.rules.trust import OpenedBundle, PublicKey, Register, Trust
from optopcheck.service.assessing import assess, measure_existing
from optopcheck.service.exporting import BCF_VERSIONS, BcfVersion, write_bcf, write_ifc
from optopcheck.service.facts import gather_facts, preview_sun
from optopcheck.service.heat import SunHours, day_hours
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput
from optopcheck.service.opening import OpenedCase, open_case
from optopcheck.service.packs import load_rules, switch_pack
from optopcheck.service.plates import AREA_FILES, STUDY_CLOCKS, STUDY_DAYS, ShadowRequest, write_shadows
from optopcheck.service.plots import PlotFile, read_plots
from optopcheck.service.point_days import PointDay, PointLoss, losses, point_day, studied_norms
from optopcheck.service.presenting import write_cityjson, write_glb
from optopcheck.service.repairs import checked_location, checked_north
from optopcheck.service.requirements import IdsReport, check_ids, ids_section
from optopcheck.service.rule_files import (
    attach_rules,
    build_rules,
    check_rules,
    install_rules,
    make_keys,
    read_password,
    read_secret,
    rule_store,
    sign_rules,
    verify_rules,
)
from optopcheck.service.rule_register import build_register, install_register, trust_root
from optopcheck.service.rule_texts import (
    aside_section,
    built_section,
    bundle_section,
    bundles_section,
    key_section,
    register_section,
)
from optopcheck.service.sample import SAMPLE_DAY, sample_case
from optopcheck.service.shade import Plot, Shade, ShadeInstant, ShadeScene, shade_scene
from optopcheck.service.shadow import Shadow, cast_shadow, ground_level
from optopcheck.service.structure import (
    checked_construction,
    model_weight,
    structure_screening,
    structure_section,
)
from optopcheck.service.surroundings import bag_service
from optopcheck.service.worker import worker

__all__ = [
    "AREA_FILES",
    "BCF_VERSIONS",
    "SAMPLE_DAY",
    "STUDY_CLOCKS",
    "STUDY_DAYS",
    "BcfVersion",
    "CaseInput",
    "DatumInput",
    "IdsReport",
    "OpenedBundle",
    "OpenedCase",
    "Plot",
    "PlotFile",
    "PointDay",
    "PointLoss",
    "PublicKey",
    "Register",
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
    "Trust",
    "aside_section",
    "assess",
    "attach_rules",
    "bag_service",
    "build_register",
    "build_rules",
    "built_section",
    "bundle_section",
    "bundles_section",
    "cast_shadow",
    "check_ids",
    "check_rules",
    "checked_construction",
    "checked_location",
    "checked_north",
    "counted",
    "counted_part",
    "day_hours",
    "gather_facts",
    "ground_level",
    "ids_section",
    "install_register",
    "install_rules",
    "key_section",
    "load_rules",
    "losses",
    "make_keys",
    "measure_existing",
    "measurement_report",
    "model_weight",
    "open_case",
    "plugins_section",
    "point_day",
    "preview_sun",
    "read_password",
    "read_plots",
    "read_secret",
    "register_section",
    "rule_store",
    "sample_case",
    "shade_scene",
    "sign_rules",
    "structure_screening",
    "structure_section",
    "studied_norms",
    "sun_losses",
    "switch_pack",
    "text_report",
    "trace",
    "trust_root",
    "unlit_words",
    "verify_rules",
    "worker",
    "write_bcf",
    "write_cityjson",
    "write_glb",
    "write_ifc",
    "write_json",
    "write_measurements",
    "write_shadows",
    "write_text",
]
