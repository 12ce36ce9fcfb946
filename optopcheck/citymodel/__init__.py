"""Neighbours from CityJSON, and its buildings one by one."""

from optopcheck.citymodel.reader import CityModel, read_neighbours
from optopcheck.citymodel.solids import CityBuilding, CityPart, read_buildings

__all__ = ["CityBuilding", "CityModel", "CityPart", "read_buildings", "read_neighbours"]
