"""A measuring profile (*meetprofiel*) out of a TOML file, so that a plan is read and changed as data.

The file says how one plan measures. Each choice is either *settled*, with its
place in the plan, or an *assumption* that every result shows: the reader
refuses a file that is silent about one.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from optopcheck.api.toml_grounds import assumptions, check_format, check_grounds, legal_source
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
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.api.toml_lines import Path

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
    check_format(file)
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
        source=legal_source(file),
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
        assumptions=assumptions(file),
    )
    check_grounds(file, CHOICES)
    return profile


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
