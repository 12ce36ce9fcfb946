"""The reports within a dossier as something to read: which there are, and where two dossiers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.records import clean
from optopcheck.report import Section

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.dossier import Dossier
    from optopcheck.report.sections import Row
    from optopcheck.service.dossier_diff import DossierDiff

_TITLE = Text("Rapporten", "Reports")
_SHORT = 12
UNSIGNED_REPORTS = Text(
    "het rapportkenmerk telt geen rapport mee: wie er een verving en het record aanpaste, valt alleen op "
    "door een handtekening, of door een nieuw rapport van deze feiten",
    "the report id counts no report: who exchanged one and made the record fit is noticed only by a "
    "signature, or by a new report of these facts",
)
_OTHER_REPORT = Text(
    "zelfde rapportkenmerk, ander rapport: in een andere taal, met een ander programma of op een andere "
    "computer gemaakt, of later veranderd",
    "same report id, other report: made in another language, by another program or on another computer, or "
    "changed later",
)


def enclosed_row(dossier: Dossier, language: Language) -> Row:
    """Return which reports are in a dossier."""
    names = ", ".join(clean(name) for name in dossier.reports)
    found = names or Text("geen", "none").in_language(language)
    return _TITLE.in_language(language).lower(), found


def enclosed_section(found: DossierDiff, language: Language) -> Section:
    """Return which reports are not the same; where all else is, that is strange and said."""
    title = _TITLE.in_language(language)
    rows = tuple((clean(n), _hash(before), _hash(after)) for n, before, after in found.reports)
    if not rows:
        return Section(title, notes=(Text("geen verschil", "no difference").in_language(language),))
    columns = (Text("rapport", "report"), Text("voor", "before"), Text("na", "after"))
    header = tuple(column.in_language(language) for column in columns)
    same_id = found.before.description.report_id == found.after.description.report_id
    strange = same_id and any(before and after for _, before, after in found.reports)
    notes = (_OTHER_REPORT.in_language(language),) if strange else ()
    return Section(title, rows, header, notes=notes)


def _hash(digest: str) -> str:
    return digest.removeprefix("sha256:")[:_SHORT] or "-"
