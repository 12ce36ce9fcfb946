"""The union of closed bodies, by manifold3d: the second opinion where bodies may overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import manifold3d
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Mesh


def united_volume(bodies: Sequence[Mesh]) -> float | None:
    """Volume of the union of closed bodies [m3]; None if one of them is refused."""
    solids = [
        manifold3d.Manifold(
            manifold3d.Mesh64(
                vert_properties=np.array(body.vertices), tri_verts=np.array(body.faces, dtype=np.uint64)
            )
        )
        for body in bodies
    ]
    if any(solid.status() != manifold3d.Error.NoError for solid in solids):
        return None
    return float(manifold3d.Manifold.batch_boolean(solids, manifold3d.OpType.Add).volume())
