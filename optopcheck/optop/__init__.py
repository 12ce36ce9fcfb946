"""The verb of the program (*optoppen*): storeys added on top of a building."""

from optopcheck.optop.adding import OptopRefusedError, add_storeys, deck_facades
from optopcheck.optop.deck import Facade
from optopcheck.optop.matching import match, moved, shift_between
from optopcheck.optop.permitted import permitted_building

__all__ = [
    "Facade",
    "OptopRefusedError",
    "add_storeys",
    "deck_facades",
    "match",
    "moved",
    "permitted_building",
    "shift_between",
]
