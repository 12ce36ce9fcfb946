"""The only door to ifcopenshell: a model file into the words of the domain."""

from optopcheck.ifc.geometry_cache import clear_kept, kept_size
from optopcheck.ifc.ids import IdsOutcome, IdsReport, IdsSpecification, check_ids
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.reader import ReadModel, read_model

__all__ = [
    "IdsOutcome",
    "IdsReport",
    "IdsSpecification",
    "Loading",
    "ReadModel",
    "check_ids",
    "clear_kept",
    "kept_size",
    "read_model",
]
