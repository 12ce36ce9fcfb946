"""The one way through the program, the same for the command line and the window."""

from optopcheck.container import ContainerError
from optopcheck.dossier import Decision, Dossier, Journal, Judgement, NamedVariant, View
from optopcheck.report import (
    DoubtScale,
    Evidence,
    EvidenceRow,
    Illustrations,
    PdfForm,
    ReportStyle,
    Section,
    TextReport,
    counted,
    counted_part,
    evidence,
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
from optopcheck.service.caches import Cache, cache_section, caches, clear_caches
from optopcheck.service.comparing import (
    Cell,
    Column,
    Compared,
    Comparison,
    compare_scenarios,
    comparison,
)
from optopcheck.service.comparison_output import (
    cell_words,
    comparison_section,
    rules_section,
    write_comparison,
)
from optopcheck.service.designing import Facade, roof_facades
from optopcheck.service.doctor import Checkup, State, checkup_json, examine
from optopcheck.service.dossier_diff import compare_dossiers
from optopcheck.service.dossier_texts import (
    decisions_section,
    diff_sections,
    left_section,
    replay_sections,
    verified_section,
)
from optopcheck.service.dossiers import (
    decide,
    enclose_reports,
    make_dossier,
    open_dossier,
    save_dossier,
    sign_dossier,
)
from optopcheck.service.enclosing import bcf_to_enclose, reports_to_enclose
from optopcheck.service.entered_facts import checked_fact
from optopcheck.service.exporting import BCF_VERSIONS, BcfVersion, write_bcf, write_ifc
from optopcheck.service.extra_numbers import (
    ExtraNumber,
    ExtraNumbers,
    addition_numbers,
    screening_numbers,
)
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
from optopcheck.service.journals import (
    Left,
    end_journal,
    files_beside,
    forget_journal,
    left_journals,
    start_journal,
    sweep_journals,
)
from optopcheck.service.kept_work import Work, left_work, saved_action, work_action
from optopcheck.service.leftovers import sweep_leftovers
from optopcheck.service.logs import details, scrubbed, start_log
from optopcheck.service.model_outline import OutlineClass, OutlineLevel, model_outline
from optopcheck.service.opened import OpenedCase
from optopcheck.service.opening import open_case
from optopcheck.service.pack_explained import explained, period
from optopcheck.service.pack_form import new_form, new_rule, read_form, save_form
from optopcheck.service.pack_list import ListedPack, PackOrigin, list_packs, remove_pack, remove_rules
from optopcheck.service.pack_offer import Offer, install_offer, offer_file, offer_folder
from optopcheck.service.pack_sources import PackSources, pack_sources
from optopcheck.service.packs import load_rules, switch_pack
from optopcheck.service.plates import AREA_FILES, STUDY_CLOCKS, STUDY_DAYS, ShadowRequest, write_shadows
from optopcheck.service.plots import PlotFile, read_plots
from optopcheck.service.point_days import PointDay, PointLoss, losses, point_day, studied_norms
from optopcheck.service.presenting import write_cityjson, write_glb
from optopcheck.service.problem import problem_report
from optopcheck.service.readers import keep_readers_ready
from optopcheck.service.refining import refined
from optopcheck.service.reopening import Reopened, packs_differ, reopen_dossier
from optopcheck.service.repairs import checked_location, checked_north
from optopcheck.service.replaying import replay
from optopcheck.service.reporting import check_report_path, report_pictures, write_report
from optopcheck.service.requirements import IdsReport, check_ids, ids_section
from optopcheck.service.reviewing import (
    Reviewed,
    decided_at,
    decided_words,
    guidance,
    reviewed_findings,
    reviewed_words,
    sound_assessment,
    write_advice,
)
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
from optopcheck.service.steps import case_steps
from optopcheck.service.street_views import write_street_views
from optopcheck.service.structure import (
    checked_construction,
    known_constructions,
    model_weight,
    structure_screening,
    structure_section,
)
from optopcheck.service.sun_trace import sun_trace
from optopcheck.service.surroundings import bag_service
from optopcheck.service.things import Books, ThingCard, ThingGroup, read_books, thing_card
from optopcheck.service.unforeseen import unforeseen
from optopcheck.service.updating import Age, UpdateAnswer, check_update
from optopcheck.service.verifying import verify_dossier
from optopcheck.service.worker import worker

__all__ = [
    "AREA_FILES",
    "BCF_VERSIONS",
    "SAMPLE_DAY",
    "STUDY_CLOCKS",
    "STUDY_DAYS",
    "SUBJECTS",
    "Age",
    "BcfVersion",
    "Books",
    "Cache",
    "CaseInput",
    "Cell",
    "Checkup",
    "Column",
    "Compared",
    "Comparison",
    "ContainerError",
    "DatumInput",
    "Decision",
    "Dossier",
    "DoubtScale",
    "Evidence",
    "EvidenceRow",
    "ExtraNumber",
    "ExtraNumbers",
    "Facade",
    "FactChoice",
    "FormCheck",
    "IdsReport",
    "Illustrations",
    "Journal",
    "Judgement",
    "Left",
    "LimitForm",
    "ListedPack",
    "NamedVariant",
    "Offer",
    "OpenedBundle",
    "OpenedCase",
    "OutlineClass",
    "OutlineLevel",
    "PackForm",
    "PackOrigin",
    "PackSources",
    "PackTest",
    "PdfForm",
    "Plot",
    "PlotFile",
    "PointDay",
    "PointLoss",
    "PublicKey",
    "Register",
    "Reopened",
    "ReportStyle",
    "Reviewed",
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
    "State",
    "StatementInput",
    "SunHours",
    "TextReport",
    "ThingCard",
    "ThingGroup",
    "TriedRule",
    "Trust",
    "UpdateAnswer",
    "View",
    "Work",
    "addition_numbers",
    "aside_section",
    "assess",
    "attach_rules",
    "bag_service",
    "bcf_to_enclose",
    "build_register",
    "build_rules",
    "built_section",
    "bundle_section",
    "bundles_section",
    "cache_section",
    "caches",
    "case_steps",
    "cast_shadow",
    "cell_words",
    "check_form",
    "check_ids",
    "check_report_path",
    "check_rules",
    "check_update",
    "checked_construction",
    "checked_fact",
    "checked_location",
    "checked_north",
    "checkup_json",
    "clear_caches",
    "compare_dossiers",
    "compare_scenarios",
    "comparison",
    "comparison_section",
    "counted",
    "counted_part",
    "coverage_section",
    "day_hours",
    "decide",
    "decided_at",
    "decided_words",
    "decisions_section",
    "details",
    "diff_sections",
    "docs_page",
    "enclose_reports",
    "end_journal",
    "evidence",
    "examine",
    "explain_rules",
    "explained",
    "fact_choices",
    "files_beside",
    "forget_journal",
    "gather_facts",
    "ground_level",
    "guidance",
    "ids_section",
    "install_offer",
    "install_register",
    "install_rules",
    "keep_readers_ready",
    "key_section",
    "known_constructions",
    "left_journals",
    "left_section",
    "left_work",
    "limit_units",
    "list_packs",
    "load_rules",
    "losses",
    "make_dossier",
    "make_keys",
    "measure_existing",
    "measurement_report",
    "model_outline",
    "model_weight",
    "new_form",
    "new_rule",
    "new_rules",
    "offer_file",
    "offer_folder",
    "open_case",
    "open_dossier",
    "pack_sources",
    "pack_test_sections",
    "packs_differ",
    "period",
    "plugins_section",
    "point_day",
    "preview_sun",
    "problem_report",
    "read_books",
    "read_day",
    "read_form",
    "read_password",
    "read_plots",
    "read_secret",
    "read_style",
    "refined",
    "register_section",
    "remove_pack",
    "remove_rules",
    "renamed",
    "reopen_dossier",
    "replay",
    "replay_sections",
    "report_pictures",
    "reports_to_enclose",
    "reviewed_findings",
    "reviewed_words",
    "roof_facades",
    "rule_store",
    "rules_section",
    "sample_case",
    "save_dossier",
    "save_form",
    "saved_action",
    "screening_numbers",
    "scrubbed",
    "sentence_of",
    "shade_scene",
    "sign_dossier",
    "sign_rules",
    "sound_assessment",
    "start_journal",
    "start_log",
    "structure_screening",
    "structure_section",
    "studied_norms",
    "sun_losses",
    "sun_trace",
    "sweep_journals",
    "sweep_leftovers",
    "switch_pack",
    "text_report",
    "thing_card",
    "titled",
    "trace",
    "trust_root",
    "try_rule",
    "try_rules",
    "unforeseen",
    "unlit_words",
    "verified_section",
    "verify_dossier",
    "verify_rules",
    "with_sentence",
    "work_action",
    "worker",
    "write_advice",
    "write_bcf",
    "write_cityjson",
    "write_comparison",
    "write_glb",
    "write_ifc",
    "write_json",
    "write_measurements",
    "write_report",
    "write_shadows",
    "write_street_views",
    "write_text",
]
