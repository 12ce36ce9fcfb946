"""Screening of loads; never says that a structure can bear it."""
