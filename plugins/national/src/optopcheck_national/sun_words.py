"""What a sun finding tells, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optopcheck.api import Text, number
from optopcheck_national.sun_pairs import State

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.api import SunNorm
    from optopcheck_national.sun_pairs import Loss, Pairs

NO_NEIGHBOURS = Text(
    "De buren zijn niet ingevoerd (--neighbours): hun schaduw en hun zon zijn niet getoetst.",
    "The neighbours were not entered (--neighbours): their shadow and their sun were not tested.",
)
NO_NEIGHBOUR_POINTS = Text(
    "Op de buren ligt geen meetpunt: hun zon is niet getoetst.",
    "There is no observation point on the neighbours: their sun was not tested.",
)
ASSUMED = Text(
    "Van een deel van de meetpunten is de plaats aangenomen: daar is de uitkomst een aanwijzing.",
    "The place of some observation points is assumed; there the result is an indication.",
)
STATE_WORDS = {
    State.ENOUGH: Text(
        "Elk meetpunt uit het model heeft genoeg zon.", "Every point of the model has enough sun."
    ),
    State.WITHIN_DOUBT: Text(
        "Bij een of meer meetpunten uit het model valt de norm, of de afname, binnen de onzekerheid.",
        "On one or more points of the model the norm, or the decrease, lies within the uncertainty.",
    ),
    State.BELOW_NOT_BY_PLAN: Text(
        "Een of meer meetpunten uit het model halen de norm niet, zonder dat het plan hun zon neemt:"
        " een mens moet wegen.",
        "One or more points of the model are below the norm, without the plan taking their sun:"
        " a human must weigh.",
    ),
    State.BELOW_BY_PLAN: Text(
        "Een of meer meetpunten uit het model komen door het plan onder de norm, of lagen eronder en"
        " verliezen zon.",
        "One or more points of the model fall below the norm because of the plan, or were below it and"
        " lose sun.",
    ),
}
_NAMED = 5
Language = Literal["nl", "en"]
_LANGUAGES: tuple[tuple[Language, str], ...] = (("nl", "op"), ("en", "on"))
_MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def about_known(pairs: Pairs) -> list[Text]:
    """Tell count and greatest decrease of the points whose place is known."""
    count = len(pairs.points)
    told = Text(
        f"Meetpunten uit het model: {count}; onder de norm {pairs.below_before()} nu,"
        f" {pairs.below_after()} straks.",
        f"Points of the model: {count}; below the norm {pairs.below_before()} now,"
        f" {pairs.below_after()} then.",
    )
    return [told, _loss(pairs)]


def about_assumed(pairs: Pairs) -> list[Text]:
    """Tell count, greatest decrease and darkest point of the points whose place is assumed."""
    count = len(pairs.points)
    told = Text(
        f"Aangenomen meetpunten: {count}; onder de norm {pairs.below_before()} nu,"
        f" {pairs.below_after()} straks.",
        f"Assumed points: {count}; below the norm {pairs.below_before()} now, {pairs.below_after()} then.",
    )
    dark = pairs.darkest()
    darkest = Text(
        f"Minste zon straks: {_minutes(dark.after, 'nl')} minuten bij {_place(dark, 'nl')}"
        f" op {_day(dark.day, 'nl')}.",
        f"Least sun then: {_minutes(dark.after, 'en')} minutes at {_place(dark, 'en')}"
        f" on {_day(dark.day, 'en')}.",
    )
    return [told, _loss(pairs), darkest]


def about_fallen(pairs: Pairs) -> tuple[Text, ...]:
    """Name the points that fall below the norm because of the plan: what a court asks for first."""
    fallen = pairs.fallen()
    if not fallen:
        return ()
    named = {
        language: "; ".join(
            f"{_place(loss, language)} {on} {_day(loss.day, language)}: {_minutes(loss.before, language)} →"
            f" {_minutes(loss.after, language)} min"
            for loss in fallen[:_NAMED]
        )
        for language, on in _LANGUAGES
    }
    more, one = len(fallen) - _NAMED, len(fallen) == 1
    rest_nl, rest_en = (f" en nog {more}", f" and {more} more") if more > 0 else ("", "")
    return (
        Text(
            f"Door het plan onder de norm: {len(fallen)} {'meetpunt' if one else 'meetpunten'}"
            f" ({named['nl']}{rest_nl}).",
            f"Below the norm because of the plan: {len(fallen)} {'point' if one else 'points'}"
            f" ({named['en']}{rest_en}).",
        ),
    )


def left_out(count: int) -> tuple[Text, ...]:
    """Tell how many points cannot get sun and were left out."""
    if count == 0:
        return ()
    return (
        Text(
            "Meetpunten die door hun ligging op een getoetste dag geen zon kunnen krijgen en niet meetellen:"
            f" {count}.",
            f"Points that by their orientation cannot get sun on a tested day and do not count: {count}.",
        ),
    )


def closing(norm: SunNorm, days: tuple[date, ...] = ()) -> Text:
    """Name the tested days, and say that the norm is not law."""
    tested = Text(
        f"Getoetste dagen: {', '.join(_day(day, 'nl') for day in days)}. " if days else "",
        f"Tested days: {', '.join(_day(day, 'en') for day in days)}. " if days else "",
    )
    return Text(
        f"{tested.nl}{norm.title.nl} is geen wettelijke norm; de afweging blijft aan het bevoegd gezag.",
        f"{tested.in_language('en')}{norm.title.in_language('en')} is not a legal norm;"
        " the weighing remains with the authority.",
    )


def _loss(pairs: Pairs) -> Text:
    loss = pairs.greatest_loss()
    if loss is None:
        return Text(
            "Geen van deze punten bestaat nu al: er is geen afname te geven.",
            "None of these points exists today: there is no decrease to give.",
        )
    if loss.minutes <= 0:
        return Text("Geen van deze punten verliest zon.", "None of these points loses sun.")
    return Text(
        f"Grootste afname: {_minutes(loss.minutes, 'nl')} minuten bij {_place(loss, 'nl')}"
        f" op {_day(loss.day, 'nl')}, van {_minutes(loss.before, 'nl')} naar"
        f" {_minutes(loss.after, 'nl')} minuten.",
        f"Greatest decrease: {_minutes(loss.minutes, 'en')} minutes at {_place(loss, 'en')}"
        f" on {_day(loss.day, 'en')}, from {_minutes(loss.before, 'en')} to"
        f" {_minutes(loss.after, 'en')} minutes.",
    )


def _place(loss: Loss, language: Language) -> str:
    return f"{loss.point.title.in_language(language)} ({loss.point.owner})"


def _minutes(value: float, language: str) -> str:
    """Write whole minutes; less than one minute is shown, not rounded away."""
    decimals = 0 if value == 0 or abs(value) >= 1 else 1
    return number(value, decimals, "nl" if language == "nl" else "en")


def _day(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]}"
