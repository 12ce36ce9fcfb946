"""The verb of the program: storeys added on top of a building."""
