"""The only door to ifcopenshell: a model file into the words of the domain."""
