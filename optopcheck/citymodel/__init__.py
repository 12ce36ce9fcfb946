"""Neighbours from CityJSON."""

from optopcheck.citymodel.reader import CityModel, read_neighbours

__all__ = ["CityModel", "read_neighbours"]
