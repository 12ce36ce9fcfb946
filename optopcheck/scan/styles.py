"""Colours of a scan: the same in QGIS and in the picture of the summary."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from optopcheck.domain.rule import UNDETERMINED_WORDS
from optopcheck.domain.text import Text

CLASSES: tuple[tuple[str, str, Text], ...] = (
    ("complies", "#1b9e3f", Text("voldoet", "complies")),
    ("violates", "#d1495b", Text("voldoet niet", "violates")),
    (
        "candidate",
        "#e69f00",
        Text("nader onderzoek: een laag past", "undetermined: a storey fits"),
    ),
    (
        "objection",
        "#a65f00",
        Text("nader onderzoek: past, met bezwaar", "undetermined: with objection"),
    ),
    (
        "no_roof",
        "#c9ccd1",
        Text("nader onderzoek: geen plat dak", "undetermined: no flat roof"),
    ),
    ("unknown", "#8a8f98", Text("nader onderzoek: dakvorm onbekend", "undetermined: roof unknown")),
)
"""Class, colour and words. Only a building that complies is green."""


def class_of(verdict: str, potential: str) -> str:
    """Return the class of a building: by its verdict, and of an undetermined one by what may come of it."""
    return potential if verdict == "undetermined" else verdict


def building_styles() -> tuple[tuple[str, str], ...]:
    """Return title and QML of each style of the buildings; the first is the default."""
    expression = "CASE WHEN verdict = 'undetermined' THEN potential ELSE verdict END"
    both = _qml(expression, [(key, colour, words.nl) for key, colour, words in CLASSES], "fill")
    return ("oordeel en kansrijkheid", both), ("oordeel", _qml("verdict", _verdicts(), "fill"))


def _verdicts() -> list[tuple[str, str, str]]:
    """Return the classes by verdict alone; all that is undetermined has one colour."""
    found = {key: (colour, words.nl) for key, colour, words in CLASSES}
    settled = [(key, *found[key]) for key in ("complies", "violates")]
    return [*settled, ("undetermined", found["candidate"][0], UNDETERMINED_WORDS.nl)]


def _qml(attribute: str, classes: list[tuple[str, str, str]], kind: str, opacity: int = 255) -> str:
    entries = "".join(
        f'<category symbol="{n}" value={quoteattr(key)} label={quoteattr(words)} render="true"/>'
        for n, (key, _, words) in enumerate(classes)
    )
    symbols = "".join(_symbol(str(n), colour, kind, opacity) for n, (_, colour, _) in enumerate(classes))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.22" styleCategories="Symbology">'
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(attribute)} enableorderby="0">'
        f"<categories>{entries}</categories><symbols>{symbols}</symbols></renderer-v2></qgis>"
    )


def _symbol(name: str, colour: str, kind: str, opacity: int) -> str:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    layer = "SimpleFill" if kind == "fill" else "SimpleMarker"
    options = {
        "color": f"{red},{green},{blue},{opacity}",
        "outline_color": "70,70,70,255",
        "outline_width": "0.1",
    }
    if kind != "fill":
        options |= {"name": "circle", "size": "1.6"}
    told = "".join(f'<Option type="QString" name="{k}" value="{v}"/>' for k, v in options.items())
    return (
        f'<symbol name="{name}" type="{kind}" alpha="1"><layer class="{layer}" enabled="1">'
        f'<Option type="Map">{told}</Option></layer></symbol>'
    )


POINT_STYLE = _qml(
    "CASE WHEN loss >= 60 THEN 'most' WHEN loss >= 30 THEN 'more' ELSE 'some' END",
    [
        ("most", "#6a1b9a", "60 minuten of meer"),
        ("more", "#ab47bc", "30 tot 60 minuten"),
        ("some", "#e1bee7", "minder dan 30"),
    ],
    "marker",
)

NEIGHBOURHOOD_STYLE = _qml(
    "CASE WHEN buildings = 0 THEN 'none' WHEN candidates * 5 >= buildings * 2 THEN 'many'"
    " WHEN candidates * 5 >= buildings THEN 'some' ELSE 'few' END",
    [
        ("many", "#e69f00", "bij 40 % of meer van de panden past een laag"),
        ("some", "#f2c463", "bij 20 tot 40 %"),
        ("few", "#fbe7bf", "bij minder dan 20 %"),
        ("none", "#c9ccd1", "geen panden"),
    ],
    "fill",
    # The buildings are seen through it, whichever layer lies on top.
    opacity=80,
)
