"""The only door to ifcopenshell: a model file into the words of the domain."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optopcheck.ifc.geometry_cache import clear_kept, kept_size
    from optopcheck.ifc.ids import IdsOutcome, IdsReport, IdsSpecification, check_ids
    from optopcheck.ifc.loading_options import Loading
    from optopcheck.ifc.reader import ReadModel, read_model
    from optopcheck.ifc.warm import keep_ready

__all__ = [
    "IdsOutcome",
    "IdsReport",
    "IdsSpecification",
    "Loading",
    "ReadModel",
    "check_ids",
    "clear_kept",
    "keep_ready",
    "kept_size",
    "read_model",
]

# Fetched when asked for: a child starts through this package as well, and needs none of it.
_HOMES = {
    "geometry_cache": ("clear_kept", "kept_size"),
    "ids": ("IdsOutcome", "IdsReport", "IdsSpecification", "check_ids"),
    "loading_options": ("Loading",),
    "warm": ("keep_ready",),
    "reader": ("ReadModel", "read_model"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the checker sees the imports above
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
