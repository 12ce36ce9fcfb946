"""Where the rules stand: every number with its article and who answers for it."""

from __future__ import annotations

from datetime import date

from optopcheck.api import LegalSource, Limit, Standing, Text

TOWN = "GM9999"

POLICY = LegalSource(
    title="Nota dakopbouwen Voorbeeldstad",
    passage=(
        "Na optoppen is een gebouw ten hoogste 15 m hoog; elke gevel van de nieuwe laag ligt ten minste 1 m"
        " terug (verzonnen)."
    ),
    url="https://voorbeeldstad.example/nota-dakopbouwen",
    article="paragraaf 4.2",
    # The standing decides the words: a policy rule gives "voldoet aan beleid", never more.
    standing=Standing.POLICY_RULE,
    valid_from=date(2026, 1, 1),
    note=Text(
        "Voorbeeldstad bestaat niet: dit is een sjabloon.", "Voorbeeldstad does not exist: it is a template."
    ),
)
# Without confirmed_by a limit is an assumption: it decides nothing, whatever the rule says.
MAX_HEIGHT = Limit(15.0, "m", "paragraaf 4.2 onder a", confirmed_by="gemeenteraad van Voorbeeldstad")
MIN_SETBACK = Limit(1.0, "m", "paragraaf 4.2 onder b", confirmed_by="gemeenteraad van Voorbeeldstad")

# What the source leaves open and the rule had to choose: it stands beside every result.
ASSUMPTIONS = (
    Text(
        "De hoogte is de bouwhoogte vanaf peil, zoals het landelijke meetprofiel haar meet.",
        "The height is the building height above the plan datum, as the national profile takes it.",
    ),
)
