"""The .optop file: case, inputs, rules, facts, findings, receipt and decisions in one file that replays.

How it is made: `making`; what it holds: `dossier`; its id: `receipt`. Nothing here touches a disk but
`journal`, and nothing here runs a rule.
"""

from optopcheck.dossier.comparing import (
    ChangedFinding,
    FactDifference,
    changed_facts,
    changed_findings,
)
from optopcheck.dossier.decisions import Decision, Judgement, View, read_decisions
from optopcheck.dossier.description import (
    CaseGiven,
    Description,
    HeightGiven,
    InputFile,
    PackUsed,
    Settings,
    StatementGiven,
)
from optopcheck.dossier.dossier import Dossier, read_dossier
from optopcheck.dossier.journal import Journal, Recovered, is_in_use, read_journal
from optopcheck.dossier.limits import DOSSIER
from optopcheck.dossier.making import GivenFile, Parts, new_dossier
from optopcheck.dossier.names import PUBLISHED, REPORT_BCF, REPORT_COPY, REPORT_HTML, REPORT_PDF
from optopcheck.dossier.variants import NamedVariant

__all__ = [
    "DOSSIER",
    "PUBLISHED",
    "REPORT_BCF",
    "REPORT_COPY",
    "REPORT_HTML",
    "REPORT_PDF",
    "CaseGiven",
    "ChangedFinding",
    "Decision",
    "Description",
    "Dossier",
    "FactDifference",
    "GivenFile",
    "HeightGiven",
    "InputFile",
    "Journal",
    "Judgement",
    "NamedVariant",
    "PackUsed",
    "Parts",
    "Recovered",
    "Settings",
    "StatementGiven",
    "View",
    "changed_facts",
    "changed_findings",
    "is_in_use",
    "new_dossier",
    "read_decisions",
    "read_dossier",
    "read_journal",
]
