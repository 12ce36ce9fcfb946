"""Measuring as a profile prescribes (*wijze van meten*): one module per legal quantity."""

from optopcheck.measure.building import MeasuredBuilding, measure_building
from optopcheck.measure.permitted import permitted_measurements

__all__ = ["MeasuredBuilding", "measure_building", "permitted_measurements"]
