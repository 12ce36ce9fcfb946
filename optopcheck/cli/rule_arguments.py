"""The command `rules` and its own commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli import entries

if TYPE_CHECKING:
    import argparse

    Parser = argparse.ArgumentParser
    Group = argparse._ArgumentGroup  # noqa: SLF001  # argparse gives it no public name

_EPILOG = """\
uitgangscode van verify: 0 vertrouwde gemeente, 1 gewijzigd of ingetrokken, 2 niet ondertekend of
              onbekende sleutel, 3 niet uitgevoerd; van test: 0 alle gevallen goed en elke uitkomst
              getoond, 1 anders, 3 niet uitgevoerd; van de andere: 0 gelukt, 3 niet uitgevoerd
"""


class _Commands:
    """Commands of a command, each with the same help and output options."""

    def __init__(self, parser: Parser, kept_as: str) -> None:
        self.parser = parser
        _help(parser.add_argument_group("algemeen"))
        self.commands = parser.add_subparsers(
            dest=kept_as, title="opdrachten", metavar="OPDRACHT", required=True
        )

    def new(self, name: str, about: str) -> Parser:
        """Return a parser that has commands of its own."""
        return self.commands.add_parser(
            name,
            help=about,
            description=about.capitalize() + ".",
            epilog=_EPILOG,
            formatter_class=self.parser.formatter_class,
            add_help=False,
            allow_abbrev=False,
        )

    def add(self, name: str, about: str, *, password: bool = False) -> Group:
        """Return where the arguments of a command go."""
        parser = self.new(name, about)
        group = parser.add_argument_group("invoer")
        output = parser.add_argument_group("uitvoer")
        if password:
            group.add_argument(
                "--password-file",
                type=Path,
                metavar="BESTAND",
                help="wachtwoord uit een bestand (anders gevraagd)",
            )
        output.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van het resultaat (nl)")
        output.add_argument("--debug", action="store_true", help="toon bij een fout waar zij ontstond")
        _help(output)
        return group


def add_rules(parser: Parser) -> None:
    """Add what a maker of rules, and who receives them, can do."""
    parser.epilog = _EPILOG
    commands = _Commands(parser, "action")
    _add_making(commands)
    _add_signing(commands)
    _add_receiving(commands)
    _add_register(_Commands(commands.new("register", "het register van sleutels en intrekkingen"), "step"))


def _add_making(commands: _Commands) -> None:
    new = commands.add("new", "maakt een nieuw pakket om in te vullen")
    new.add_argument("folder", type=Path, metavar="MAP", help="de nieuwe map")
    new.add_argument(
        "--authority", required=True, metavar="CODE", help="wie de regels maakt: gm en vier cijfers (gm0637)"
    )
    new.add_argument("--name", required=True, metavar="NAAM", help="hoe het pakket heet, voor lezers")
    test = commands.add("test", "draait de gevallen van een pakket en toont wat er nog ontbreekt")
    test.add_argument("path", type=Path, metavar="PAD", help="map of regelbestand")
    explain = commands.add("explain", "toont een pakket als leesbare bladzijde")
    explain.add_argument("pack", metavar="PAD|ID", help="map, regelbestand, of de id van een pakket of regel")
    docs = commands.add("docs", "toont naslag: de taal, de feiten, de api, de schema's")
    subjects = ", ".join(service.SUBJECTS)
    docs.add_argument(
        "subject",
        nargs="?",
        choices=service.SUBJECTS,
        default="taal",
        metavar="ONDERWERP",
        help=f"{subjects} (taal)",
    )
    build = commands.add("build", "maakt van een map één regelbestand (.optrules)")
    build.add_argument("folder", type=Path, metavar="MAP", help="map met manifest.toml, rules/ en cases/")
    build.add_argument("--out", type=Path, metavar="BESTAND", help="naam van het bestand (naast de map)")
    check = commands.add("check", "controleert een regelbestand of de map ervan, en zegt wat ontbreekt")
    check.add_argument("path", type=Path, metavar="PAD", help="regelbestand of map")


def _add_signing(commands: _Commands) -> None:
    keygen = commands.add(
        "keygen", "maakt een sleutelpaar: NAAM.key blijft geheim, NAAM.pub deelt u uit", password=True
    )
    keygen.add_argument("stem", type=Path, metavar="NAAM", help="naam van de twee bestanden, zonder .key")
    keygen.add_argument("--no-password", action="store_true", help="bewaar de sleutel zonder wachtwoord")
    sign = commands.add("sign", "ondertekent een regelbestand", password=True)
    sign.add_argument("path", type=Path, metavar="BESTAND", help="het regelbestand; het wordt aangevuld")
    sign.add_argument("--key", type=Path, metavar="SLEUTEL", help="geheime sleutel, van keygen of minisign")
    sign.add_argument(
        "--signature",
        type=Path,
        metavar="MINISIG",
        help="of: handtekening die minisign elders zette op RECORD.json",
    )
    sign.add_argument("--public-key", type=Path, metavar="PUB", help="de openbare sleutel bij --signature")
    sign.add_argument("--on", type=entries.day, metavar="DAG", help="dag van ondertekening (vandaag)")


def _add_receiving(commands: _Commands) -> None:
    verify = commands.add("verify", "toont wie een regelbestand maakte en of het ongewijzigd is")
    verify.add_argument("path", type=Path, metavar="BESTAND", help="het regelbestand")
    install = commands.add("install", "bewaart een regelbestand, naast andere versies")
    install.add_argument("path", type=Path, metavar="BESTAND", help="het regelbestand")
    install.add_argument(
        "--accept", action="store_true", help="ja op de vraag die verify bij dit bestand stelt"
    )
    install.add_argument(
        "--allow-python", action="store_true", help="laat programma's uit dit bestand draaien"
    )
    remove = commands.add("remove", "haalt een geïnstalleerd regelbestand weg")
    remove.add_argument("pack", metavar="PAKKET|KENMERK", help="zoals rules list het noemt")
    commands.add("list", "toont de geïnstalleerde regelbestanden")


def _add_register(commands: _Commands) -> None:
    build = commands.add("build", "maakt van register.toml een ondertekend register (.optreg)", password=True)
    build.add_argument("path", type=Path, metavar="TOML", help="de tekst van het register")
    build.add_argument(
        "--key", type=Path, metavar="SLEUTEL", required=True, help="geheime sleutel van de beheerder"
    )
    build.add_argument("--out", type=Path, metavar="BESTAND", required=True, help="naam van het register")
    install = commands.add("install", "neemt een nieuwer register in gebruik")
    install.add_argument("path", type=Path, metavar="BESTAND", help="het register (.optreg)")
    trust = commands.add("trust", "vertrouwt de beheerder van registers met deze openbare sleutel")
    trust.add_argument("path", type=Path, metavar="PUB", help="openbare sleutel van de beheerder")
    commands.add("show", "toont het register in gebruik")


def _help(group: Group) -> None:
    group.add_argument("-h", "--help", action="help", help="toon deze hulp en stop")
