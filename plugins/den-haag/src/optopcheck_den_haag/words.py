"""What a finding of the Haagse norm tells, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optopcheck.api import Text, join_texts, number
from optopcheck_den_haag.homes import State

if TYPE_CHECKING:
    from datetime import date

    from optopcheck_den_haag.homes import Home, Homes, Sides

    Language = Literal["nl", "en"]

NO_STUDY = Text("Er is geen bezonningsstudie.", "There is no sun study.")
OTHER_POINTS = Text(
    "De twee bezonningsstudies horen niet bij dezelfde norm, dagen en meetpunten.",
    "The two sun studies do not belong to the same norm, days and points.",
)
NOTHING_LIT = Text("Er is geen gevel die zon kan krijgen.", "There is no façade that can get sun.")
ASSUMED = Text(
    "Van een deel van de gevelpunten is de plaats aangenomen: daar is de uitkomst een aanwijzing.",
    "The place of some façade points is assumed; there the result is an indication.",
)
CLOSING = Text(
    "De norm is beleid en de tekst zelf (RIS180461) is niet geraadpleegd;"
    " de afweging blijft aan het bevoegd gezag.",
    "The norm is policy and its text (RIS180461) was not consulted; the weighing remains with the authority.",
)
STATE_WORDS = {
    State.ENOUGH: Text(
        "Elke woning houdt genoeg zon, of verliest niets.", "Each home keeps enough sun, or loses none."
    ),
    State.WITHIN_DOUBT: Text(
        "Bij een of meer woningen valt de norm, of de afname, binnen de onzekerheid.",
        "For one or more homes the norm, or the decrease, lies within the uncertainty.",
    ),
    State.EXCESS_UNKNOWN: Text(
        "Elke woning houdt genoeg zon, maar niet alle houden wat zij hadden: of dat buitensporig is"
        " (excessenregeling) moet een mens wegen, want de getallen daarvan zijn niet bekend.",
        "Each home keeps enough sun, but not all keep what they had: whether that is excessive"
        " (excessenregeling) a human must weigh, for its numbers are not known.",
    ),
    State.DEPENDS: Text(
        "Bij een of meer woningen hangt het ervan af welke gevels de voor- en de achtergevel zijn.",
        "For one or more homes it depends on which façades are the front and the rear.",
    ),
    State.LOST: Text(
        "Een of meer woningen komen door het plan onder de norm, of lagen eronder en verliezen zon.",
        "One or more homes fall below the norm because of the plan, or were below it and lose sun.",
    ),
}
_NAMED = 5
_MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def about(homes: Homes) -> list[Text]:
    """Tell count, the homes in the worst state, and the greatest decrease."""
    count = len(homes.homes)
    told = [Text(f"Getoetste woningen (lagen): {count}.", f"Homes (storeys) tested: {count}.")]
    state = homes.state()
    return [*told, *([] if state is State.ENOUGH else [_named(homes, homes.in_state(state))]), _loss(homes)]


def about_assumed(homes: Homes) -> list[Text]:
    """Tell the same of homes whose points are assumed: an indication, no verdict."""
    count, lost = len(homes.homes), homes.in_state(State.LOST)
    told = Text(
        f"Woningen (lagen) met aangenomen punten: {count}; daarvan door het plan onder de norm,"
        f" of eronder met verlies: {len(lost)}.",
        f"Homes (storeys) with assumed points: {count}; of these below the norm because of the plan,"
        f" or below with a loss: {len(lost)}.",
    )
    return [told, *([_named(homes, lost)] if lost else []), _loss(homes)]


def left_out(count: int) -> tuple[Text, ...]:
    """Tell how many homes were not tested for want of a façade that can get sun."""
    if count == 0:
        return ()
    return (
        Text(
            f"Woningen (lagen) zonder gevel die op de toetsdagen zon kan krijgen, niet getoetst: {count}.",
            f"Homes (storeys) without a façade that can get sun on the tested days, not tested: {count}.",
        ),
    )


def _named(homes: Homes, found: list[Home]) -> Text:
    """Name homes with their sun before and after: what a court asks for first."""
    parts = [_about_home(homes, home) for home in found[:_NAMED]]
    more = len(found) - _NAMED
    rest = [Text(f"en nog {more}", f"and {more} more")] if more > 0 else []
    told = join_texts(*parts, *rest, separator="; ")
    return Text(f"Dat zijn: {told.nl}.", f"These are: {told.in_language('en')}.")


def _about_home(homes: Homes, home: Home) -> Text:
    sides = home.worst(homes.norm)
    column = sides.worst_day(homes.norm)

    def said(language: Language, on: str) -> str:
        day = _day(homes.days[column], language)
        before, after = (_minutes(float(x[column]), language) for x in (sides.before, sides.after))
        return f"{_place(sides, language)} {on} {day}: {before} → {after} min"

    return Text(said("nl", "op"), said("en", "on"))


def _loss(homes: Homes) -> Text:
    found = homes.greatest_loss()
    if found is None:
        return Text("Geen woning verliest zon.", "No home loses sun.")
    sides, column = found

    def said(language: Language, words: tuple[str, str, str, str]) -> str:
        what, on, start, end = words
        before, after, lost = (
            _minutes(float(x[column]), language) for x in (sides.before, sides.after, sides.lost)
        )
        place, day = _place(sides, language), _day(homes.days[column], language)
        return f"{what}: {lost} min, {place} {on} {day}, {start} {before} {end} {after} min."

    return Text(
        said("nl", ("Grootste afname", "op", "van", "naar")),
        said("en", ("Greatest decrease", "on", "from", "to")),
    )


def _place(sides: Sides, language: Language) -> str:
    labels = " + ".join(point.title.in_language(language) for point in sides.points)
    return f"{labels} ({sides.points[0].owner})"


def _minutes(value: float, language: Language) -> str:
    """Write whole minutes; less than one minute is shown, not rounded away."""
    return number(value, 0 if value == 0 or abs(value) >= 1 else 1, language)


def _day(day: date, language: Language) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]}"
