"""CityJSON and CityJSONSeq as they stand in the file: checked, not yet understood.

References
----------
.. [1] CityJSON specifications 1.1 and 2.0.1, https://www.cityjson.org/specs/
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

Json = dict[str, Any]

_EPSG = re.compile(r"EPSG\D+?(?:0[/:])?(\d{4,5})", re.IGNORECASE)
_SEQUENCE_SUFFIXES = {".jsonl", ".ndjson"}
_FARTHEST = 1e6
"""No coordinate in the Netherlands is larger [m]; a larger one is damage."""


@dataclass(frozen=True, eq=False)
class Feature:
    """City objects that share one list of vertices."""

    objects: Mapping[str, Json]
    vertices: Floats
    """Shape (n, 3), in the file's coordinate system [m]; NaN where the file holds no usable number."""


@dataclass(frozen=True, eq=False)
class Document:
    """A whole city model file."""

    features: tuple[Feature, ...]
    epsg: int | None
    metadata: Json
    sha256: str


def read_document(path: Path) -> Document:
    """Read a CityJSON (.json) or CityJSONSeq (.jsonl) file.

    Raises
    ------
    InputError
        If the file cannot be read as a whole: missing, broken, another format or version.
    """
    content = _bytes(path)
    parts = list(_parts(content, path))
    header = parts[0][1]
    check_header(header, path)
    scale, translate = transform_of(header, path)
    features = tuple(
        Feature(_objects(part, where, path), placed(part, where, path) * scale + translate)
        for where, part in parts
        if part.get("CityObjects")
    )
    metadata = header.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return Document(
        tuple(_without_far(feature) for feature in features),
        _epsg(metadata.get("referenceSystem")),
        metadata,
        hashlib.sha256(content).hexdigest(),
    )


def refusal(path: Path, nl: str, en: str) -> InputError:
    """Return an error that names the file."""
    return InputError(Text(f"{path.name}: {nl}", f"{path.name}: {en}"))


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists() or path.is_file():
            return path.read_bytes()
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise refusal(
            path,
            f"het bestand is niet te lezen ({said}); controleer de naam en de plaats",
            f"the file cannot be read ({said}); check its name and place",
        ) from error
    # A pipe would never end.
    raise refusal(
        path,
        "het is niet te lezen: geen gewoon bestand; geef het CityJSON-bestand zelf",
        "it cannot be read: no plain file; give the CityJSON file itself",
    )


def _parts(content: bytes, path: Path) -> Iterator[tuple[int, Json]]:
    """Yield line number and content of the one document, or of each line of a sequence."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(
            path,
            "dit is geen tekst in UTF-8; haal het bestand opnieuw op",
            "this is no UTF-8 text; fetch the file again",
        ) from error
    lines = text.split("\n") if path.suffix.lower() in _SEQUENCE_SUFFIXES else [text]
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not filled:
        raise refusal(path, "het bestand is leeg; haal het opnieuw op", "the file is empty; fetch it again")
    for number, line in filled:
        yield number, loaded(line, number, path)


def loaded(text: str, line: int, path: Path) -> Json:
    """Read a text that begins on a line of a file.

    Raises
    ------
    InputError
        If it is no JSON object, or holds a name twice.
    """
    try:
        found = json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError as error:
        raise refusal(
            path,
            f"regel {line} is te diep genest; haal het bestand opnieuw op",
            f"line {line} is nested too deeply; fetch the file again",
        ) from error
    except ValueError as error:
        raise refusal(path, *_complaint(error, line)) from error
    if not isinstance(found, dict):
        raise refusal(
            path,
            f"regel {line} is geen CityJSON; geef een CityJSON-bestand",
            f"line {line} is no CityJSON; give a CityJSON file",
        )
    return found


class _TwinError(ValueError):
    """A key stands twice in one object."""


def _complaint(error: ValueError, line: int) -> tuple[str, str]:
    if isinstance(error, json.JSONDecodeError):
        line, column = line + error.lineno - 1, error.colno
        return (
            f"dit is geen geldige JSON (regel {line}, teken {column}); haal het bestand opnieuw op",
            f"this is no valid JSON (line {line}, column {column}); fetch the file again",
        )
    if isinstance(error, _TwinError):
        return (
            f"de naam '{error}' staat er twee keer in (vanaf regel {line}); haal het bestand opnieuw op",
            f"the name '{error}' stands in it twice (from line {line}); fetch the file again",
        )
    return (
        f"er staat een getal van duizenden cijfers in (vanaf regel {line}); haal het bestand opnieuw op",
        f"it holds a number of thousands of digits (from line {line}); fetch the file again",
    )


def _without_twins(pairs: list[tuple[str, Any]]) -> Json:
    """Refuse a key that stands twice: the last would silently replace the first building."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwinError(next(key for key in found if keys.count(key) > 1)[:80])
    return found


