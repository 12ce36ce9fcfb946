"""Scene, camera and off-screen image; no Qt."""
