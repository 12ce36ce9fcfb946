"""The commands for when something does not work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_diagnosis(
    command: Callable[[str, str], argparse.ArgumentParser], add_output: Callable[..., None]
) -> None:
    """Add examining the installation, reporting a problem, and asking for a new version."""
    parser = command("doctor", "kijk na of alles op deze computer werkt, en wat te doen als dat niet zo is")
    parser.epilog = "uitgangscode: 0 alles werkt, ook met opmerkingen, 1 een onderdeel werkt niet\n"
    add_output(parser, json=True, brief="het eindoordeel")
    parser = command("report-problem", "schrijf wat er misging in één bestand, om te lezen en te versturen")
    parser.epilog = "uitgangscode: 0 het bestand is er, 3 niet uitgevoerd\n"
    group = parser.add_argument_group("melding")
    group.add_argument(
        "--out",
        type=Path,
        default=Path("melding-optopcheck.txt"),
        metavar="BESTAND",
        help="waar het bestand komt (melding-optopcheck.txt)",
    )
    group.add_argument("--said", default="", metavar="TEKST", help="wat u deed en wat er gebeurde")
    group.add_argument("--no-doctor", action="store_true", help="kijk de installatie niet na: sneller")
    add_output(parser, json=False, brief="waar het bestand staat")
    parser = command("update", "vraag of er een nieuwere versie is; er wordt niets geïnstalleerd")
    parser.epilog = "uitgangscode: 0 niets nieuwers, 1 er is een nieuwere versie, 3 niet uitgevoerd\n"
    group = parser.add_argument_group("versie")
    group.add_argument(
        "--check",
        action="store_true",
        required=True,
        help="vraag het nu, aan het adres in update.toml; zonder deze vraag gebeurt het nooit",
    )
    add_output(parser, json=False, brief="de uitkomst")