def check_header(header: Json, path: Path) -> None:
    """Refuse another format or version.

    Raises
    ------
    InputError
        Says what to do.
    """
    kind, version = header.get("type"), str(header.get("version"))
    if kind != "CityJSON":
        raise refusal(
            path,
            f"dit is geen CityJSON (type: {_short(kind)}); een CityJSONSeq begint met een regel van dat type",
            f"this is no CityJSON (type: {_short(kind)}); a CityJSONSeq starts with a line of that type",
        )
    if not re.match(r"(1\.1|2\.\d)(\.|$)", version):
        raise refusal(
            path,
            f"CityJSON-versie {_short(version)} wordt niet gelezen; maak er 2.0 van (cjio upgrade)",
            f"CityJSON version {_short(version)} is not read; convert the file to 2.0 (cjio upgrade)",
        )


def transform_of(header: Json, path: Path) -> tuple[Floats, Floats]:
    """Return scale (3,) and translation (3,).

    Raises
    ------
    InputError
        If they are missing or unusable.
    """
    transform = header.get("transform")
    given = transform if isinstance(transform, dict) else {}
    scale, translate = (_triple(given.get(key)) for key in ("scale", "translate"))
    if not ((scale > 0) & (scale < _FARTHEST) & (np.abs(translate) < _FARTHEST)).all():
        raise refusal(
            path,
            "de 'transform' (scale en translate) ontbreekt of is onbruikbaar; exporteer het bestand opnieuw",
            "the 'transform' (scale and translate) is missing or unusable; export the file again",
        )
    return scale, translate


def _triple(value: object) -> Floats:
    try:
        numbers = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        numbers = np.empty(0)
    return numbers if numbers.shape == (3,) else np.full(3, np.nan)


def _objects(part: Json, line: int, path: Path) -> Json:
    objects = part["CityObjects"]
    if not isinstance(objects, dict) or not all(isinstance(item, dict) for item in objects.values()):
        raise refusal(
            path,
            f"regel {line}: CityObjects is onbruikbaar; exporteer het bestand opnieuw",
            f"line {line}: unusable CityObjects; export the file again",
        )
    return objects


def placed(part: Json, line: int, path: Path) -> Floats:
    """Return the corners of a part (n, 3) before its transform; NaN where unusable.

    Raises
    ------
    InputError
        If they are no list of triples.
    """
    try:
        given = np.array(part.get("vertices") or np.empty((0, 3)))
        vertices = given.astype(np.float64)
        if vertices.shape[1:] != (3,) or given.dtype.kind in "bSU":
            raise ValueError  # noqa: TRY301 - one refusal for every kind of damage
    except (TypeError, ValueError, OverflowError) as error:
        raise refusal(
            path,
            f"regel {line}: 'vertices' is geen lijst van drietallen getallen; exporteer het bestand opnieuw",
            f"line {line}: 'vertices' is no list of triples of numbers; export the file again",
        ) from error
    # Beyond this the product below could overflow; it is no place either way.
    vertices[~(np.abs(vertices) < 1e12)] = np.nan  # noqa: PLR2004 - said above
    return vertices


def _without_far(feature: Feature) -> Feature:
    places = feature.vertices.copy()
    places[~(np.abs(places) < _FARTHEST).all(axis=1)] = np.nan
    return Feature(feature.objects, places)


def _epsg(system: object) -> int | None:
    found = _EPSG.search(system) if isinstance(system, str) else None
    return int(found.group(1)) if found else None


def _short(value: object) -> str:
    return repr(value)[:40]
