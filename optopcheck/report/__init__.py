"""An assessment on paper: JSON for machines, text for people."""

from optopcheck.report.excluded import unlit_words
from optopcheck.report.json_report import (
    assessment_json,
    json_text,
    measurements_json,
    schema,
    write_json,
    write_measurements,
)
from optopcheck.report.saving import write_bytes, write_text
from optopcheck.report.sections import Section, TextReport
from optopcheck.report.text import measurement_report, text_report
from optopcheck.report.text_packs import plugins_section
from optopcheck.report.text_sun import sun_losses
from optopcheck.report.trace import counted, counted_part, trace

__all__ = [
    "Section",
    "TextReport",
    "assessment_json",
    "counted",
    "counted_part",
    "json_text",
    "measurement_report",
    "measurements_json",
    "plugins_section",
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
