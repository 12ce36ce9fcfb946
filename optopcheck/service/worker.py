"""Starts the work that lives in a child process, in the frozen application too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def worker(kind: str, arguments: Sequence[str]) -> int:
    """Run a worker of the named kind in this process; return its exit code.

    Raises
    ------
    InputError
        If no worker has that name.
    """
    # Only the child may load the IFC kernel: imported here, never at the top.
    if kind == "ifc":
        from optopcheck.ifc.loader import main  # noqa: PLC0415  # see above
    elif kind == "ifc-quantities":
        from optopcheck.ifc.quantities_loader import main  # noqa: PLC0415  # see above
    elif kind == "rules":
        from optopcheck.rules.hosting.child import main  # noqa: PLC0415  # it gives its own streams away
    elif kind == "doctor":
        from optopcheck.service.doctor.child import main  # noqa: PLC0415  # it tries everything
    else:
        known = "doctor, ifc, ifc-quantities, rules"
        raise InputError(
            Text(
                f"onbekende werker '{kind}'; bekend zijn: {known}", f"no worker named '{kind}', but: {known}"
            )
        )
    return main(list(arguments))
