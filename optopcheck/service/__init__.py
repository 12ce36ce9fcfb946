"""The one way through the program, the same for the command line and the window."""

from optopcheck.container import ContainerError
from optopcheck.report import (
    Illustrations,
    PdfForm,
    ReportStyle,
    Section,
    TextReport,
    counted,
    counted_part,
    measurement_report,
    plugins_section,
    read_style,
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
from optopcheck.service.caches import GeometryCache, cache_section, clear_geometry, geometry_cache
from optopcheck.service.dossier_diff import compare_dossiers
from optopcheck.service.dossier_texts import (
    decisions_section,
    diff_sections,
    left_section,
    replay_sections,
    verified_section,
)
from optopcheck.service.dossiers import decide, make_dossier, open_dossier, save_dossier, sign_dossier
from optopcheck.service.entered_facts import checked_fact
from optopcheck.service.exporting import BCF_VERSIONS, BcfVersion, write_bcf, write_ifc
from optopcheck.service.facts import gather_facts, preview_sun
from optopcheck.service.form_checks import (
    FactChoice,
    FormCheck,
    TriedRule,
    check_form,
    fact_choices,
    limit_units,
    try_rule,
)
from optopcheck.service.form_records import (
    LimitForm,
    PackForm,
    RuleForm,
    Sentence,
    SourceForm,
    read_day,
    renamed,
    sentence_of,
    titled,
    with_sentence,
)
from optopcheck.service.heat import SunHours, day_hours
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput
from optopcheck.service.journals import forget_journal, left_journals, start_journal
from optopcheck.service.opening import OpenedCase, open_case
from optopcheck.service.pack_explained import explained, period
from optopcheck.service.pack_form import new_form, new_rule, read_form, save_form
from optopcheck.service.pack_list import ListedPack, PackOrigin, list_packs, remove_pack
from optopcheck.service.pack_offer import Offer, install_offer, offer_file, offer_folder
from optopcheck.service.packs import load_rules, switch_pack
from optopcheck.service.plates import AREA_FILES, STUDY_CLOCKS, STUDY_DAYS, ShadowRequest, write_shadows
from optopcheck.service.plots import PlotFile, read_plots
from optopcheck.service.point_days import PointDay, PointLoss, losses, point_day, studied_norms
from optopcheck.service.presenting import write_cityjson, write_glb
from optopcheck.service.repairs import checked_location, checked_north
from optopcheck.service.replaying import replay
from optopcheck.service.reporting import check_report_path, report_pictures, write_report
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
from optopcheck.service.structure import (
    checked_construction,
    model_weight,
    structure_screening,
    structure_section,
)
from optopcheck.service.surroundings import bag_service
from optopcheck.service.verifying import verify_dossier
from optopcheck.service.worker import worker

__all__ = [
    "AREA_FILES",
    "BCF_VERSIONS",
    "SAMPLE_DAY",
    "STUDY_CLOCKS",
    "STUDY_DAYS",
    "SUBJECTS",
    "BcfVersion",
    "CaseInput",
    "ContainerError",
    "DatumInput",
    "FactChoice",
    "FormCheck",
    "GeometryCache",
    "IdsReport",
    "Illustrations",
    "LimitForm",
    "ListedPack",
    "Offer",
    "OpenedBundle",
    "OpenedCase",
    "PackForm",
    "PackOrigin",
    "PackTest",
    "PdfForm",
    "Plot",
    "PlotFile",
    "PointDay",
    "PointLoss",
    "PublicKey",
    "Register",
    "ReportStyle",
    "RuleForm",
    "RuleSet",
    "Section",
    "Sentence",
    "Shade",
    "ShadeInstant",
    "ShadeScene",
    "Shadow",
    "ShadowRequest",
    "SourceForm",
    "StatementInput",
    "SunHours",
    "TextReport",
    "TriedRule",
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
    "cache_section",
    "cast_shadow",
    "check_form",
    "check_ids",
    "check_report_path",
    "check_rules",
    "checked_construction",
    "checked_fact",
    "checked_location",
    "checked_north",
    "clear_geometry",
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
    "explained",
    "fact_choices",
    "forget_journal",
    "gather_facts",
    "geometry_cache",
    "ground_level",
    "ids_section",
    "install_offer",
    "install_register",
    "install_rules",
    "key_section",
    "left_journals",
    "left_section",
    "limit_units",
    "list_packs",
    "load_rules",
    "losses",
    "make_dossier",
    "make_keys",
    "measure_existing",
    "measurement_report",
    "model_weight",
    "new_form",
    "new_rule",
    "new_rules",
    "offer_file",
    "offer_folder",
    "open_case",
    "open_dossier",
    "pack_test_sections",
    "period",
    "plugins_section",
    "point_day",
    "preview_sun",
    "read_day",
    "read_form",
    "read_password",
    "read_plots",
    "read_secret",
    "read_style",
    "register_section",
    "remove_pack",
    "renamed",
    "replay",
    "replay_sections",
    "report_pictures",
    "rule_store",
    "sample_case",
    "save_dossier",
    "save_form",
    "sentence_of",
    "shade_scene",
    "sign_dossier",
    "sign_rules",
    "start_journal",
    "structure_screening",
    "structure_section",
    "studied_norms",
    "sun_losses",
    "switch_pack",
    "text_report",
    "titled",
    "trace",
    "trust_root",
    "try_rule",
    "try_rules",
    "unlit_words",
    "verified_section",
    "verify_dossier",
    "verify_rules",
    "with_sentence",
    "worker",
    "write_bcf",
    "write_cityjson",
    "write_glb",
    "write_ifc",
    "write_json",
    "write_measurements",
    "write_report",
    "write_shadows",
    "write_text",
]
