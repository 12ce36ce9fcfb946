"""A measuring profile (*meetprofiel*) out of a TOML file, so that a plan is read and changed as data.

The file says how one plan measures. Each choice is either *settled*, with its
place in the plan, or an *assumption* that every result shows: the reader
refuses a file that is silent about one.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlError, TomlSource, TomlValues
from optopcheck.domain.building import SHELL_KINDS
from optopcheck.domain.profile import (
    Counting,
    GoverningEaves,
    MeasuringProfile,
    PartyWalls,
    RoofEdge,
    SubordinateParts,
    VolumeFloor,
)
from optopcheck.domain.rule import LegalSource, Standing
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.api.toml_lines import Path
    from optopcheck.domain.text import Language

FORMAT = 1
"""Within one format keys are only added."""

SOURCE_KEYS = (
    *("title", "passage", "url", "article", "standing"),
    *("valid_from", "valid_to", "consulted_on", "note"),
)
CHOICES = {
    "plan_datum": ("definition", "unconfirmed_tolerance"),
    "subordinate": ("kinds", "name_patterns", "height_cap", "projection_cap"),
    "storeys": ("substructure_max_rise", "min_height", "min_share", "attic", "small_top_layer"),
    "heights": (
        *("roof_edge", "governing_eaves", "min_eaves_share"),
        *("roof_structures", "roof_structure_share"),
    ),
    "areas": ("party_walls", "volume_floor", "min_usable_height", "not_usable"),
}
"""What a plan prescribes, by table; a cap that is left out is a choice as well."""
_TOP = ("format", "id", "title", "source", *CHOICES, "settled", "assumption")

# Guards against centimetres, millimetres and percentages; no plan comes near them.
_MOST_METRES = 20.0
_LEAST_HEIGHT = 0.1
"""A layer needs some height to be told from the next [m]."""

_ID = re.compile(r"(nl|pv\d{2}|gm\d{4})(-[a-z]+)?\.[a-z0-9]+(-[a-z0-9]+)*")
_KIND = re.compile(r"Ifc[A-Z][A-Za-z0-9]+")
_ADDRESS = re.compile(r"https?://\S+")


class ProfileError(TomlError):
    """A measuring profile that cannot be used: names file, line, key and value, and what to do."""


def read_profile(source: TomlSource) -> MeasuringProfile:
    """Read a measuring profile.

    Parameters
    ----------
    source
        A file of the pack: ``importlib.resources.files(__name__) / "plan.toml"``,
        which is also there in a packaged program, or a `pathlib.Path`. The
        keys are explained in the file of the national pack, ``svbp2012.toml``.

    Raises
    ------
    ProfileError
        If the file cannot be used: unknown or missing keys, values of another
        kind or out of range, or a choice that is neither settled nor assumed.
    """
    try:
        return _profile(TomlValues(source))
    except TomlError as error:
        raise ProfileError(error.text) from error.__cause__


def _profile(file: TomlValues) -> MeasuringProfile:
    _check_format(file)
    file.only((), _TOP)
    for table, keys in CHOICES.items():
        file.only((table,), keys)
    profile = MeasuringProfile(
        id=file.matching(
            ("id",),
            _ID,
            Text(
                "begin met wie het vaststelde: nl.naam, pv28.naam of gm0637.naam, in kleine letters",
                "begin with the authority: nl.name, pv28.name or gm0637.name, in small letters",
            ),
        ),
        title=file.text(("title",)),
        source=_source(file),
        subordinate=_subordinate(file),
        plan_datum=file.text(("plan_datum", "definition")),
        unconfirmed_datum_tolerance=file.number(("plan_datum", "unconfirmed_tolerance"), 0, _MOST_METRES),
        substructure_max_rise=file.number(("storeys", "substructure_max_rise"), 0, _MOST_METRES),
        min_storey_height=file.number(("storeys", "min_height"), _LEAST_HEIGHT, _MOST_METRES),
        min_storey_share=file.number(("storeys", "min_share"), 0, 1),
        attic=file.one_of(("storeys", "attic"), Counting),
        small_top_layer=file.one_of(("storeys", "small_top_layer"), Counting),
        roof_edge=file.one_of(("heights", "roof_edge"), RoofEdge),
        governing_eaves=file.one_of(("heights", "governing_eaves"), GoverningEaves),
        min_eaves_share=file.number(("heights", "min_eaves_share"), 0, 1),
        roof_structures=file.one_of(("heights", "roof_structures"), Counting),
        roof_structure_share=file.number(("heights", "roof_structure_share"), 0, 1),
        party_walls=file.one_of(("areas", "party_walls"), PartyWalls),
        volume_floor=file.one_of(("areas", "volume_floor"), VolumeFloor),
        min_usable_height=file.number(("areas", "min_usable_height"), 0, _MOST_METRES),
        not_usable=tuple(_pattern(file, path) for path in file.items(("areas", "not_usable"))),
        assumptions=tuple(_assumption(file, path) for path in file.items(("assumption",), optional=True)),
    )
    _check_grounds(file)
    return profile


def _check_format(file: TomlValues) -> None:
    """Look at this first: a later format may hold other keys."""
    if file.get(("format",)) != FORMAT:
        todo = Text(
            f"dit programma leest format = {FORMAT}; neem een passende versie van bestand of programma",
            f"this program reads format = {FORMAT}; take a matching version of file or program",
        )
        file.refuse(("format",), todo)


def _source(file: TomlValues) -> LegalSource:
    table = ("source",)
    file.only(table, SOURCE_KEYS)
    first, last = file.day((*table, "valid_from")), file.day((*table, "valid_to"))
    if first is not None and last is not None and first > last:
        todo = Text(f"ligt voor valid_from ({first})", f"lies before valid_from ({first})")
        file.refuse((*table, "valid_to"), todo)
    return LegalSource(
        title=file.words((*table, "title")),
        passage=file.words((*table, "passage")),
        url=file.matching(
            (*table, "url"),
            _ADDRESS,
            Text("geef een adres dat met https:// begint", "give an address that begins with https://"),
        ),
        article=file.words((*table, "article")),
        standing=file.one_of((*table, "standing"), Standing),
        valid_from=first,
        valid_to=last,
        consulted_on=file.day((*table, "consulted_on")),
        note=None if file.get((*table, "note")) is None else file.text((*table, "note")),
    )


def _subordinate(file: TomlValues) -> SubordinateParts:
    table = ("subordinate",)

    def cap(key: str) -> float | None:
        path = (*table, key)
        return None if file.get(path) is None else file.number(path, 0, _MOST_METRES)

    return SubordinateParts(
        kinds=tuple(_kind(file, path) for path in file.items((*table, "kinds"))),
        name_patterns=tuple(_pattern(file, path) for path in file.items((*table, "name_patterns"))),
        cap=cap("height_cap"),
        projection_cap=cap("projection_cap"),
    )


def _kind(file: TomlValues, path: Path) -> str:
    kind = file.matching(
        path,
        _KIND,
        Text("geef een IFC-klasse, bijvoorbeeld IfcChimney", "give an IFC class, e.g. IfcChimney"),
    )
    if kind in SHELL_KINDS:
        todo = Text(
            "zulke delen vormen het gebouw zelf; herken het ondergeschikte deel aan zijn naam",
            "such parts are the building itself; recognise the subordinate part by its name",
        )
        file.refuse(path, todo)
    return kind


def _pattern(file: TomlValues, path: Path) -> str:
    pattern = file.words(path)
    try:
        with warnings.catch_warnings():
            # What Python warns of means something else than its writer thinks.
            warnings.simplefilter("error")
            found = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        todo = Text(f"geen geldig patroon: {error}", f"not a valid pattern: {error}")
        file.refuse(path, todo)
    if found.search(""):
        file.refuse(path, Text("past op elke naam: niets telt dan mee", "fits every name: nothing counts"))
    return pattern


def _assumption(file: TomlValues, path: Path) -> Text:
    file.only(path, ("about", "nl", "en"))

    def said(language: Language) -> str:
        return file.words((*path, language), optional=language == "en")

    return Text(said("nl"), said("en") or None)


def _check_grounds(file: TomlValues) -> None:
    """Hold every choice to its ground: a place in the plan, or an assumption that says so."""
    known = {f"{table}.{key}" for table, keys in CHOICES.items() for key in keys}
    grounded = set(_settled(file))
    for item in file.items(("assumption",), optional=True):
        for path in file.items((*item, "about"), optional=True):
            key = file.words(path)
            if key not in known:
                names = ", ".join(sorted(known))
                file.refuse(path, Text(f"onbekend; bekend zijn {names}", f"unknown; known are {names}"))
            grounded.add(key)
    for table, keys in CHOICES.items():
        for key in keys:
            if f"{table}.{key}" not in grounded:
                _without_ground(file, table, key)


def _settled(file: TomlValues) -> list[str]:
    """Return the choices for which the file names a place in the plan."""
    tables = file.only(("settled",), tuple(CHOICES), optional=True)
    found = []
    for table in tables:
        for key in file.only(("settled", table), CHOICES[table]):
            file.words(("settled", table, key))
            found.append(f"{table}.{key}")
    return found


def _without_ground(file: TomlValues, table: str, key: str) -> None:
    todo = Text(
        f'zeg bij [settled] waar het plan dit regelt ({table}.{key} = "artikel 2.1"),'
        f' of bij een [[assumption]] dat het een aanname is (about = ["{table}.{key}"])',
        f'say under [settled] where the plan rules this ({table}.{key} = "artikel 2.1"),'
        f' or in an [[assumption]] that it is assumed (about = ["{table}.{key}"])',
    )
    file.refuse((table, key), todo)
