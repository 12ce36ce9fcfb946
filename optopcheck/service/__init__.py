"""The one way through the program."""
