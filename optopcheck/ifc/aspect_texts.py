"""What is said about several files of one building."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.ifc.agreement import Difference
    from optopcheck.ifc.aspect_levels import MatchedLevels
    from optopcheck.ifc.survey import Units

_SHOWN = 5
_CHOOSE = Text(
    "exporteer de bestanden vanaf hetzelfde nulpunt, of zeg welke ligging klopt: --aspect-frame model "
    "(alle bestanden delen het nulpunt van het eerste) of --aspect-frame map (elk ligt op zijn kaartligging)",
    "export the files from the same zero, or say which place is right: --aspect-frame model "
    "(all files share the zero of the first) or --aspect-frame map (each lies by its own map conversion)",
)
_LOOK = Text(
    "bekijk de bestanden samen in een viewer; exporteer ze vanaf hetzelfde nulpunt",
    "look at the files together in a viewer; export them from the same zero",
)
_NOTHING = Text("geen actie nodig", "no action needed")


@dataclass(frozen=True)
class Apart:
    """Why a file does not lie at the rest."""

    how: str
    """plan, height or unit."""
    amount: float
    """Gap [m], or how many times as wide."""


def _plain(text: str) -> str:
    # Braces are places to fill in.
    return text.replace("{", "(").replace("}", ")")


def _difference(d: Difference) -> Text:
    name = _plain(d.name)
    words = {
        "map": (
            "de kaartligging verschilt {m} m, in hoogte {h} m, in richting {d} graden",
            "the map conversions differ by {m} m, in height {h} m, in direction {d} degrees",
        ),
        "system": (
            f"de kaartliggingen noemen twee stelsels: {name}",
            f"the map conversions name two systems: {name}",
        ),
        "north": (
            "het ware noorden (TrueNorth) verschilt {d} graden",
            "true north (TrueNorth) differs by {d} degrees",
        ),
        "site": (
            "de plaatsing van het terrein (IfcSite) verschilt {m} m, in hoogte {h} m, in richting {d} graden",
            "the placements of the site (IfcSite) differ by {m} m, in height {h} m, in direction {d} degrees",
        ),
        "position": (
            "breedte en lengte van het terrein liggen {m} m uit elkaar",
            "latitude and longitude of the site lie {m} m apart",
        ),
        "shared": (
            f"{name} bouwdelen die in beide staan zijn {{m}} m verschoven, in hoogte {{h}} m",
            f"{name} parts that stand in both are moved by {{m}} m, in height {{h}} m",
        ),
        "storeys": (
            f"bouwlaag '{name}' ligt {{h}} m anders",
            f"storey '{name}' lies {{h}} m differently",
        ),
    }
    nl, en = words[d.subject]
    return numbers(nl, en, 2, m=d.metres, h=d.height, d=d.degrees)


def differs(file: str, lead: str, d: Difference, *, by_map: bool) -> Defect:
    """Return: two files that were merged differ on something."""
    used = (
        Text("elk ligt op zijn eigen kaartligging", "each lies by its own map conversion")
        if by_map
        else Text("de coördinaten van de modellen zijn gebruikt", "the coordinates of the models were used")
    )
    said = _difference(d)
    return Defect(
        "IFC-ASPECT-DIFFERS",
        Severity.WARNING,
        Text(
            f"{file} en {lead}: {said.nl}; {used.nl}",
            f"{file} and {lead}: {said.in_language('en')}; {used.in_language('en')}",
        ),
        _LOOK,
    )


def left_out(
    file: str, lead: str, count: int, conflicts: Sequence[Difference], apart: Apart | None
) -> Defect:
    """Return: a file lies elsewhere; nothing is measured until somebody says which place is right."""
    reasons = [_difference(d) for d in conflicts] or [_apart(apart)]
    why = join_texts(*reasons, separator="; ")
    return Defect(
        "IFC-ASPECT-FRAME" if conflicts else "IFC-ASPECT-ELSEWHERE",
        Severity.ERROR,
        Text(
            f"{file} is niet samengevoegd met {lead}: {why.nl}. Zijn {count} bouwdelen ontbreken; "
            "er wordt niets gemeten",
            f"{file} was not merged with {lead}: {why.in_language('en')}. Its {count} parts are missing; "
            "nothing is measured",
        ),
        _CHOOSE,
        blocks=ALL_MEASURED,
    )


def _apart(apart: Apart | None) -> Text:
    if apart is None:
        return Text("het ligt elders", "it lies elsewhere")
    if apart.how == "unit":
        return numbers(
            "het is {f} maal zo breed als de rest; de lengte-eenheid klopt niet",
            "it is {f} times as wide as the rest; its length unit is wrong",
            3 if apart.amount < 1 else 0,
            f=apart.amount,
        )
    if apart.how == "height":
        return numbers(
            "het ligt {m} m boven of onder de rest", "it lies {m} m above or below the rest", m=apart.amount
        )
    if not apart.amount:
        return Text(
            "vrijwel geen van zijn bouwdelen staat bij het gebouw",
            "hardly any of its parts stands at the building",
        )
    return numbers("het ligt {m} m naast de rest", "it lies {m} m beside the rest", m=apart.amount)


def stands_apart(file: str, apart: Apart) -> Defect:
    """Return: a file was merged on the word of the user, though it does not lie at the rest."""
    said = _apart(apart)
    return Defect(
        "IFC-ASPECT-APART",
        Severity.WARNING,
        Text(
            f"{file} is samengevoegd op de opgegeven ligging, maar {said.nl}",
            f"{file} was merged by the frame that was given, but {said.in_language('en')}",
        ),
        _LOOK,
    )


def merged(file: str, new: int, twice: int, levels: MatchedLevels, ours: Units, theirs: Units) -> Defect:
    """Return: what a file added."""
    nl, en = [f"bouwdelen erbij: {new}"], [f"parts added: {new}"]
    if not new and not twice:
        nl, en = (
            ["geen bouwdelen (alleen installaties of iets anders)"],
            ["no parts (installations or the like)"],
        )
    if twice:
        nl.append(f"al in een ander bestand, één keer geteld: {twice}")
        en.append(f"in another file already, counted once: {twice}")
    if levels.by_height:
        shown = _shown(levels.by_height)
        nl.append(f"bouwlagen herkend aan hun hoogte of naam: {shown}")
        en.append(f"storeys recognised by height or name: {shown}")
    if levels.added:
        shown = _shown(levels.added)
        nl.append(f"bouwlagen die de andere bestanden niet hebben: {shown}")
        en.append(f"storeys that the other files lack: {shown}")
    if ours.scale != theirs.scale:
        units = ", ".join(theirs.declared), ", ".join(ours.declared)
        nl.append(f"zijn maten zijn in {units[0]}, die van het eerste bestand in {units[1]}")
        en.append(f"its lengths are in {units[0]}, those of the first file in {units[1]}")
    unsure = levels.by_height or levels.added
    return Defect(
        "IFC-ASPECT-MERGED",
        Severity.NOTE,
        Text(f"{file} is samengevoegd: {'; '.join(nl)}", f"{file} was merged: {'; '.join(en)}"),
        Text("controleer de bouwlagen", "check the storeys") if unsure else _NOTHING,
    )


def other_building(file: str, name: str, lead_name: str) -> Defect:
    """Return: the building has another GlobalId in this file."""
    return Defect(
        "IFC-ASPECT-BUILDING",
        Severity.WARNING,
        Text(
            f"{file} noemt een ander gebouw ('{name}') dan het eerste bestand ('{lead_name}')",
            f"{file} names another building ('{name}') than the first file ('{lead_name}')",
        ),
        Text("controleer dat dit hetzelfde gebouw is", "check that this is the same building"),
    )


def one_map(file: str, lead: str, *, lead_has_it: bool) -> Defect:
    """Return: one of two files says where it lies on the map, the other does not."""
    bare, mapped = (file, lead) if lead_has_it else (lead, file)
    used = (
        Text("die van het eerste bestand geldt voor beide", "that of the first file holds for both")
        if lead_has_it
        else Text(
            "zij is niet gebruikt; geef dit bestand als eerste om haar te gebruiken",
            "it was not used; give this file first to use it",
        )
    )
    return Defect(
        "IFC-ASPECT-MAP",
        Severity.NOTE if lead_has_it else Severity.WARNING,
        Text(
            f"{bare} heeft geen kaartligging en {mapped} wel: {used.nl}",
            f"{bare} has no map conversion and {mapped} has: {used.in_language('en')}",
        ),
        _LOOK,
    )


def unlike(file: str, identities: Sequence[str]) -> Defect:
    """Return: elements that two files draw differently."""
    shown = ", ".join(identities[:_SHOWN]) + (" ..." if len(identities) > _SHOWN else "")
    return Defect(
        "IFC-ASPECT-UNLIKE",
        Severity.WARNING,
        Text(
            f"{len(identities)} bouwdelen staan ook in een eerder bestand, met een andere vorm of soort; "
            f"die uit {file} zijn niet gebruikt: {shown}",
            f"{len(identities)} parts also stand in an earlier file, with another shape or class; "
            f"those of {file} were not used: {shown}",
        ),
        Text(
            "geef de bestanden van dezelfde datum, of het bestand dat klopt als eerste",
            "give files of the same date, or the right file first",
        ),
        tuple(identities),
    )


def within(file: str, defect: Defect) -> Defect:
    """Name the file in a defect."""
    message = defect.message
    return replace(defect, message=Text(f"{file}: {message.nl}", f"{file}: {message.in_language('en')}"))


def no_map(lead: str, file: str) -> Text:
    """Say: the map was chosen and is not there."""
    return Text(
        f"--aspect-frame map: {lead} en {file} hebben niet allebei een kaartligging in hetzelfde stelsel; "
        "kies --aspect-frame model of exporteer met kaartligging",
        f"--aspect-frame map: {lead} and {file} do not both have a map conversion in one system; "
        "choose --aspect-frame model or export with a map conversion",
    )


def unusable(file: str, why: Text) -> Text:
    """Say: one of several files cannot be used."""
    return Text(
        f"deelmodel {why.nl}. Hoort {file} niet bij het gebouw, laat het dan weg",
        f"aspect model {why.in_language('en')}. If {file} is no part of the building, leave it out",
    )


def given_twice(file: str) -> Text:
    """Say: one file comes twice."""
    return Text(
        f"{file} is twee keer opgegeven; geef elk bestand één keer",
        f"{file} was given twice; give each file once",
    )


def _shown(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
