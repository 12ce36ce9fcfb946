"""Two lights: a sun that can follow the real one, and a soft lamp beside the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from vtkmodules.vtkRenderingCore import vtkLight

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.batch import Vtk

_SUN = 0.62
_NIGHT = 0.25
_LAMP = 0.30


def towards(azimuth: float, elevation: float) -> Floats:
    """Return the unit vector to a place in the sky, clockwise from +y and above the horizon [deg]."""
    a, e = np.radians(azimuth), np.radians(elevation)
    return np.array([np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e)])


class Lights:
    """The lights of one renderer."""

    def __init__(self, renderer: Vtk) -> None:
        self._sun = vtkLight()
        self._sun.SetLightTypeToSceneLight()
        self._sun.SetFocalPoint(0.0, 0.0, 0.0)
        self._sun.SetColor(1.0, 0.98, 0.94)
        lamp = vtkLight()
        lamp.SetLightTypeToCameraLight()
        lamp.SetPosition(-0.35, 0.45, 1.0)
        lamp.SetIntensity(_LAMP)
        renderer.AutomaticLightCreationOff()
        renderer.AddLight(self._sun)
        renderer.AddLight(lamp)

    def set_sun(self, azimuth: float, elevation: float) -> None:
        """Put the sun at a place in the sky of the frame [deg]; below the horizon it is dim."""
        self._sun.SetIntensity(_SUN if elevation > 0 else _NIGHT)
        self._sun.SetPosition(*towards(azimuth, max(elevation, 1.0)))
