"""Many buildings: the same service over a city model."""

from optopcheck.scan.columns import BuildingRow, PointRow, Potential, columns
from optopcheck.scan.parquet import check_parquet
from optopcheck.scan.request import ScanRequest, tiles_in
from optopcheck.scan.results import case_of, read_building, write_results
from optopcheck.scan.running import Scan, run_scan

__all__ = [
    "BuildingRow",
    "PointRow",
    "Potential",
    "Scan",
    "ScanRequest",
    "case_of",
    "check_parquet",
    "columns",
    "read_building",
    "run_scan",
    "tiles_in",
    "write_results",
]
