"""The two TNO norms for possible sun (*bezonningsnormen*) as data."""

from __future__ import annotations

from optopcheck.api import LegalSource, Limit, PointPosition, Standing, SunNorm, Text

_URL = "https://www.schaduwsimulator.nl"
_PASSAGE = (
    "Ten minste {hours} mogelijke bezonningsuren per dag, niet aaneengesloten, van {period},"
    " in het midden van de vensterbank aan de binnenkant van het raam van de woonkamer (samengevat)."
)
_NOTE = Text(
    "Geen wettelijke norm; de tekst van TNO zelf is niet geraadpleegd, wel hoe bureaus haar weergeven"
    " (3dl.nl, schaduwsimulator.nl, c5s.nl). De rechter noemt de norm niet ongebruikelijk"
    " (ECLI:NL:RVS:2023:172).",
    "Not a legal norm; the text of TNO itself was not consulted, only how consultants render it"
    " (3dl.nl, schaduwsimulator.nl, c5s.nl). Courts call the norm not unusual (ECLI:NL:RVS:2023:172).",
)


def _source(title: str, hours: str, period: str) -> LegalSource:
    return LegalSource(
        title=title,
        passage=_PASSAGE.format(hours=hours, period=period),
        url=_URL,
        article=f"{hours} uur, {period}",
        standing=Standing.PRACTICE,
        note=_NOTE,
    )


def _norm(norm_id: str, title: Text, hours: float, days: tuple[tuple[int, int], ...], period: str) -> SunNorm:
    source = _source(title.nl, f"{hours:.0f}", period)
    confirmed = f"{title.nl} zoals bureaus haar weergeven (3dl.nl, schaduwsimulator.nl, c5s.nl)"
    return SunNorm(
        id=norm_id,
        title=title,
        source=source,
        hours=Limit(hours, "h", title.nl, confirmed),
        days=days,
        period=(days[0], days[-1]),
        minimum_elevation=0.0,
        step=1.0,
        position=PointPosition.INSIDE_GLASS,
        facades_summed=False,
    )


TNO_LIGHT = _norm(
    "tno-light",
    Text("TNO licht", "TNO light"),
    2.0,
    ((2, 19), *((month, 21) for month in range(3, 10)), (10, 21)),
    "19 februari tot en met 21 oktober",
)
TNO_STRICT = _norm(
    "tno-strict",
    Text("TNO streng", "TNO strict"),
    3.0,
    ((1, 21), *((month, 21) for month in range(2, 11)), (11, 22)),
    "21 januari tot en met 22 november",
)
