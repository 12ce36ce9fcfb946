"""Neighbours from CityJSON, and its buildings one by one."""

from optopcheck.citymodel.reader import CityModel, check_site, read_neighbours
from optopcheck.citymodel.solids import CityBuilding, CityPart, read_buildings
from optopcheck.citymodel.target import footprint
from optopcheck.citymodel.threedbag import SERVICE, Fetched, fetch_area, fetch_building

__all__ = [
    "SERVICE",
    "CityBuilding",
    "CityModel",
    "CityPart",
    "Fetched",
    "check_site",
    "fetch_area",
    "fetch_building",
    "footprint",
    "read_buildings",
    "read_neighbours",
]
