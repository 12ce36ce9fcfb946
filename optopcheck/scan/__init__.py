"""Many buildings: the same service over a city model."""
