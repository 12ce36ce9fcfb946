"""What the program remembers of its user: language, last models, size of the window."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSettings

from optopcheck.domain.site import is_municipality_code
from optopcheck.gui.themes import CHOICES

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.gui.themes import ThemeChoice

MOST_RECENT = 6
SCALES = (100, 150, 200)
"""[%]"""


class Memory:
    """Kept by the system's own store of settings."""

    def __init__(self) -> None:
        user = QSettings.Scope.UserScope
        self._store = QSettings(QSettings.defaultFormat(), user, "optopcheck", "optopcheck")

    @property
    def language(self) -> Language:
        """Dutch, unless another language was chosen."""
        return "en" if self._store.value("language") == "en" else "nl"

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language)

    @property
    def navigation(self) -> str:
        """Key of the habit of the mouse in the picture; the own one unless another was chosen."""
        return str(self._store.value("navigation", "own"))

    @navigation.setter
    def navigation(self, key: str) -> None:
        self._store.setValue("navigation", key)

    @property
    def theme(self) -> ThemeChoice:
        """Light or dark, or as the system has it."""
        found = self._store.value("theme")
        return next((choice for choice in CHOICES if choice == found), "system")

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("theme", choice)

    @property
    def scale(self) -> int:
        """How large everything is drawn [%]; 0 as the system has it."""
        found = str(self._store.value("scale", ""))
        return int(found) if found in {str(scale) for scale in SCALES} else 0

    @scale.setter
    def scale(self, percent: int) -> None:
        self._store.setValue("scale", str(percent))

    @property
    def reviewer(self) -> str:
        """Who judges on this computer; empty until it was asked."""
        return str(self._store.value("reviewer", ""))

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._store.setValue("reviewer", name)

    @property
    def author(self) -> str:
        """Who stands on reports as their maker; empty: nobody."""
        return str(self._store.value("author", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("author", name.strip())

    @property
    def municipality(self) -> str:
        """Code that is offered for a case; empty where none was chosen, or what is kept is no code."""
        found = str(self._store.value("municipality", ""))
        return found if is_municipality_code(found) else ""

    @municipality.setter
    def municipality(self, code: str) -> None:
        self._store.setValue("municipality", code)

    @property
    def has_started(self) -> bool:
        """True once the first start was shown."""
        return str(self._store.value("has_started", "")) == "yes"

    @has_started.setter
    def has_started(self, done: bool) -> None:
        self._store.setValue("has_started", "yes" if done else "")

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the models opened last, the last one first."""
        found = self._store.value("recent", [])
        # A list of one comes back as its one text.
        return tuple([found] if isinstance(found, str) else cast("list[str]", found or []))

    def remember(self, model: Path) -> None:
        """Put a model first among the last ones; the sample has a button of its own."""
        if Path(str(files("optopcheck.resources"))) in model.parents:
            return
        name = str(model.resolve())
        kept = [name, *(other for other in self.recent if other != name)]
        self._store.setValue("recent", kept[:MOST_RECENT])
        days = {other: day for other, day in self._days().items() if other in kept[:MOST_RECENT]}
        days[name] = _today().isoformat()
        self._store.setValue("recent_days", json.dumps(days))

    def last_opened(self, name: str) -> date | None:
        """Return the day on which a model was opened last; None where that was not kept."""
        try:
            return date.fromisoformat(self._days().get(name, ""))
        except ValueError:
            return None

    def _days(self) -> dict[str, str]:
        try:
            found = json.loads(str(self._store.value("recent_days", "{}")))
        except ValueError:
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    @property
    def geometry(self) -> QByteArray | None:
        """Place and size of the window."""
        found = self._store.value("geometry")
        return found if isinstance(found, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the user's calendar
