"""The rule packs that ship with the program; their data is read as files, nothing is imported."""
