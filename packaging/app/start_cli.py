"""The console program of the bundle, and every worker."""

# ruff: noqa: INP001 - frozen by PyInstaller

from optopcheck.cli.main import console

console()
