"""Screening of loads (*constructie*): what deserves a closer look; never that a structure can bear it."""

from optopcheck.structure.data import Construction, ScreeningData, read_screening_data
from optopcheck.structure.screening import Question, Screening, ScreeningOutcome, screen
from optopcheck.structure.weight import Solid, Weight, assumed_weight, weight_of

__all__ = [
    "Construction",
    "Question",
    "Screening",
    "ScreeningData",
    "ScreeningOutcome",
    "Solid",
    "Weight",
    "assumed_weight",
    "read_screening_data",
    "screen",
    "weight_of",
]
