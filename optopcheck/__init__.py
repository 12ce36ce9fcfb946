"""optopcheck: may this building get one more storey? (*Kan hier een laag op?*)."""

__version__ = "0.1.0"
