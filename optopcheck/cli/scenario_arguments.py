"""What is added: the options of a design, and of several designs to compare."""

from __future__ import annotations

import re
import tomllib
from argparse import ArgumentParser, Namespace
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from optopcheck.cli import entries
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import (
    NamedScenario,
    PitchedRoof,
    RoofForm,
    RoofObjects,
    Scenario,
    Setback,
)
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import _ArgumentGroup
    from collections.abc import Iterator, Mapping

# A comma stands between two options or within a number: an option is a word of small letters.
_BETWEEN_OPTIONS = re.compile(r"[,;]\s*(?=[a-z][a-z-]+\s*(?:[=,;]|$))")
_EAVES = 0.0


class _DesignError(Exception):
    """A word of a variant that is no option of a design."""


class _DesignParser(ArgumentParser):
    """Reads the options of one variant."""

    def error(self, message: str) -> NoReturn:
        raise _DesignError(message)


def add_scenario(parser: ArgumentParser) -> None:
    """Add the options of a design."""
    _add_design(parser.add_argument_group("wat erop komt"))


def _add_design(added: _ArgumentGroup) -> None:
    added.add_argument(
        "--add-storeys", type=entries.count, default=1, metavar="N", help="extra bouwlagen (1)"
    )
    added.add_argument(
        "--storey-height", type=entries.length, default=3.0, metavar="M", help="hoogte per laag [m] (3,0)"
    )
    added.add_argument(
        "--setback",
        type=entries.setback,
        default=Setback(),
        metavar="M",
        help="terugligging [m], rondom (1,5), per zijde (N=1,5;Z=0) of per gevel (45=1,5: graden)",
    )
    added.add_argument(
        "--parapet", type=entries.length, default=0.0, metavar="M", help="hoogte van de dakrand [m] (0)"
    )
    added.add_argument(
        "--replace-pitched-roof", action="store_true", help="vervang een schuin dak in plaats van te weigeren"
    )
    added.add_argument(
        "--roof-pitch",
        type=entries.length,
        metavar="GRADEN",
        help="schuin nieuw dak: dakvlakken met deze helling vanaf de goot",
    )
    added.add_argument(
        "--roof-eaves",
        type=entries.length,
        metavar="M",
        help="hoogte van die goot boven de vloer van de bovenste laag [m] (0)",
    )
    added.add_argument(
        "--roof-top",
        type=entries.length,
        metavar="M",
        help="hoogte boven die vloer waarop het dak plat is afgesneden [m] (tot de nok)",
    )
    added.add_argument(
        "--roof-gable", action="store_true", help="zadeldak: alleen de lange gevels krijgen een dakvlak"
    )
    added.add_argument(
        "--keep-roof-free",
        type=entries.length,
        metavar="M",
        help="wat op het dak staat blijft staan; de laag blijft er zo ver vandaan [m]",
    )


def add_proposal(parser: ArgumentParser) -> None:
    """Add the designer's own model."""
    group = parser.add_argument_group("eigen ontwerp")
    group.add_argument(
        "--proposal",
        type=Path,
        metavar="MODEL",
        help="IFC van de nieuwe toestand; --add-storeys zegt hoeveel lagen erbij komen, de rest is gemeten",
    )


def scenario_of(arguments: Namespace) -> Scenario:
    """Return the design that the options describe.

    Raises
    ------
    InputError
        If it cannot be built, or an option misses the one that it belongs to.
    """
    free = arguments.keep_roof_free
    try:
        return Scenario(
            arguments.add_storeys,
            arguments.storey_height,
            arguments.setback,
            arguments.parapet,
            PitchedRoof.REPLACE if arguments.replace_pitched_roof else PitchedRoof.REFUSE,
            getattr(arguments, "construction", None),
            _roof(arguments),
            RoofObjects.RAISE if free is None else RoofObjects.KEEP_FREE,
            0.0 if free is None else free,
            getattr(arguments, "proposal", None) is not None,
        )
    except ValueError as error:
        raise InputError(
            Text(
                "deze extra laag kan niet: --storey-height moet boven nul zijn, "
                "--parapet en --keep-roof-free nul of meer, --roof-pitch tussen 0 en 90 graden, "
                "--roof-eaves niet hoger dan de laag, --roof-top daarboven, "
                "en geen --parapet op een schuin dak",
                str(error),
            )
        ) from error


