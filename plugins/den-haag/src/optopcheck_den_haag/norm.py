"""The Haagse bezonningsnorm as data: see haagse_norm.toml."""

from __future__ import annotations

from importlib.resources import files

from optopcheck.api import Text, read_sun_norm

HAAGSE_NORM = read_sun_norm(files("optopcheck_den_haag") / "haagse_norm.toml")

ASSUMPTIONS = (
    *HAAGSE_NORM.assumptions,
    Text(
        "De meetpunten van één laag van één gebouw zijn samen één woning;"
        " in een woongebouw kunnen het er meer zijn.",
        "The points of one storey of one building are one home together; in a block they may be several.",
    ),
    Text(
        "Welke gevel de voorgevel is, is niet bekend: elk paar gevels dat tegenover elkaar ligt kan het zijn."
        " Een gevel zonder overkant telt alleen waar zo'n paar ontbreekt.",
        "Which façade is the front is not known: each pair of façades that face opposite ways may be it."
        " A façade without an opposite counts only where there is no such pair.",
    ),
    Text(
        "Getoetst zijn de buren; van het eigen gebouw zijn geen punten midden op de gevel bepaald.",
        "The neighbours were tested; no points at the middle of façades were made for the building itself.",
    ),
    Text(
        "Een verlies dat binnen de onzekerheid van de telling ligt is geen buitensporig verlies.",
        "A loss within the uncertainty of the count is no excessive loss.",
    ),
    Text(
        "Of elk gebouw in de omgeving een woning is, is niet nagegaan.",
        "Whether each building around is a home was not checked.",
    ),
    Text("Bomen en terrein zijn geen obstakel.", "Trees and terrain are no obstacles."),
)
