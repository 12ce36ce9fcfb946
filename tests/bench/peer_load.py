"""All meshes of one model by a reader from PyPI, as a script: ``python peer_load.py READER MODEL``.

It runs in an environment of its own, which holds the readers and none of this project.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def ifclite(path: str) -> dict[str, Any]:
    """Read by ifclite-geom."""
    from ifclite_geom import geometry_data_buffers  # type: ignore[import-not-found]  # noqa: PLC0415

    elements = geometry_data_buffers(Path(path).read_bytes())["elements"].values()
    return {"elements": len(elements), "triangles": sum(len(one["faces"]) // 12 for one in elements)}


def ifcfast(path: str) -> dict[str, Any]:
    """Read by ifcfast, with openings cut and without its cache."""
    import ifcfast as reader  # type: ignore[import-not-found]  # noqa: PLC0415

    meshes = list(reader.open(path, use_cache=False).meshes(cut_openings=True))
    return {"elements": len(meshes)}


if __name__ == "__main__":
    way, model = sys.argv[1:]
    sys.stdout.write(json.dumps({"ifclite-geom": ifclite, "ifcfast": ifcfast}[way](model)) + "\n")
