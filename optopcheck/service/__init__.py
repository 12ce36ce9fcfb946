"""The one way through the program, the same for the command line and the window."""

from optopcheck.container import ContainerError
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
from optopcheck.rules.authoring import SUBJECTS, PackTest, docs_page
from optopcheck.rules.trust import OpenedBundle, PublicKey, Register, Trust
from optopcheck.service.assessing import assess, measure_existing
from optopcheck.service.dossier_diff import compare_dossiers
from optopcheck.service.dossier_texts import (
    decisions_section,
    diff_sections,
    left_section,
    replay_sections,
    verified_section,
)
from optopcheck.service.dossiers import decide, make_dossier, open_dossier, save_dossier, sign_dossier
from optopcheck.service.facts import gather_facts, preview_sun
from optopcheck.service.heat import SunHours, day_hours
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput
from optopcheck.service.journals import forget_journal, left_journals, start_journal
from optopcheck.service.opening import OpenedCase, open_case
from optopcheck.service.packs import load_rules, switch_pack
from optopcheck.service.plates import AREA_FILES, STUDY_CLOCKS, STUDY_DAYS, ShadowRequest, write_shadows
from optopcheck.service.plots import PlotFile, read_plots
from optopcheck.service.point_days import PointDay, PointLoss, losses, point_day, studied_norms
from optopcheck.service.repairs import checked_location, checked_north
from optopcheck.service.replaying import replay
from optopcheck.service.requirements import IdsReport, check_ids, ids_section
from optopcheck.service.rule_authoring import explain_rules, new_rules, try_rules
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
from optopcheck.service.rule_test_texts import coverage_section, pack_test_sections
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
from optopcheck.service.surroundings import bag_service
from optopcheck.service.verifying import verify_dossier
from optopcheck.service.worker import worker

__all__ = [
    "AREA_FILES",
    "SAMPLE_DAY",
    "STUDY_CLOCKS",
    "STUDY_DAYS",
    "SUBJECTS",
    "CaseInput",
    "ContainerError",
    "DatumInput",
    "IdsReport",
    "OpenedBundle",
    "OpenedCase",
    "PackTest",
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
    "checked_location",
    "checked_north",
    "compare_dossiers",
    "counted",
    "counted_part",
    "coverage_section",
    "day_hours",
    "decide",
    "decisions_section",
    "diff_sections",
    "docs_page",
    "explain_rules",
    "forget_journal",
    "gather_facts",
    "ground_level",
    "ids_section",
    "install_register",
    "install_rules",
    "key_section",
    "left_journals",
    "left_section",
    "load_rules",
    "losses",
    "make_dossier",
    "make_keys",
    "measure_existing",
    "measurement_report",
    "new_rules",
    "open_case",
    "open_dossier",
    "pack_test_sections",
    "plugins_section",
    "point_day",
    "preview_sun",
    "read_password",
    "read_plots",
    "read_secret",
    "register_section",
    "replay",
    "replay_sections",
    "rule_store",
    "sample_case",
    "save_dossier",
    "shade_scene",
    "sign_dossier",
    "sign_rules",
    "start_journal",
    "studied_norms",
    "sun_losses",
    "switch_pack",
    "text_report",
    "trace",
    "trust_root",
    "try_rules",
    "unlit_words",
    "verified_section",
    "verify_dossier",
    "verify_rules",
    "worker",
    "write_json",
    "write_measurements",
    "write_shadows",
    "write_text",
]
