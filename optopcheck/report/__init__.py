"""An assessment on paper: JSON for machines; text, PDF and HTML for people."""

from optopcheck.report.document import Document
from optopcheck.report.doubt_scale import DoubtScale
from optopcheck.report.evidence import Evidence, EvidenceRow, evidence
from optopcheck.report.excluded import unlit_words
from optopcheck.report.html import html
from optopcheck.report.illustrations import Illustration, Illustrations
from optopcheck.report.json_report import (
    assessment_json,
    json_text,
    measurements_json,
    schema,
    write_json,
    write_measurements,
)
from optopcheck.report.page_closing import WHOLE
from optopcheck.report.paper import report_document
from optopcheck.report.pdf import PdfForm, pdf
from optopcheck.report.saving import write_bytes, write_text
from optopcheck.report.sections import Section, TextReport
from optopcheck.report.style import ReportStyle, read_style
from optopcheck.report.svg import ScaleDrawing, best_scale, legend
from optopcheck.report.text import measurement_report, text_report
from optopcheck.report.text_packs import plugins_section
from optopcheck.report.text_sun import sun_losses
from optopcheck.report.trace import counted, counted_part, trace

__all__ = [
    "WHOLE",
    "Document",
    "DoubtScale",
    "Evidence",
    "EvidenceRow",
    "Illustration",
    "Illustrations",
    "PdfForm",
    "ReportStyle",
    "ScaleDrawing",
    "Section",
    "TextReport",
    "assessment_json",
    "best_scale",
    "counted",
    "counted_part",
    "evidence",
    "html",
    "json_text",
    "legend",
    "measurement_report",
    "measurements_json",
    "pdf",
    "plugins_section",
    "read_style",
    "report_document",
    "schema",
    "sun_losses",
    "text_report",
    "trace",
    "unlit_words",
    "write_bytes",
    "write_json",
    "write_measurements",
    "write_text",
]
