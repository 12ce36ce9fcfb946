"""Neighbours from CityJSON."""
