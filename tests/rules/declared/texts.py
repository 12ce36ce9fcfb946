"""A small sound file of rules, to break in one place."""

from __future__ import annotations

GOOD = """\
lang = 1
place = "Voorbeeldstad"

[source.nota]
title = "Nota dakopbouwen"
passage = "Een dakopbouw is ten hoogste 12 m hoog en ligt 3 m terug."
url = "https://example.org/nota"
article = "4.2"
standing = "beleidsregel"
valid_from = 2024-01-01
valid_to = 2029-12-31

[limit.max_height]
value = 12
unit = "m"
place = "artikel 4.2 onder a"
confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"

[limit.min_setback]
value = 3
unit = "m"
place = "artikel 4.2 onder b"
confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"

[[rule]]
id = "gm0001.hoogte"
title = { nl = "Hoogte", en = "Height" }
source = "nota"
applies_when = "storeys_added >= 1"
require = "proposed.building_height <= limit.max_height"

[[rule]]
id = "gm0001.terugligging"
title = "Terugligging"
source = "nota"
require = "all(proposed.facades, it.setback >= limit.min_setback)"
unless = "structural_statement.role == 'monumentencommissie'"
"""


def changed(old: str, new: str) -> str:
    """Return the sound file with one thing changed."""
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)
