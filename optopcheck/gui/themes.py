"""The light and the dark look: every colour of the window by what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

from optopcheck.domain.rule import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

ThemeChoice = Literal["system", "light", "dark"]
CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")
_PROPERTY = "optopcheck-theme"


@dataclass(frozen=True)
class Theme:
    """Colours; a test holds each text to 4.5:1 against every ground that it stands on."""

    name: Literal["light", "dark"]
    ink: str
    soft_ink: str
    faint_ink: str
    """Of what is disabled."""
    placeholder: str
    paper: str
    desk: str
    line: str
    edge: str
    """Around a field or a button."""
    handle: str
    accent: str
    on_accent: str
    pale_accent: str
    """Ground of what is chosen."""
    tip: str
    on_tip: str
    verdicts: Mapping[Verdict | None, str]
    """None is a rule that does not apply."""
    grounds: Mapping[Verdict | None, str]
    doubtful_maker: str
    false_maker: str
    warning: str
    """Ground of a warning about a maker."""
    lost: str
    """Ground of the sun that is lost."""


LIGHT = Theme(
    "light",
    ink="#1f2933",
    soft_ink="#52606d",
    faint_ink="#8a949e",
    placeholder="#6b7580",
    paper="#ffffff",
    desk="#f3f5f7",
    line="#d5dbe1",
    edge="#b8c1ca",
    handle="#c3cbd3",
    accent="#1f5c99",
    on_accent="#ffffff",
    pale_accent="#e3eef9",
    tip="#1f2933",
    on_tip="#ffffff",
    verdicts={
        Verdict.COMPLIES: "#1a7431",
        Verdict.VIOLATES: "#b42318",
        Verdict.UNDETERMINED: "#8a5c00",
        None: "#5f6973",
    },
    grounds={
        Verdict.COMPLIES: "#e9f6ec",
        Verdict.VIOLATES: "#fdeeec",
        Verdict.UNDETERMINED: "#fdf5e0",
        None: "#eceff2",
    },
    doubtful_maker="#6b4fa0",
    false_maker="#8a1c5b",
    warning="#faf2f7",
    lost="#f3d3da",
)
DARK = Theme(
    "dark",
    ink="#e6ebf0",
    soft_ink="#b0bac4",
    faint_ink="#7d8893",
    placeholder="#97a2ad",
    paper="#1e242b",
    desk="#171c21",
    line="#39434d",
    edge="#65727f",
    handle="#55616c",
    accent="#7ab8f5",
    on_accent="#0d1b2a",
    pale_accent="#24405c",
    tip="#e6ebf0",
    on_tip="#171c21",
    verdicts={
        Verdict.COMPLIES: "#63d184",
        Verdict.VIOLATES: "#ff9d91",
        Verdict.UNDETERMINED: "#f0b945",
        None: "#adb7c1",
    },
    grounds={
        Verdict.COMPLIES: "#17301f",
        Verdict.VIOLATES: "#3a1d1a",
        Verdict.UNDETERMINED: "#352a10",
        None: "#2a3138",
    },
    doubtful_maker="#c3adf3",
    false_maker="#f49ac8",
    warning="#33202c",
    lost="#5a2433",
)


def theme() -> Theme:
    """Return the look that the application wears."""
    app = QCoreApplication.instance()
    return DARK if app is not None and app.property(_PROPERTY) == DARK.name else LIGHT


def put_on(chosen: Theme) -> None:
    """Let the application wear a look; widgets made from now on show it."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, chosen.name)


def theme_for(choice: ThemeChoice) -> Theme:
    """Return the look of a choice; that of the system where it is to be followed."""
    if choice == "system":
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return DARK if choice == "dark" else LIGHT
