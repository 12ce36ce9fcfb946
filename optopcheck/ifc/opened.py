"""In the child: a model opened for one question."""

from __future__ import annotations

from typing import Any

import ifcopenshell

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.log import read_errors


def open_model(job: dict[str, Any]) -> Any:  # noqa: ANN401 -- ifcopenshell is untyped
    """Return the model of a job.

    Raises
    ------
    InputError
        If the library refuses it.
    """
    read_errors()
    try:
        return ifcopenshell.open(job["model"])
    except MemoryError:
        raise
    except Exception as error:  # the library raises nine unrelated classes
        said = " ".join(str(error).split())[:200]
        raise InputError(
            Text(f"{job['file']} kan niet worden gelezen ({said})", f"{job['file']} cannot be read ({said})")
        ) from error
