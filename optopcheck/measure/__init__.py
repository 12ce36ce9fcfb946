"""Measuring as a profile prescribes (*wijze van meten*): one module per legal quantity."""

from optopcheck.measure.building import MeasuredBuilding, measure_building

__all__ = ["MeasuredBuilding", "measure_building"]
