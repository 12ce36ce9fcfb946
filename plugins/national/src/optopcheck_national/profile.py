"""The national measuring profile (*wijze van meten*), after SVBP2012 as plans quote it: see svbp2012.toml."""

from __future__ import annotations

from importlib.resources import files

from optopcheck.api import read_profile

NATIONAL_PROFILE = read_profile(files("optopcheck_national") / "svbp2012.toml")
