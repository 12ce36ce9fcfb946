"""Meshes in, numbers out; the only door to trimesh, manifold3d, shapely and embreex."""
