"""The commands and their options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import optopcheck
from optopcheck import service
from optopcheck.cli import entries
from optopcheck.cli.diagnosis_arguments import add_diagnosis
from optopcheck.cli.dossier_arguments import add_dossier, add_dossier_commands, add_no_reports
from optopcheck.cli.export_arguments import add_exports, add_structure
from optopcheck.cli.report_output import add_report
from optopcheck.cli.rule_arguments import add_rules
from optopcheck.cli.scan_command import add_scan
from optopcheck.cli.scenario_arguments import add_proposal, add_scenario, add_variants
from optopcheck.domain.repair import AspectFrame
from optopcheck.domain.site import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAM = "optopcheck"
_SENTENCES = (
    ("the following arguments are required:", "dit ontbreekt:"),
    ("unrecognized arguments:", "onbekend:"),
    ("expected one argument", "hierachter hoort een waarde"),
    ("invalid choice:", "ongeldige keuze:"),
    ("(choose from", "(kies uit"),
    ("argument ", "bij "),
)
_EPILOG = """\
uitgangscode: 0 voldoet, 1 voldoet niet, 2 nader onderzoek, 3 niet uitgevoerd
              (measure, plugins en demo: 0 zodra zij klaar zijn)
"""


class UsageError(Exception):
    """A command line that makes no sense."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in Dutch."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Raises on a usage error: exit code 2 means undetermined here."""

    def error(self, message: str) -> NoReturn:
        for english, dutch in _SENTENCES:
            message = message.replace(english, dutch)
        raise UsageError(f"{message} (hulp: {self.prog} --help)")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _new(PROGRAM, "Kan hier een laag op? Toetst of een gebouw één bouwlaag hoger mag.")
    general = parser.add_argument_group("algemeen")
    _add_help(general)
    general.add_argument(
        "--version",
        action="version",
        version=f"{PROGRAM} {optopcheck.__version__}",
        help="toon de versie en stop",
    )
    commands = parser.add_subparsers(
        dest="command", title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Parser
    )
    _add_check(_sub(commands, "check", "toets een model met een extra bouwlaag aan alle regels"))
    _add_compare(_sub(commands, "compare", "leg varianten van de extra laag naast elkaar"))
    _add_measure(_sub(commands, "measure", "meet het gebouw en zegt van elk getal waar het vandaan komt"))
    _add_shadows(_sub(commands, "shadows", "teken de schaduw nu en met een extra bouwlaag, met oppervlakten"))
    _add_ids(_sub(commands, "ids", "controleert of een model bevat wat een toets nodig heeft (IDS)"))
    add_scan(lambda name, about: _sub(commands, name, about))
    _add_plugins(_sub(commands, "plugins", "toon de geïnstalleerde regelpakketten"))
    add_rules(
        _sub(commands, "rules", "maak, onderteken, controleer en installeer regelbestanden (.optrules)")
    )
    add_dossier_commands(
        lambda name, about: _sub(commands, name, about),
        lambda parser: _add_output(parser, json=False, brief="de uitkomst"),
    )
    _add_cache(
        _sub(
            commands,
            "cache",
            "toon of wis wat bewaard is: geometrie van gelezen modellen, opgehaalde stukken 3DBAG",
        )
    )
    add_diagnosis(lambda name, about: _sub(commands, name, about), _add_output)
    _add_demo(_sub(commands, "demo", "toets het meegeleverde voorbeeld, een portiekflat"))
    return parser


def _new(prog: str, description: str) -> _Parser:
    return _Parser(
        prog=prog,
        description=description,
        epilog=_EPILOG,
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )


def _sub(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    about: str,
) -> _Parser:
    return commands.add_parser(
        name,
        help=about,
        description=about.capitalize() + ".",
        epilog=_EPILOG,
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )


def _add_help(group: argparse._ArgumentGroup) -> None:
    group.add_argument("-h", "--help", action="help", help="toon deze hulp en stop")


def _add_output(
    parser: argparse.ArgumentParser,
    *,
    json: bool,
    picture: bool = False,
    geometry: bool = False,
    report: bool = False,
    brief: str = "het eindoordeel",
) -> None:
    group = parser.add_argument_group("uitvoer")
    if json:
        group.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf het resultaat als JSON")
    if geometry:
        group.add_argument(
            "--geometry", action="store_true", help="zet in die JSON ook de vlakken die elk getal maakten"
        )
    if picture:
        group.add_argument(
            "--picture", type=Path, metavar="BESTAND", help="schrijf een beeld met schaduw (PNG)"
        )
        group.add_argument(
            "--picture-at",
            type=entries.moment,
            metavar="TIJD",
            help="dag en kloktijd van die schaduw (21 maart 12:00 van het jaar van toetsing)",
        )
    if report:
        add_report(group)
    group.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van het resultaat (nl)")
    group.add_argument("--quiet", action="store_true", help=f"alleen {brief}, geen voortgang")
    group.add_argument("--debug", action="store_true", help="toon bij een fout waar zij ontstond")
    _add_help(group)


def _add_model(parser: _Parser) -> None:
    group = parser.add_argument_group("model")
    group.add_argument(
        "model",
        type=Path,
        nargs="+",
        metavar="MODEL",
        help="IFC-bestand (.ifc of .ifczip); van één gebouw in meer bestanden het leidende eerst",
    )
    group.add_argument("--building", metavar="NAAM", help="welk gebouw, als het model er meer bevat")
    group.add_argument(
        "--municipality", metavar="CODE", help="gemeentecode van het CBS, bijvoorbeeld GM0637 (Zoetermeer)"
    )
    group.add_argument(
        "--peil",
        type=entries.length,
        metavar="M",
        help="peil van het plan, in NAP als het model RD en NAP heeft, anders vanaf de nul van het model [m]",
    )
    _add_datum(group, "peil", "het peil")
    group.add_argument(
        "--peil-definition", metavar="TEKST", help="wat het plan peil noemt (anders: zoals het meetprofiel)"
    )
    _add_repairs(parser)


def _add_datum(group: argparse._ArgumentGroup, name: str, what: str) -> None:
    group.add_argument(
        f"--{name}-origin",
        choices=[origin.value for origin in Origin],
        help=f"herkomst van {what}: ingevoerd, ontwerp, ingemeten, AHN of model (entered)",
    )
    group.add_argument(
        f"--{name}-tolerance", type=entries.length, metavar="M", help=f"onzekerheid van {what}, ± [m]"
    )


def _add_repairs(parser: _Parser) -> None:
    group = parser.add_argument_group("herstel van het model (het bestand zelf verandert niet)")
    group.add_argument(
        "--repairs", type=Path, metavar="BESTAND", help="herstel uit een bestand (herstel.toml)"
    )
    group.add_argument(
        "--north",
        type=entries.length,
        metavar="GRADEN",
        help="waar het noorden is, met de klok mee vanaf de y-as van het model [graden]",
    )
    group.add_argument(
        "--location",
        metavar="PLAATS",
        help="breedte,lengte (52.06,4.49) of RD x,y van de nul van het model (93500,452700)",
    )
    group.add_argument(
        "--drop",
        type=entries.identities,
        action="extend",
        default=[],
        metavar="GUID",
        help="bouwdelen die niet meetellen; meer met een komma ertussen",
    )
    group.add_argument(
        "--storey-role",
        type=entries.storey_role,
        action="append",
        default=[],
        metavar="NAAM=ROL",
        help="telt als bouwlaag, onderbouw, zolder of geen; mag vaker",
    )
    group.add_argument(
        "--aspect-frame",
        choices=[frame.value for frame in AspectFrame],
        help="welke ligging klopt bij meer bestanden: die van de modellen of die van de kaart",
    )


def _add_check(parser: _Parser) -> None:
    _add_model(parser)
    add_scenario(parser)
    add_proposal(parser)
    add_structure(parser)
    _add_papers(parser)
    _add_packs(parser)
    _add_facts(parser)
    add_dossier(parser.add_argument_group("dossier"))
    add_exports(parser)
    _add_output(parser, json=True, picture=True, report=True)


def _add_packs(parser: _Parser) -> None:
    group = parser.add_argument_group("regels")
    group.add_argument(
        "--packs",
        nargs="+",
        metavar="PAKKET",
        help="toets alleen aan deze pakketten, en altijd aan die van het rijk: id, map of regelbestand",
    )


def _add_compare(parser: _Parser) -> None:
    parser.epilog = (
        "uitgangscode: het slechtste eindoordeel: 0 elke variant voldoet, 1 voldoet niet, 2 nader onderzoek\n"
    )
    _add_model(parser)
    add_scenario(parser)
    add_proposal(parser)
    add_variants(parser)
    _add_papers(parser)
    _add_packs(parser)
    _add_facts(parser)
    _add_output(parser, json=True, brief="de tabel")


def _add_shadows(parser: _Parser) -> None:
    parser.epilog = "uitgangscode: 0 zodra de platen er zijn, 3 niet uitgevoerd\n"
    _add_model(parser)
    add_scenario(parser)
    group = parser.add_argument_group("schaduw")
    group.add_argument("--neighbours", type=Path, metavar="BESTAND", help="omgeving als CityJSON")
    group.add_argument(
        "--plots",
        type=Path,
        metavar="BESTAND",
        help="percelen als GeoJSON in RD: schaduw op elk ervan",
    )
    group.add_argument(
        "--dates",
        type=entries.days,
        metavar="DAGEN",
        help="met een komma ertussen (19-2, 21-3, 21-6, 21-9, 21-10 en 21-12 van dit jaar)",
    )
    group.add_argument(
        "--times",
        type=entries.clocks,
        default=service.STUDY_CLOCKS,
        metavar="TIJDEN",
        help="kloktijden met een komma ertussen (9,12,15,18)",
    )
    group.add_argument(
        "--hours", action="store_true", help="teken ook de uren zon van elke dag op grond en gevels"
    )
    group.add_argument(
        "--frames",
        choices=("day", "year"),
        help="ook beelden voor een film: elk kwartier van de eerste dag, of elke week op de eerste tijd",
    )
    group.add_argument(
        "--out", type=Path, default=Path("schaduw"), metavar="MAP", help="map voor de platen (schaduw)"
    )
    _add_output(parser, json=False, brief="de bestanden")


def _add_papers(parser: _Parser) -> None:
    group = parser.add_argument_group("stukken")
    group.add_argument(
        "--meetniveau",
        type=entries.length,
        metavar="M",
        help="hoogte van het terrein bij de toegang (Bbl, bijlage I), in dezelfde hoogten als --peil [m]",
    )
    _add_datum(group, "meetniveau", "het meetniveau")
    _add_neighbours(group)
    group.add_argument("--plan", type=Path, metavar="BESTAND", help="planregels voor dit perceel (plan.toml)")
    group.add_argument(
        "--structural-statement", type=Path, metavar="PDF", help="constructieve verklaring; vraagt ook om:"
    )
    group.add_argument(
        "--bears", type=entries.count, metavar="N", help="extra lagen die de constructie draagt"
    )
    group.add_argument("--by", metavar="NAAM", help="wie dat verklaart")
    group.add_argument("--role", metavar="ROL", help="in welke rol, bijvoorbeeld constructeur")
    group.add_argument(
        "--on", type=entries.day, metavar="DAG", help="toetsdatum, bijvoorbeeld 2026-07-02 (vandaag)"
    )
    group.add_argument(
        "--sun-every",
        type=entries.step,
        metavar="N",
        help="reken van de periode van een bezonningsnorm elke zoveelste dag door (1: alle dagen)",
    )


def _add_facts(parser: _Parser) -> None:
    group = parser.add_argument_group("feiten die geen model vertelt")
    group.add_argument(
        "--fact",
        type=entries.fact,
        action="append",
        default=[],
        metavar="NAAM=WAARDE",
        help="bijvoorbeeld existing.construction_year=1965 of existing.is_monument=nee; mag vaker",
    )
    group.add_argument(
        "--facts", type=Path, metavar="BESTAND", help="meer feiten, elk met zijn bron (feiten.toml)"
    )


def _add_neighbours(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--neighbours", type=Path, metavar="BESTAND", help="omgeving als CityJSON")
    group.add_argument(
        "--fetch-neighbours",
        action="store_true",
        help="haal de omgeving op bij 3DBAG (internet); zij blijft op deze computer bewaard",
    )
    group.add_argument(
        "--bag-id", metavar="NUMMER", help="BAG-pandnummer van het gebouw, dat dan uit de omgeving weggaat"
    )


def _add_measure(parser: _Parser) -> None:
    _add_model(parser)
    _add_output(parser, json=True, geometry=True, brief="de tabel")


def _add_ids(parser: _Parser) -> None:
    parser.epilog = "uitgangscode: 0 voldoet aan de aanlevereisen, 1 voldoet niet, 3 niet uitgevoerd\n"
    group = parser.add_argument_group("model")
    group.add_argument("model", type=Path, metavar="MODEL", help="IFC-bestand (.ifc of .ifczip)")
    group.add_argument(
        "--ids", type=Path, metavar="BESTAND", help="andere aanlevereisen (IDS 1.0) dan die van optopcheck"
    )
    _add_output(parser, json=False)


def _add_plugins(parser: _Parser) -> None:
    _add_output(parser, json=False)


def _add_cache(parser: _Parser) -> None:
    parser.epilog = "uitgangscode: 0 klaar, 3 niet alles kon weg\n"
    group = parser.add_argument_group("bewaard")
    group.add_argument("--clear", action="store_true", help="wis alles; het volgende openen duurt langer")
    _add_output(parser, json=False, brief="fouten")


def _add_demo(parser: _Parser) -> None:
    group = parser.add_argument_group("voorbeeld")
    group.add_argument(
        "--out", type=Path, default=Path("out"), metavar="MAP", help="map voor de uitvoer (out)"
    )
    group.add_argument(
        "--dossier", type=Path, metavar="BESTAND", help="waar het dossier komt (MAP/portiekflat.optop)"
    )
    add_no_reports(group)
    add_exports(parser)
    _add_output(parser, json=False, report=True)
