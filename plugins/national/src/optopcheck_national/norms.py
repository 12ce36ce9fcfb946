"""The two TNO norms for possible sun (*bezonningsnormen*): see tno_light.toml and tno_strict.toml."""

from __future__ import annotations

from importlib.resources import files

from optopcheck.api import read_sun_norm

_PACK = files("optopcheck_national")
TNO_LIGHT = read_sun_norm(_PACK / "tno_light.toml")
TNO_STRICT = read_sun_norm(_PACK / "tno_strict.toml")
