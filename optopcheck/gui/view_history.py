"""The views of before, to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optopcheck.picture.pose import Pose

_MOST = 60


class ViewHistory:
    """Poses of the camera in the order in which they were taken."""

    def __init__(self) -> None:
        self._poses: list[Pose] = []
        self._place = -1

    @property
    def can_go_back(self) -> bool:
        """True if there is a view before this one."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """True if a view was gone back from."""
        return self._place + 1 < len(self._poses)

    def keep(self, pose: Pose) -> None:
        """Put a view behind the present one; those that were gone back from are forgotten."""
        if self._place >= 0 and self._poses[self._place] is pose:
            return
        self._poses = [*self._poses[: self._place + 1], pose][-_MOST:]
        self._place = len(self._poses) - 1

    def back(self) -> Pose | None:
        """Return the view before; None at the first."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Pose | None:
        """Return the view after; None at the last."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, by: int) -> Pose:
        self._place += by
        return self._poses[self._place]
