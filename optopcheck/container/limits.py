"""What a container may hold, and the error of one that holds anything else."""

from __future__ import annotations

from dataclasses import dataclass

from optopcheck.domain.job import InputError

MIB = 1024 * 1024


class ContainerError(InputError):
    """A file that is no sound container: says what is wrong with it, and where."""


@dataclass(frozen=True)
class Limits:
    """The caps of one kind of container; sizes in bytes."""

    members: int = 200
    member_bytes: int = 2 * MIB
    total_bytes: int = 16 * MIB
    ratio: int = 100
    """Unpacked bytes for each packed byte, at most."""
    levels: int = 6
    name_length: int = 120

    @property
    def file_bytes(self) -> int:
        """The size [bytes] of the largest file that can keep these limits."""
        # Two headers and two names for each member, deflate's five bytes a block, the end record.
        return self.total_bytes + self.members * (30 + 46 + 2 * self.name_length + 1024) + 22


BUNDLE = Limits()
"""Of `.optrules` and `.optreg` files."""
