"""Where the building stands and what its heights count from, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.site import GeoReference, Site
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_DATUM = Text("peil", "plan datum")
_LEVEL = Text("meetniveau", "measuring level")
_NORTH = Text("noorden", "north")
_UNKNOWN = Text("onbekend", "unknown")
_NO_DATUM = Text("niet bekend; geef --peil", "unknown; give --peil")
_RD_NEW = 28992


def place_notes(site: Site, language: Language) -> Iterator[str]:
    """Yield datums and north, one line each."""
    for label, value in _heights(site, language):
        yield f"{label}: {value}"
    yield f"{_NORTH.in_language(language)}: {site.north_source.in_language(language)}"


def place(site: Site, language: Language) -> Section:
    """Return place, datums, north and how well the model is placed in the world."""
    found = site.georeference
    north = _NORTH.in_language(language)
    rows = (
        (Text("gemeente", "municipality"), site.municipality or _unknown(language)),
        (Text("plaats", "position"), _position(site, language)),
        (Text("plaatsing in de wereld", "placed in the world by"), _source(found, language)),
        (Text("nauwkeurigheid", "accuracy"), _accuracy(found, language)),
        (Text("hoogten", "heights"), _height_system(found, language)),
    )
    return Section(
        Text("Plaats en hoogten", "Place and heights").in_language(language),
        (
            *((label.in_language(language), value) for label, value in rows),
            *_heights(site, language),
            (north, _direction(site, language)),
            (Text("perceelgrens", "plot boundary").in_language(language), _plot(site, language)),
        ),
    )


def _heights(site: Site, language: Language) -> Iterator[Row]:
    told = wording.datum(site.plan_datum, language) if site.plan_datum else _NO_DATUM.in_language(language)
    yield (_DATUM.in_language(language), told)
    if site.measuring_level is not None:
        yield (_LEVEL.in_language(language), wording.datum(site.measuring_level, language))


def _unknown(language: Language) -> str:
    return _UNKNOWN.in_language(language)


def _position(site: Site, language: Language) -> str:
    parts = []
    if site.latitude is not None and site.longitude is not None:
        latitude, longitude = (number(v, 5, language) for v in (site.latitude, site.longitude))
        parts.append(
            Text(f"{latitude}° NB, {longitude}° OL", f"{latitude}° N, {longitude}° E").in_language(language)
        )
    if site.georeference.epsg is not None:
        name = "RD" if site.georeference.epsg == _RD_NEW else f"EPSG:{site.georeference.epsg}"
        x, y = (number(v, 2, language) for v in site.georeference.offset)
        origin = Text("nulpunt van de meting", "origin of the frame").in_language(language)
        parts.append(f"{name} {x}; {y} ({origin})")
    return "\n".join(parts) or _unknown(language)


def _source(found: GeoReference, language: Language) -> str:
    level = "" if found.level is None else f" (LoGeoRef {found.level})"
    return f"{found.source.in_language(language)}{level}"


def _accuracy(found: GeoReference, language: Language) -> str:
    if found.accuracy is None:
        return _unknown(language)
    return f"± {wording.amount(found.accuracy, 'm', language)}"


def _height_system(found: GeoReference, language: Language) -> str:
    if found.height_system is None:
        return Text(
            "vanaf de nul van het model; die ligt in geen hoogtestelsel",
            "from the zero of the model, which lies in no height system",
        ).in_language(language)
    zero = number(found.zero_height, 2, language)
    return Text(
        f"{found.height_system}; de nul van het model ligt op {zero} m",
        f"{found.height_system}; the zero of the model lies at {zero} m",
    ).in_language(language)


def _direction(site: Site, language: Language) -> str:
    turn = number(site.true_north, 1, language)
    return Text(
        f"{site.north_source.nl}; gerekend met {turn}° met de klok mee vanaf boven op de kaart",
        f"{site.north_source.in_language('en')}; reckoned with {turn}° clockwise from up on the map",
    ).in_language(language)


def _plot(site: Site, language: Language) -> str:
    if site.plot_boundary is None:
        return _unknown(language)
    count = len(site.plot_boundary)
    return Text(f"bekend, {count} hoekpunten", f"known, {count} corners").in_language(language)
