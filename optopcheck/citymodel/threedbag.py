"""Buildings from the public 3DBAG service, kept on disk as a CityJSONSeq file.

The service pages its answer. Its link to the next page may lose the coordinate
system of the box, and the last page may fail to be linked at all, so only the
count of what matched is trusted: fewer buildings would be fewer obstacles.

References
----------
.. [1] OGC API - Features - Part 1: Core, OGC 17-069r4.
.. [2] 3DBAG API, https://api.3dbag.nl/api.html
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import numpy as np

from optopcheck.citymodel import kept
from optopcheck.citymodel.asking import Asking, BadAnswerError, NoAnswerError
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

Json = dict[str, Any]

SERVICE = "https://api.3dbag.nl"
RD_NAP = "http://www.opengis.net/def/crs/EPSG/0/7415"
_ITEMS = "/collections/pand/items"
_PAGE = 100
_MOST_BUILDINGS = 5000
"""Within half a kilometre of a building in the densest town stand fewer."""
_BY_HAND = Text(
    "haal het gebied zelf op (https://3dbag.nl/nl/download, CityJSON) en geef dat bestand met --neighbours",
    "fetch the area yourself (https://3dbag.nl/en/download, CityJSON) and give that file with --neighbours",
)


@dataclass(frozen=True)
class Fetched:
    """Where the buildings are kept, and since when."""

    path: Path
    on: datetime
    """UTC."""
    again: bool
    """True if the service was asked now, False if they were kept from before."""
    stale: bool = False
    """True if they were kept longer than is good, and the service did not answer."""


def fetch_area(
    low: Floats,
    high: Floats,
    service: str = SERVICE,
    folder: Path | None = None,
    progress: Progress = no_progress,
) -> Fetched:
    """Fetch the buildings that touch a box, or take them from disk.

    Parameters
    ----------
    low, high : array (2,)
        Corners of the box in RD (EPSG:28992) [m].
    service : str
        Address of a service that speaks as [2]_.
    folder : Path, optional
        Where to keep them; else the cache of the user.
    progress : Progress
        Called for each page; may raise `CancelledError`.

    Raises
    ------
    InputError
        If the service does not answer or answers wrongly and nothing was kept; says how to get the file.
    """
    box = [*(int(x) for x in np.floor(low)), *(int(x) for x in np.ceil(high))]
    query = {"bbox": ",".join(map(str, box)), "bbox-crs": RD_NAP, "crs": RD_NAP, "limit": str(_PAGE)}
    where = "_".join(map(str, box))
    return _kept_or(service, where, folder, lambda asking: _all_pages(asking, service, query, progress))


def fetch_building(bag_id: str, service: str = SERVICE, folder: Path | None = None) -> Fetched:
    """Fetch one building by its BAG number (16 digits, or the whole name).

    Raises
    ------
    InputError
        As `fetch_area`; also if the number is none.
    """
    number = bag_id.strip().removeprefix("NL.IMBAG.Pand.")
    if len(number) != len("0518100000225439") or not (number.isascii() and number.isdigit()):
        raise InputError(
            Text(
                f"'{bag_id}' is geen BAG-pandnummer; dat heeft 16 cijfers",
                f"'{bag_id}' is no BAG building number; it has 16 digits",
            )
        )
    name = f"NL.IMBAG.Pand.{number}"
    return _kept_or(service, number, folder, lambda asking: _one(asking, service, name))


def _kept_or(service: str, where: str, folder: Path | None, ask: Callable[[Asking], bytes]) -> Fetched:
    """Take a fresh file from disk, else ask, else take an old one."""
    mark = hashlib.sha256(service.rstrip("/").encode()).hexdigest()[:8]
    path = (folder or kept.cache_folder()) / f"3dbag_{where}_{mark}.city.jsonl"
    age = kept.age(path)
    if age is not None and age < kept.FRESH:
        return Fetched(path, _moment(path), again=False)
    try:
        content = ask(Asking())
    except (NoAnswerError, BadAnswerError) as error:
        if age is not None and isinstance(error, NoAnswerError):
            return Fetched(path, _moment(path), again=False, stale=True)
        raise _without(service, error) from error
    try:
        kept.keep(path, content)
    except OSError as error:
        raise InputError(
            Text(
                f"de gebouwen van 3DBAG zijn niet te bewaren in {path.parent} ({error.strerror}); "
                f"maak die map schrijfbaar, of {_BY_HAND.nl}",
                f"the buildings of 3DBAG cannot be kept in {path.parent} ({error.strerror}); "
                f"make it writable, or {_BY_HAND.in_language('en')}",
            )
        ) from error
    return Fetched(path, _moment(path), again=True)


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _without(service: str, error: NoAnswerError | BadAnswerError) -> InputError:
    return InputError(
        Text(
            f"3DBAG ({service}): {error.text.nl}; {_BY_HAND.nl}",
            f"3DBAG ({service}): {error.text.in_language('en')}; {_BY_HAND.in_language('en')}",
        )
    )


def _all_pages(asking: Asking, service: str, query: dict[str, str], progress: Progress) -> bytes:
    found: dict[str, Json] = {}
    header: Json | None = None
    matched, offset = 1, 1
    while offset <= matched:
        address = f"{service.rstrip('/')}{_ITEMS}?{urlencode({**query, 'offset': str(offset)}, safe=',')}"
        page = asking.json(address)
        matched, features = _count(page), _features(page)
        if matched > _MOST_BUILDINGS:
            raise BadAnswerError(
                Text(f"er staan {matched} gebouwen; dat is te veel", f"{matched} buildings are too many")
            )
        if not features and matched:
            break
        header = header or _header(page)
        found |= {str(item.get("id")): _in_frame(item, page, header) for item in features}
        offset += len(features) or 1
        progress(Text("3DBAG ophalen", "Fetching 3DBAG"), min(1.0, len(found) / max(matched, 1)))
    if len(found) < matched:
        raise BadAnswerError(
            Text(
                f"{matched} gebouwen aangekondigd, {len(found)} ontvangen",
                f"{matched} buildings announced, {len(found)} received",
            )
        )
    return _written(header or _header({}), found.values())


def _one(asking: Asking, service: str, name: str) -> bytes:
    answer = asking.json(f"{service.rstrip('/')}{_ITEMS}/{quote(name, safe='.')}")
    feature = answer.get("feature")
    header = _header(answer)
    if not isinstance(feature, dict) or not feature.get("CityObjects"):
        raise BadAnswerError(Text("het antwoord bevat geen gebouw", "the answer holds no building"))
    return _written(header, [_in_frame(feature, answer, header)])


def _count(page: Json) -> int:
    matched = page.get("numberMatched")
    if type(matched) is not int or matched < 0:
        raise BadAnswerError(
            Text("het antwoord zegt niet hoeveel gebouwen er zijn", "the answer does not count the buildings")
        )
    return matched


def _features(page: Json) -> list[Json]:
    features = page.get("features")
    if not isinstance(features, list) or not all(
        isinstance(item, dict) and isinstance(item.get("CityObjects"), dict) for item in features
    ):
        raise BadAnswerError(Text("het antwoord bevat geen CityJSONFeatures", "the answer holds no features"))
    return features


def _header(page: Json) -> Json:
    """Return the first line of a CityJSONSeq; a page without features needs no transform."""
    given = page.get("metadata")
    given = given if isinstance(given, dict) else {}
    inner = given.get("metadata")
    about = inner if isinstance(inner, dict) else {}
    return {
        "type": "CityJSON",
        "version": str(given.get("version") or "2.0"),
        "transform": _transform(page) or {"scale": [0.001] * 3, "translate": [0.0] * 3},
        "metadata": {"title": "3DBAG", **about, "referenceSystem": RD_NAP},
        "CityObjects": {},
        "vertices": [],
    }


def _transform(holder: Json) -> Json | None:
    """Return scale and translate of an answer: beside its features, or in its metadata."""
    metadata = holder.get("metadata")
    for place in (holder, metadata if isinstance(metadata, dict) else {}):
        found = place.get("transform")
        if isinstance(found, dict):
            return found
    return None


def _in_frame(feature: Json, page: Json, header: Json) -> Json:
    """Write the vertices of a feature in the numbers of the header; each page may have its own."""
    own, wanted = _transform(feature) or _transform(page), header["transform"]
    if own is None:
        raise BadAnswerError(
            Text("bij de gebouwen ontbreekt de 'transform'", "the buildings lack their 'transform'")
        )
    told = {key: value for key, value in feature.items() if key not in ("transform", "metadata")}
    if own == wanted:
        return told
    try:
        places = np.array(feature["vertices"], dtype=np.float64) * own["scale"] + own["translate"]
        told["vertices"] = np.rint((places - wanted["translate"]) / wanted["scale"]).astype(int).tolist()
    except (KeyError, TypeError, ValueError) as error:
        raise BadAnswerError(
            Text("een gebouw heeft onleesbare hoekpunten", "a building has unreadable vertices")
        ) from error
    return told


def _written(header: Json, features: Iterable[Json]) -> bytes:
    lines = [header, *({**feature, "type": "CityJSONFeature"} for feature in features)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
