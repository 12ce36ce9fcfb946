"""The head of the file: read in the child, judged by the parent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.fitness import ALL_MEASURED
from optopcheck.ifc.survey import Header

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_HEAD = 2**18
"""A header is shorter than this [bytes]."""
_FOREIGN = re.compile(r"Entity with name '(\w+)' not found in schema '(\w+)'")
_GARBLED = re.compile("\ufffd|[ÃÂ][\x80-\xbf]|[\uff61-\uff9f].*[\u4e00-\u9fff]")
"""A sign that stands for none, UTF-8 read as Latin-1, and UTF-8 read as Shift-JIS."""
_SHOWN = 5


def read_header(model: Any, path: Path) -> Header:  # noqa: ANN401
    """Read what the file says of itself."""
    name, description = model.header.file_name, model.header.file_description
    programs = [a.ApplicationFullName for a in model.by_type("IfcApplication") if a.ApplicationFullName]
    return Header(
        _text(name.name),
        _text(name.time_stamp),
        _text(name.preprocessor_version),
        _text(name.originating_system),
        _text(programs[0]) if programs else "",
        next((_text(line) for line in description.description or () if "ViewDefinition" in line), ""),
        _is_plain(path),
    )


def _text(value: object) -> str:
    return " ".join(str(value or "").split())


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_HEAD).partition(b"ENDSEC")[0].isascii()


def foreign_classes(errors: Sequence[str]) -> list[Defect]:
    """Return: the file holds classes that its own schema does not know; they were dropped."""
    found = {match[1]: match[2] for error in errors if (match := _FOREIGN.search(error))}
    if not found:
        return []
    shown = ", ".join(list(found)[:_SHOWN]) + (" ..." if len(found) > _SHOWN else "")
    schema = next(iter(found.values()))
    return [
        Defect(
            "IFC-SCHEMA-CONTENT",
            Severity.ERROR,
            Text(
                f"het bestand noemt zich {schema}, maar bevat {shown}; die delen zijn niet gelezen",
                f"the file calls itself {schema}, but holds {shown}; those parts were not read",
            ),
            Text(
                "exporteer het model opnieuw en laat FILE_SCHEMA zoals het ontwerpprogramma het schrijft",
                "export the model again and leave FILE_SCHEMA as the design program writes it",
            ),
            blocks=ALL_MEASURED,
        )
    ]


def is_foreign(error: str) -> bool:
    """Tell whether an error of the parser is about a class of another schema."""
    return bool(_FOREIGN.search(error))


def header_gaps(header: Header) -> list[Defect]:
    """Return: the header does not say, or not legibly, where the file comes from."""
    fields = {
        "name": header.name,
        "time_stamp": header.time,
        "preprocessor_version": header.preprocessor,
        "originating_system": header.system,
    }
    empty = ", ".join(field for field, value in fields.items() if not value)
    found = []
    if empty:
        found.append(Text(f"niet ingevuld: {empty}", f"not filled in: {empty}"))
    if not header.is_plain or any(map(_GARBLED.search, fields.values())):
        found.append(
            Text(
                "tekens die niet in IFC horen: namen zijn verminkt",
                "signs that are none of IFC: names are garbled",
            )
        )
    return [
        Defect(
            "IFC-HEADER",
            Severity.NOTE,
            Text(f"kop van het bestand: {said.nl}", f"header of the file: {said.in_language('en')}"),
            Text("geen actie nodig voor de toets", "no action needed for the check"),
        )
        for said in found
    ]
