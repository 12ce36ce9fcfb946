"""The window program of the bundle."""

# ruff: noqa: INP001 - frozen by PyInstaller

from optopcheck.__main__ import main

main()
