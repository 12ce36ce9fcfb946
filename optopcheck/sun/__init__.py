"""Sun positions, sun hours, shadows."""
