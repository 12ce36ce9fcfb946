"""Does what is installed here work? Each part is tried for real, in a child that may crash or hang."""

from optopcheck.service.doctor.asking import examine
from optopcheck.service.doctor.outcome import Checkup, Line, State
from optopcheck.service.doctor.writing import checkup_json

__all__ = ["Checkup", "Line", "State", "checkup_json", "examine"]
