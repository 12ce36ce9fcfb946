"""Pictures without a screen: as pixels for the window, as PNG for paper."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import zlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.picture.camera import Camera
from optopcheck.picture.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Mesh
    from optopcheck.picture.batch import Vtk

Pixels = NDArray[np.uint8]

_FINE = 2
"""A picture for paper is drawn this many times larger, then averaged."""


class OffscreenView:
    """Draws a scene into memory.

    Parameters
    ----------
    scene
        Drawn by this view alone until `close`.
    width, height
        Size of the picture [device pixels].
    """

    def __init__(self, scene: Scene, width: int, height: int) -> None:
        self._scene = scene
        self._window: Vtk = memory_window(1, 1)
        self._window.AddRenderer(scene.renderer)
        self._buffer = vtkUnsignedCharArray()
        self.resize(width, height)

    def resize(self, width: int, height: int, share: float = 1.0) -> None:
        """Change the size of the picture [device pixels].

        Of a picture that is stretched only a `share` of width and height is
        drawn; the pixels of scene and camera stay those of the whole.
        """
        self._scene.size = (max(int(width), 1), max(int(height), 1))
        self._scene.share = share
        self._window.SetSize(*(max(round(side * share), 1) for side in self._scene.size))

    def render(self, *, draft: bool = False) -> Pixels:
        """Draw and return the picture, shape (height, width, 3), the top row first.

        A draft leaves the smoothing of lines out: half the time, for a picture that moves.
        """
        self._scene.prepare()
        self._scene.renderer.SetUseFXAA(not draft)
        self._window.Render()
        width, height = self._window.GetSize()
        self._window.GetPixelData(0, 0, width - 1, height - 1, 0, self._buffer, 0)
        self.let_go()
        rows = vtk_to_numpy(self._buffer).reshape(height, width, 3)
        return np.ascontiguousarray(rows[::-1])

    def let_go(self) -> None:
        """Let another thread use this view next: the graphics belong to one thread at a time."""
        if self._window is not None:
            self._window.ReleaseCurrent()

    def close(self) -> None:
        """Give the memory of the graphics card back; the view cannot draw any more."""
        if self._window is None:
            return
        self._scene.release(self._window)
        self._window.RemoveRenderer(self._scene.renderer)
        self._window.Finalize()
        self._window = None
        give_memory_back()


def write_png(pixels: Pixels, path: Path) -> None:
    """Write a picture (h, w, 3) as PNG; the file is there whole or not at all.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    content = png(pixels)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            Text(
                f"het plaatje '{path}' is niet te schrijven ({error.strerror}); kies een andere map",
                f"the picture '{path}' cannot be written ({error.strerror}); choose another folder",
            )
        ) from error


def png(pixels: Pixels) -> bytes:
    """Return a picture (h, w, 3) as PNG."""
    height, width, _ = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(_filtered(pixels).tobytes(), 6)
    chunks = [_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def picture_of(
    building: Building,
    neighbours: Sequence[Neighbour],
    shadow: Mesh | None,
    path: Path,
    size: tuple[int, int] = (1600, 1000),
    *,
    ground: float | None = None,
    sun: tuple[float, float] | None = None,
    north: float | None = None,
    view: str = "iso",
) -> None:
    """Write a picture of a building as PNG.

    Parameters
    ----------
    building, neighbours
        What is shown.
    shadow
        Triangles on the ground that may overlap; None for none.
    path
        The file to write.
    size
        Width and height [pixels].
    ground
        Height of the ground [m]; that of the shadow if None.
    sun
        Azimuth and elevation from which the light comes, in the frame of the meshes [deg].
    north
        True north, clockwise from +y [deg]; None draws no compass.
    view
        One of `optopcheck.picture.camera.VIEWS`.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if ground is None and shadow is not None and not shadow.is_empty:
        ground = float(shadow.bounds[0, 2])
    scene = Scene()
    scene.show(building, neighbours, ground=ground)
    scene.show_shadow(shadow)
    scene.set_north(north)
    if sun is not None:
        scene.set_sun(*sun)
    write_png(_fine(scene, view, size), path)


def _fine(scene: Scene, view: str, size: tuple[int, int]) -> Pixels:
    """Draw larger and average: smooth lines at little cost."""
    width, height = size
    scene.set_scale(_FINE)
    screen = OffscreenView(scene, width * _FINE, height * _FINE)
    try:
        Camera(scene).view(view)
        large = screen.render()
    finally:
        screen.close()
    return averaged(large, _FINE)


def averaged(large: Pixels, times: int) -> Pixels:
    """Return a picture as many times smaller, each pixel the mean of those that it covers."""
    height, width, _ = large.shape
    blocks = large.reshape(height // times, times, width // times, times, 3)
    fine: Pixels = np.rint(blocks.mean(axis=(1, 3))).astype(np.uint8)
    return fine


def memory_window(width: int, height: int) -> Vtk:
    """Return a window that needs no screen, of a size in device pixels."""
    window = window_kind()()
    window.OffScreenRenderingOn()
    window.SetMultiSamples(0)
    window.SetSize(width, height)
    return window


def window_pixels(window: Vtk) -> Pixels:
    """Return what a window shows, shape (height, width, 3), the top row first."""
    width, height = window.GetSize()
    buffer = vtkUnsignedCharArray()
    window.GetPixelData(0, 0, width - 1, height - 1, 0, buffer, 0)
    return np.ascontiguousarray(vtk_to_numpy(buffer).reshape(height, width, 3)[::-1])


def give_memory_back() -> None:
    """Return what was freed to the system: of large pictures glibc keeps hundreds of MB."""
    if sys.platform == "linux":
        # Another C library than glibc has no such call, and needs none.
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


@cache
def window_kind() -> type[Vtk]:
    """Return what draws on this machine; loads its driver.

    Asked once: VTK makes a window each time and tries it, 0.02 to 0.1 s in which nothing else goes on.
    """
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        # Without a screen there is none to try first.
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    return type(vtkRenderWindow())


def _filtered(pixels: Pixels) -> Pixels:
    """Store each row as the difference to the one above, as PNG allows: far smaller files."""
    height, width, depth = pixels.shape
    rows = pixels.reshape(height, width * depth)
    out = np.empty((height, 1 + width * depth), dtype=np.uint8)
    out[:, 0] = 2
    out[0, 1:] = rows[0]
    out[1:, 1:] = rows[1:] - rows[:-1]
    return out


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
