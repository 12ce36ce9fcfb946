"""The only door to ifcopenshell: a model file into the words of the domain."""

from optopcheck.ifc.ids import IdsOutcome, IdsReport, IdsSpecification, check_ids
from optopcheck.ifc.reader import ReadModel, read_model

__all__ = ["IdsOutcome", "IdsReport", "IdsSpecification", "ReadModel", "check_ids", "read_model"]
