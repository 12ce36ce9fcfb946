"""What is tried, in this order: its name for users, and what to do where it is broken."""

from __future__ import annotations

from dataclasses import dataclass

from optopcheck.domain.text import Text


@dataclass(frozen=True)
class Part:
    """One part of the installation."""

    name: str
    title: Text
    remedy: Text
    """Where the probe itself gives none."""


_AGAIN = Text("installeer optopcheck opnieuw", "install optopcheck again")
_ROOM = Text("maak ruimte vrij op deze schijf", "make room on this disk")

PARTS = (
    Part(
        "python",
        Text("Python", "Python"),
        Text("neem een 64-bits Python 3.11, 3.12 of 3.13", "take a 64-bit Python 3.11, 3.12 or 3.13"),
    ),
    Part(
        "libraries",
        Text("bibliotheken", "libraries"),
        Text("installeer ze opnieuw met packaging/setup.sh", "install them again with packaging/setup.sh"),
    ),
    Part(
        "time-zone",
        Text("tijdzone", "time zone"),
        Text("installeer tzdata opnieuw", "install tzdata again"),
    ),
    Part("memory", Text("geheugen", "memory"), Text("sluit andere programma's", "close other programs")),
    Part("disk", Text("schijf", "disk"), _ROOM),
    Part(
        "user-folder",
        Text("map met gegevens", "data folder"),
        Text(
            "geef uzelf schrijfrecht, of wijs met OPTOPCHECK_HOME een andere map aan",
            "give yourself the right to write, or name another folder with OPTOPCHECK_HOME",
        ),
    ),
    Part(
        "cache-folder",
        Text("bewaarde geometrie", "kept geometry"),
        Text(
            "geef uzelf schrijfrecht; tot dan opent elk model zo langzaam als de eerste keer",
            "give yourself the right to write; until then each model opens as slowly as the first time",
        ),
    ),
    Part(
        "temporary-folder",
        Text("tijdelijke map", "temporary folder"),
        Text(
            "maak er ruimte, of wijs met TMPDIR een andere map aan",
            "make room in it, or name another folder with TMPDIR",
        ),
    ),
    Part("kernels", Text("IFC-rekenkernen", "IFC kernels"), _AGAIN),
    Part("rays", Text("zonnestralen", "sun rays"), _AGAIN),
    Part(
        "coordinates",
        Text("RD en NAP", "RD and NAP"),
        Text("installeer pyproj opnieuw", "install pyproj again"),
    ),
    Part("paper", Text("rapport", "report"), _AGAIN),
    Part(
        "packs",
        Text("regelpakketten", "rule packs"),
        Text(
            "kijk met optopcheck-cli plugins; installeer het pakket opnieuw of verwijder het",
            "look with optopcheck-cli plugins; install the pack again or remove it",
        ),
    ),
    Part(
        "picture",
        Text("beeld", "picture"),
        Text(
            "installeer het stuurprogramma van de videokaart, op Linux ook libgl1 en libegl1",
            "install the driver of the graphics card, on Linux also libgl1 and libegl1",
        ),
    ),
    Part(
        "window",
        Text("venster", "window"),
        Text(
            "installeer op Linux libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1 en libxkbcommon-x11-0",
            "on Linux install libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1 and libxkbcommon-x11-0",
        ),
    ),
    Part(
        "fonts",
        Text("lettertypen", "typefaces"),
        Text("installeer lettertypen, op Linux fonts-dejavu", "install typefaces, on Linux fonts-dejavu"),
    ),
    Part(
        "settings",
        Text("instellingen", "settings"),
        Text(
            "geef uzelf schrijfrecht op uw map met instellingen", "give yourself the right to write settings"
        ),
    ),
    Part("fence", Text("afscherming", "fence"), _AGAIN),
)
"""A driver that breaks down takes the child with it: the picture is late. After the fence nothing works."""
