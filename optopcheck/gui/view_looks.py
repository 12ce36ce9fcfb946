"""How one looks at the picture: from which side, from where to where, on foot, and the views of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from optopcheck.gui.view_canvas import Canvas
from optopcheck.gui.view_history import ViewHistory

if TYPE_CHECKING:
    from collections.abc import Collection

    from optopcheck.picture.pose import Pose


class LookingCanvas(Canvas):
    """A canvas of which the camera can be put anywhere."""

    changed = Signal()
    """What is chosen, hidden or isolated, how one looks, or which views can be gone back to."""

    def __init__(self) -> None:
        super().__init__()
        self.ground = 0.0
        """On which one walks [m]."""
        self.history = ViewHistory()
        self._before_walk: Pose | None = None
        self.rested.connect(self._keep_view)

    def fit(self) -> None:
        """Bring everything into view."""
        self.jump(lambda camera: camera.fit())

    def fit_to(self, ids: Collection[str]) -> None:
        """Bring elements into view."""
        if ids:
            self.jump(lambda camera: camera.fit_to(ids))

    def look(self, name: str) -> None:
        """Look from a named side."""
        self.jump(lambda camera: camera.view(name))

    def look_from_sun(self, azimuth: float, elevation: float) -> None:
        """Look as the sun does; what it cannot see lies in the shade."""
        self.jump(lambda camera: camera.look_from_sun(azimuth, elevation))

    @property
    def is_parallel(self) -> bool:
        """True if distant parts are drawn as large as near ones."""
        return self.camera is not None and self.camera.parallel

    def set_parallel(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Draw in parallel, or in perspective."""
        self.jump(lambda camera: setattr(camera, "parallel", on))

    @property
    def is_walking(self) -> bool:
        """True on foot."""
        return self.camera is not None and self.camera.pose.walking

    def walk(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Go on foot, at eye height; or return to the view of before."""
        before = self._before_walk
        if on and self.camera is not None and not self.is_walking:
            self._before_walk = self.camera.pose
            self.jump(lambda camera: camera.start_walking(self.ground))
        elif not on and self.is_walking and before is not None:
            self.jump(lambda camera: camera.take(before))

    def back(self) -> None:
        """Return to the view before."""
        self._take(self.history.back())

    def forward(self) -> None:
        """Take back the last return."""
        self._take(self.history.forward())

    def _take(self, pose: Pose | None) -> None:
        if pose is not None and self.camera is not None:
            self.camera.take(pose)
            self.refresh()
            self.changed.emit()

    def _keep_view(self) -> None:
        if self.camera is not None:
            self.history.keep(self.camera.pose)
            self.changed.emit()
