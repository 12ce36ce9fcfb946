"""Which button of the mouse does what: as other programs have taught their users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Mapping

Act = Literal["orbit", "pan", "zoom"]
_Buttons, _Keys = Qt.MouseButton, Qt.KeyboardModifier
Grip = tuple[Qt.MouseButton, Qt.KeyboardModifier]
"""A button and what is held down with it."""


@dataclass(frozen=True)
class Preset:
    """The grips of one habit; the wheel zooms in all of them, a click with the left button picks."""

    name: str
    """As its program is called."""
    grips: Mapping[Grip, Act]

    def act(self, buttons: Qt.MouseButton, keys: Qt.KeyboardModifier) -> Act | None:
        """Return what a drag does; keys that no grip of the button asks for do not count."""
        held = keys & (_Keys.ShiftModifier | _Keys.ControlModifier | _Keys.AltModifier)
        for (button, asked), act in self.grips.items():
            if buttons & button and held == asked:
                return act
        return None


_NONE, _SHIFT, _CTRL = _Keys.NoModifier, _Keys.ShiftModifier, _Keys.ControlModifier
PRESETS: dict[str, Preset] = {
    "own": Preset(
        "optopcheck",
        {
            (_Buttons.LeftButton, _NONE): "orbit",
            (_Buttons.LeftButton, _SHIFT): "pan",
            (_Buttons.MiddleButton, _NONE): "pan",
            (_Buttons.RightButton, _NONE): "pan",
            (_Buttons.MiddleButton, _SHIFT): "pan",
            (_Buttons.RightButton, _SHIFT): "pan",
            (_Buttons.LeftButton, _CTRL): "zoom",
        },
    ),
    "revit": Preset(
        "Revit",
        {
            (_Buttons.MiddleButton, _SHIFT): "orbit",
            (_Buttons.MiddleButton, _NONE): "pan",
            (_Buttons.MiddleButton, _CTRL): "zoom",
        },
    ),
    "solibri": Preset(
        "Solibri",
        {
            (_Buttons.LeftButton, _NONE): "orbit",
            (_Buttons.MiddleButton, _NONE): "pan",
            (_Buttons.LeftButton, _SHIFT): "pan",
            (_Buttons.RightButton, _NONE): "zoom",
        },
    ),
    "blender": Preset(
        "Blender",
        {
            (_Buttons.MiddleButton, _NONE): "orbit",
            (_Buttons.MiddleButton, _SHIFT): "pan",
            (_Buttons.MiddleButton, _CTRL): "zoom",
        },
    ),
}
DEFAULT = "own"
