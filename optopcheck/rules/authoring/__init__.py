"""The tools of those who make packs of data rules: test cases, coverage, a readable page, a new pack."""

from optopcheck.rules.authoring.case_file import Expected
from optopcheck.rules.authoring.cases import CaseResult
from optopcheck.rules.authoring.chapters import Chapter, LineKind, in_rows
from optopcheck.rules.authoring.coverage import Coverage, PackTest, try_pack
from optopcheck.rules.authoring.docs import SCHEMAS, SUBJECTS, docs_page, schema_text
from optopcheck.rules.authoring.explaining import explain_pack, pack_chapters, program_chapters
from optopcheck.rules.authoring.new_pack import new_pack

__all__ = [
    "SCHEMAS",
    "SUBJECTS",
    "CaseResult",
    "Chapter",
    "Coverage",
    "Expected",
    "LineKind",
    "PackTest",
    "docs_page",
    "explain_pack",
    "in_rows",
    "new_pack",
    "pack_chapters",
    "program_chapters",
    "schema_text",
    "try_pack",
]
