"""Many buildings: the same service over a city model."""

from optopcheck.scan.choosing import LEASTS, Choice, Chooser, Chosen
from optopcheck.scan.columns import BuildingRow, PointRow, Potential, columns
from optopcheck.scan.parquet import check_parquet
from optopcheck.scan.picking import Picked, TilesMissingError, pick
from optopcheck.scan.reading import READING, ScanResult, read_result
from optopcheck.scan.request import ScanRequest, tiles_in
from optopcheck.scan.results import case_of, read_building, write_results
from optopcheck.scan.running import Scan, run_scan
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
    "BuildingRow",
    "Choice",
    "Chooser",
    "Chosen",
    "Head",
    "Picked",
    "PointRow",
    "Potential",
    "Scan",
    "ScanRequest",
    "ScanResult",
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
    "read_result",
    "run_scan",
    "source_notes",
    "tiles_in",
    "write_results",
]