def _roof(arguments: Namespace) -> RoofForm | None:
    pitch, eaves, gable = arguments.roof_pitch, arguments.roof_eaves, arguments.roof_gable
    if pitch is None:
        given = {"--roof-eaves": eaves, "--roof-top": arguments.roof_top, "--roof-gable": gable or None}
        option = next((name for name, value in given.items() if value is not None), None)
        if option is not None:
            raise InputError(
                Text(
                    f"{option} zonder --roof-pitch: geef ook de dakhelling",
                    f"{option} without --roof-pitch: give both",
                )
            )
        return None
    return RoofForm(pitch, _EAVES if eaves is None else eaves, gable, arguments.roof_top)


def add_variants(parser: ArgumentParser) -> None:
    """Add the variants to compare."""
    group = parser.add_argument_group("varianten; de opties hierboven gelden voor elk ervan")
    group.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="NAAM:OPTIES",
        help="bijvoorbeeld terug:add-storeys=1,setback=1,5; mag vaker",
    )
    group.add_argument(
        "--variants", type=Path, metavar="BESTAND", help="varianten uit een bestand (varianten.toml)"
    )


def variants_of(arguments: Namespace) -> tuple[NamedScenario, ...]:
    """Return the variants in the order in which they were given, those of the file first.

    Raises
    ------
    InputError
        If there are fewer than two, two have one name, or one cannot be read.
    """
    written = [*(_in_file(arguments.variants) if arguments.variants else ())]
    written += [_split(text) for text in arguments.variant]
    base = copy(arguments)
    base.proposal = None
    found = tuple(NamedScenario(name, _scenario(name, words, base)) for name, words in written)
    if arguments.proposal is not None:
        found = (*found, NamedScenario(arguments.proposal.stem, scenario_of(arguments)))
    names = [variant.name for variant in found]
    if twice := {name for name in names if names.count(name) > 1}:
        listed = ", ".join(sorted(twice))
        raise InputError(
            Text(f"twee varianten heten hetzelfde: {listed}", f"two variants have one name: {listed}")
        )
    if len(found) < len("ab"):
        raise InputError(
            Text(
                "geef ten minste twee varianten: --variant laag:setback=0 --variant terug:setback=1,5",
                "give at least two variants: --variant low:setback=0 --variant back:setback=1.5",
            )
        )
    return found


def _split(text: str) -> tuple[str, list[str]]:
    name, colon, options = text.partition(":")
    if not name.strip():
        raise InputError(
            Text(
                f"--variant '{text}': schrijf NAAM:optie=waarde,optie=waarde",
                f"--variant '{text}': write NAME:option=value,option=value",
            )
        )
    given = [part.strip() for part in _BETWEEN_OPTIONS.split(options)] if colon and options.strip() else []
    return name.strip(), [f"--{part}" for part in given]


def _in_file(path: Path) -> Iterator[tuple[str, list[str]]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            Text(f"'{path}' is niet te lezen ({error.strerror})", f"'{path}' cannot be read")
        ) from error
    except (ValueError, RecursionError) as error:
        # Beside TOMLDecodeError: no UTF-8, a number of thousands of digits, or brackets as deep.
        raise InputError(
            Text(
                f"'{path}' is geen geldig TOML-bestand: {error}; verbeter die plaats",
                f"'{path}' is not a valid TOML: {error}; mend that place",
            )
        ) from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise InputError(
                Text(
                    f"'{path}': schrijf elke variant als tabel, [{name}]",
                    f"'{path}': write each variant as a table, [{name}]",
                )
            )
        yield name, list(_words(table))


def _words(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if value is True:
            yield f"--{key}"
        elif value is not False:
            yield f"--{key}={value}"


def _scenario(name: str, words: list[str], base: Namespace) -> Scenario:
    parser = _DesignParser(add_help=False, allow_abbrev=False, argument_default=None)
    group = parser.add_argument_group()
    _add_design(group)
    group.add_argument("--construction")
    try:
        return scenario_of(parser.parse_args(words, copy(base)))
    except _DesignError as error:
        why = str(error)
        raise InputError(
            Text(
                f"variant '{name}' is niet te lezen ({why}); "
                "schrijf de opties onder 'wat erop komt', zonder --",
                f"variant '{name}' cannot be read ({why}); options are those of a design, without --",
            )
        ) from error
    except InputError as error:
        raise InputError(
            Text(f"variant '{name}': {error.text.nl}", f"variant '{name}': {error.text.in_language('en')}")
        ) from error
