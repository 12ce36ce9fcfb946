"""The description for archives: RO-Crate 1.1 (w3id.org/ro/crate/1.1), as little as is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.dossier import names
from optopcheck.records import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.dossier.description import Description

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_RIGHTS = "#rights"
_PROGRAM = "#optopcheck"
_ABOUT = {
    names.DESCRIPTION: "How the case was set up, and which files and rules it rests on",
    names.FACTS: "All that the rules saw: geometry, measurements, sun",
    names.INDEX: "Where each array begins in the files beside it (raw, little-endian)",
    names.FINDINGS: "What each rule found",
    names.RECEIPT: "Versions and hashes; its own SHA-256 is the id of the report (RFC 8785)",
    names.PUBLISHED: "The result in the published form",
    names.DECISIONS: "Decisions of reviewers; each line holds the hash of the one before",
    names.REPORT + names.REPORT_PDF: "The report to read, with the published form attached",
    names.REPORT + names.REPORT_COPY: "The same report without attachments",
    names.REPORT + names.REPORT_HTML: "The report as one page for a browser",
    names.REPORT + names.REPORT_BCF: "What needs action, for a model checker (BCF)",
}
_FORMATS = {
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ifc": "application/x-step",
    ".pdf": "application/pdf",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".html": "text/html",
    ".optrules": "application/zip",
    ".bcf": "application/zip",
}


def crate_json(description: Description, files: Mapping[str, bytes]) -> bytes:
    """Return the metadata of a dossier with these files."""
    members = sorted(name for name in files if name != names.CRATE)
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Optopdossier {description.report_id.removeprefix('sha256:')[:16]}",
        "description": "Assessment of whether a building may get an extra storey, with all it rests on",
        "datePublished": description.reference_date.isoformat(),
        "identifier": description.report_id,
        "license": {"@id": _RIGHTS},
        "hasPart": [{"@id": name} for name in members],
        "mentions": [{"@id": _PROGRAM}],
    }
    graph = [
        {
            "@id": names.CRATE,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": _PROFILE},
        },
        root,
        {
            "@id": _RIGHTS,
            "@type": "CreativeWork",
            "name": "Rights of the makers",
            "description": "Models, papers and rules stay the property of their makers.",
        },
        {
            "@id": _PROGRAM,
            "@type": "SoftwareApplication",
            "name": "optopcheck",
            "version": description.versions.get("optopcheck", ""),
        },
        *(_file(name, len(files[name]), description) for name in members),
    ]
    return canonical({"@context": _CONTEXT, "@graph": graph})


def _file(name: str, size: int, description: Description) -> dict[str, object]:
    own = {file.member: file.name for file in description.inputs if file.member is not None}
    suffix = f".{name.rpartition('.')[2].lower()}"
    return {
        "@id": name,
        "@type": "File",
        "name": own.get(name, name.rpartition("/")[2]),
        "contentSize": str(size),
        "encodingFormat": _FORMATS.get(suffix, "application/octet-stream"),
        **({"description": _ABOUT[name]} if name in _ABOUT else {}),
    }
