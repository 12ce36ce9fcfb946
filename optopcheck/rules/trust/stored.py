"""A bundle that lies on this computer, as it was found a moment ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text
    from optopcheck.rules.trust.judging import OpenedBundle


@dataclass(frozen=True)
class StoredBundle:
    """A bundle that was installed, verified again just now."""

    path: Path
    opened: OpenedBundle | None = None
    error: Text | None = None
    """Why it cannot be read."""
