"""The only door to ifcopenshell: a model file into the words of the domain."""

from optopcheck.ifc.reader import ReadModel, read_model

__all__ = ["ReadModel", "read_model"]
