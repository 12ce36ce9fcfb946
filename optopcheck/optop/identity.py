"""GlobalIds for added parts: the same part of the same variant always gets the same id."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("6f6b1d7e-3c1b-5a53-9b0e-6f70746f7063")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$"
_LENGTH = 22


def global_id(*names: object) -> str:
    """Return the IFC GlobalId (22 characters, base 64) that belongs to these names."""
    value = uuid.uuid5(_NAMESPACE, "/".join(str(n) for n in names)).int
    digits = []
    for _ in range(_LENGTH):
        value, digit = divmod(value, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
