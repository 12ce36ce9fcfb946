"""Of what the parts of a model are made, as far as it says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.asking import ask
from optopcheck.ifc.preflight import prepare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.job import Progress

Layers = tuple[tuple[str, float, float | None], ...]
"""Name, share of the volume, and the density that the model gives [kg/m3]."""
_READING = Text("materialen lezen", "reading the materials")


def read_materials(path: Path, progress: Progress = no_progress) -> Mapping[str, Layers]:
    """Return the materials of each element by its GlobalId; what names none is left out.

    A list of materials without thicknesses says nothing of their shares: it is left out as well, unless it
    holds one alone.

    Parameters
    ----------
    path
        An .ifc or .ifczip file.
    progress
        May raise `CancelledError`.

    Raises
    ------
    InputError
        If the model cannot be read.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="optopcheck-") as name:
        folder = Path(name)
        plain = prepare(path, folder).resolve()
        job = {"model": str(plain), "file": path.name, "folder": name, "materials": True}
        found = ask(job, folder, _READING, progress)
    return {
        identity: tuple((n, share, density) for n, share, density in told) for identity, told in found.items()
    }
