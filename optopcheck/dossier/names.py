"""Names of the files within a dossier."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath

DESCRIPTION = "dossier.json"
FACTS = "facts.json"
ARRAYS = "arrays/"
INDEX = "arrays/index.json"
FINDINGS = "findings.json"
RECEIPT = "receipt.json"
PUBLISHED = "assessment.json"
DECISIONS = "decisions.jsonl"
VARIANTS = "variants.json"
CRATE = "ro-crate-metadata.json"
INPUT, BUNDLES, REPORT = "input/", "bundles/", "report/"
REPORT_PDF, REPORT_COPY = "rapport.pdf", "rapport-kopie.pdf"
REPORT_HTML, REPORT_BCF = "rapport.html", "punten.bcf"
"""Within `REPORT`: names of their own, since a user's may hold signs that a member may not."""
_SUFFIX = re.compile(r"(\.[a-z0-9]{1,10}){1,2}$", re.ASCII)
_LONGEST = 200


def input_member(role: str, number: int, name: str) -> str:
    """Return where an input lies: its own name may hold signs that a member may not."""
    suffix = _SUFFIX.search(name.lower())
    return f"{INPUT}{number:02d}-{role}{suffix.group() if suffix else ''}"


def is_plain_name(name: str) -> bool:
    """Tell whether a name from a dossier can be that of a file in a folder of ours, and nowhere else."""
    return (
        0 < len(name) <= _LONGEST
        and name.isprintable()
        and name not in {".", ".."}
        and ":" not in name
        and PurePosixPath(name).name == name == PureWindowsPath(name).name
    )
