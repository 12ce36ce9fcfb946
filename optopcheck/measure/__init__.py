"""Measuring as a profile prescribes (*wijze van meten*): one module per legal quantity."""

from optopcheck.measure.additions import measure_addition
from optopcheck.measure.apart import neighbour_distances
from optopcheck.measure.building import MeasuredBuilding, measure_building
from optopcheck.measure.flatness import flat_roof
from optopcheck.measure.permitted import permitted_measurements

__all__ = [
    "MeasuredBuilding",
    "flat_roof",
    "measure_addition",
    "measure_building",
    "neighbour_distances",
    "permitted_measurements",
]
