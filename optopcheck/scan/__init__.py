"""Many buildings: the same service over a city model."""

from optopcheck.scan.columns import BuildingRow, PointRow, Potential, columns
from optopcheck.scan.footprints import Asked
from optopcheck.scan.neighbourhoods import Neighbourhood, read_neighbourhoods
from optopcheck.scan.parquet import check_parquet
from optopcheck.scan.request import ScanRequest, tiles_in
from optopcheck.scan.results import case_of, read_building, write_results
from optopcheck.scan.running import Scan, run_scan
from optopcheck.scan.splitting import Tiles, tiles_of

__all__ = [
    "Asked",
    "BuildingRow",
    "Neighbourhood",
    "PointRow",
    "Potential",
    "Scan",
    "ScanRequest",
    "Tiles",
    "case_of",
    "check_parquet",
    "columns",
    "read_building",
    "read_neighbourhoods",
    "run_scan",
    "tiles_in",
    "tiles_of",
    "write_results",
]
