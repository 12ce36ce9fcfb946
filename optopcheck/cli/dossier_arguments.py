"""The commands on dossiers and their options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.cli import entries
from optopcheck.cli.report_output import add_report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Parser = argparse.ArgumentParser
    Group = argparse._ArgumentGroup  # noqa: SLF001  # argparse gives it no public name

_REPLAY = "uitgangscode: 0 gelijk, 1 verschilt, 3 niet (volledig) uitgevoerd\n"
_VERIFY = "uitgangscode: 0 klopt, 1 gewijzigd of geen dossier, 3 niet te lezen\n"
_DIFF = "uitgangscode: 0 gelijk, 1 verschilt, 3 niet uitgevoerd\n"
_DONE = "uitgangscode: 0 gelukt, 3 niet uitgevoerd\n"


def add_dossier_commands(new: Callable[[str, str], Parser], output: Callable[[Parser], None]) -> None:
    """Add the commands; `new` makes one by name and purpose, `output` gives it the shared options."""
    replay = _add(new, "replay", "herhaalt een dossier en zegt of er hetzelfde uitkomt", _REPLAY)
    replay.add_argument(
        "--facts", action="store_true", help="alleen de regels, op de bewaarde feiten; niet opnieuw meten"
    )
    replay.add_argument(
        "--inputs", type=Path, metavar="MAP", help="map met de bestanden die niet in het dossier zitten"
    )
    verify = _add(new, "verify", "controleert hashes, besluiten en handtekeningen; er draait niets", _VERIFY)
    diff = new("diff", "toont wat er tussen twee dossiers veranderde")
    diff.epilog = _DIFF
    pair = diff.add_argument_group("dossiers")
    pair.add_argument("before", type=Path, metavar="VOOR", help="het eerste dossier (.optop)")
    pair.add_argument("after", type=Path, metavar="NA", help="het tweede dossier (.optop)")
    sign = _add(new, "sign", "ondertekent een dossier als de maker ervan", _DONE)
    sign.add_argument(
        "--key", type=Path, metavar="SLEUTEL", required=True, help="geheime sleutel, van rules keygen"
    )
    sign.add_argument(
        "--password-file", type=Path, metavar="BESTAND", help="wachtwoord uit een bestand (anders gevraagd)"
    )
    sign.add_argument("--on", type=entries.day, metavar="DAG", help="dag van ondertekening (vandaag)")
    decide = _add(new, "decide", "voegt een besluit van een behandelaar aan een dossier toe", _DONE)
    decide.add_argument("--by", metavar="NAAM", required=True, help="wie besluit")
    decide.add_argument("--words", metavar="TEKST", required=True, help="het besluit")
    decide.add_argument("--rule", metavar="ID", help="over welke regel (anders: het geheel)")
    report = _add(new, "report", "schrijft het rapport van een dossier, met de besluiten erin", _DONE)
    add_report(report.parser.add_argument_group("rapport"))
    groups = (replay, verify, sign, decide, report)
    for parser in (*(group.parser for group in groups), diff):
        output(parser)


def add_dossier(group: Group) -> None:
    """Add the options of a check that leaves a dossier."""
    group.add_argument(
        "--dossier",
        type=Path,
        metavar="BESTAND",
        help="schrijf een dossier dat een ander kan herhalen, met de rapporten erin (.optop)",
    )
    group.add_argument(
        "--no-inputs", action="store_true", help="noem de bestanden in het dossier, sluit ze niet in"
    )
    add_no_reports(group)


def add_no_reports(group: Group) -> None:
    """Add the option of a dossier without reports."""
    group.add_argument(
        "--no-reports",
        action="store_true",
        help="laat de rapporten uit het dossier: sneller, want het tekenen ervan duurt even",
    )


class _Dossier:
    """A command on one dossier."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self._group = parser.add_argument_group("dossier")
        self._group.add_argument("dossier", type=Path, metavar="DOSSIER", help="het dossier (.optop)")
        self.add_argument = self._group.add_argument


def _add(new: Callable[[str, str], Parser], name: str, about: str, epilog: str) -> _Dossier:
    parser = new(name, about)
    parser.epilog = epilog
    return _Dossier(parser)
