"""What was read of Zoetermeer's policy, and what it leaves open."""

from __future__ import annotations

from datetime import date

from optopcheck.api import LegalSource, Limit, Standing, Text

NOT_CONSULTED = Text(
    "De vastgestelde tekst van het programma is niet geraadpleegd; getoetst is aan de aanhaling in de brief.",
    "The adopted text of the programme was not consulted; tested is what the letter quotes of it.",
)

HOUSING_PROGRAMME = LegalSource(
    title="Volkshuisvestingsprogramma Zoetermeer",
    passage=(
        "Eén extra bouwlaag op een bestaand gebouw wordt in het omgevingsplan altijd toegestaan,"
        " mits de bouwkundige constructie dit aankan (samengevat)."
    ),
    url="https://www.tweedekamer.nl/kamerstukken/brieven_regering",
    article="brief 2026-0000314341 van 2 juli 2026, noot 8",
    standing=Standing.PROGRAMME,
    # The day of the letter: when the programme was adopted is not known to us.
    valid_from=date(2026, 7, 2),
    note=NOT_CONSULTED,
)

ONE_STOREY = Limit(
    value=1.0,
    unit="1",
    place="brief 2026-0000314341, noot 8",
    confirmed_by="minister van Volkshuisvesting en Ruimtelijke Ordening, brief van 2 juli 2026, noot 8",
)

ASSUMPTIONS = (
    Text(
        "Wat een bouwlaag is, zegt de aanhaling niet: geteld is zoals de VNG (2024) omschrijft,"
        " zonder onderbouw en zolder.",
        "The quotation does not say what a storey is: counted as VNG (2024) defines it,"
        " without substructure and attic.",
    ),
    Text(
        "Een hoogtegrens voor de extra bouwlaag is niet bekend; de hoogte is hier niet getoetst.",
        "A height cap for the extra storey is not known; its height is not tested here.",
    ),
    Text(
        "Wie de constructieve verklaring moet tekenen is niet bekend; elke verklaring met naam en rol telt.",
        "Who must sign the structural statement is not known; any statement with name and role counts.",
    ),
    Text(
        "Een peildatum voor 'bestaand gebouw' is niet bekend; eerder optoppen telt niet mee.",
        "A reference date for 'existing building' is not known; storeys added before do not count.",
    ),
    Text(
        "Of monumenten en beschermde gezichten buiten de toezegging vallen is niet bekend.",
        "Whether monuments and protected townscapes fall outside the promise is not known.",
    ),
    Text(
        "Of het omgevingsplan al is gewijzigd is niet bekend; de regel toetst beleid, niet het plan.",
        "Whether the environment plan has been changed is not known; the rule tests policy, not the plan.",
    ),
    Text(
        "Begindatum is de dag van de brief; de dag van vaststelling van het programma is niet bekend.",
        "The first day is that of the letter; the day on which the programme was adopted is not known.",
    ),
)
