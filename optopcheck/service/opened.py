"""An opened case, however it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.profile import MeasuringProfile


@dataclass(frozen=True, eq=False)
class OpenedCase:
    """A case with what the receipt must say of its inputs."""

    case: Case
    hashes: Mapping[str, str]
    """SHA-256 by file name."""
    versions: Mapping[str, str]
    measured_existing: Situation
    """Measurements of the existing building, without sun."""
    profile: MeasuringProfile | None
    """The measuring profile used for them."""
    surroundings: Path | None = None
    """File of the neighbours, also where it was fetched."""
