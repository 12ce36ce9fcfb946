"""The verb of the program (*optoppen*): storeys added on top of a building."""

from optopcheck.optop.adding import OptopRefusedError, add_storeys
from optopcheck.optop.permitted import permitted_building

__all__ = ["OptopRefusedError", "add_storeys", "permitted_building"]
