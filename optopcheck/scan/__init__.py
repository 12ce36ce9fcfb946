"""Many buildings: the same service over a city model."""

from optopcheck.scan.choosing import LEASTS, Choice, Chooser, Chosen
from optopcheck.scan.columns import BuildingRow, PointRow, Potential, columns
from optopcheck.scan.footprints import Asked
from optopcheck.scan.neighbourhoods import Neighbourhood, read_neighbourhoods
from optopcheck.scan.parquet import check_parquet
from optopcheck.scan.picking import Picked, TilesMissingError, pick
from optopcheck.scan.reading import READING, ScanResult, read_result
from optopcheck.scan.request import ScanRequest, tiles_in
from optopcheck.scan.results import case_of, read_building, write_results
from optopcheck.scan.running import Scan, run_scan
from optopcheck.scan.splitting import Tiles, tiles_of
from optopcheck.scan.styles import CLASSES, class_of
from optopcheck.scan.telling import (
    HEADS,
    NEEDS,
    Head,
    cell,
    class_words,
    full,
    other_packs,
    pointed,
    source_notes,
)

__all__ = [
    "CLASSES",
    "HEADS",
    "LEASTS",
    "NEEDS",
    "READING",
    "Asked",
    "BuildingRow",
    "Choice",
    "Chooser",
    "Chosen",
    "Head",
    "Neighbourhood",
    "Picked",
    "PointRow",
    "Potential",
    "Scan",
    "ScanRequest",
    "ScanResult",
    "Tiles",
    "TilesMissingError",
    "case_of",
    "cell",
    "check_parquet",
    "class_of",
    "class_words",
    "columns",
    "full",
    "other_packs",
    "pick",
    "pointed",
    "read_building",
    "read_neighbourhoods",
    "read_result",
    "run_scan",
    "source_notes",
    "tiles_in",
    "tiles_of",
    "write_results",
]
