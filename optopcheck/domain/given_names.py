"""Names that the program gives itself, in both languages; what others named stays as they wrote it."""

from __future__ import annotations

import re

from optopcheck.domain.text import Text

_SIDES = {
    "noord": "north",
    "noordoost": "north-east",
    "oost": "east",
    "zuidoost": "south-east",
    "zuid": "south",
    "zuidwest": "south-west",
    "west": "west",
    "noordwest": "north-west",
}
_SIDE = "|".join(_SIDES)
_GUID = r"[0-9A-Za-z_$]{22}"
_GIVEN = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (rf"gevel (?P<side>{_SIDE}), laag (?P<n>\d+)", "{side} façade, level {n}"),
        (r"optoplaag (?P<n>\d+)", "added storey {n}"),
        (r"gevels optoplaag (?P<n>\d+)", "façades of added storey {n}"),
        (r"dak optoplaag (?P<n>\d+)", "roof of added storey {n}"),
        (r"dakrand optop", "roof edge of the added storey"),
        (r"planologisch maximum", "most that the plan allows"),
        (r"raam (?P<n>\d+\.\d+)", "window {n}"),
        (rf"raam (?P<n>{_GUID})(?P<rest> \(.*\))?", "window {n}{rest}"),
        (
            r"tuin, raster (?P<step>[\d.]+) m op (?P<height>[\d.]+) m, punt (?P<n>\d+)",
            "garden, grid of {step} m at {height} m, point {n}",
        ),
        (r"ingevoerd voor dit perceel", "entered for this plot"),
    )
)


def given_name(name: str) -> Text:
    """Return a name in both languages; one that the program did not give stays the same in both."""
    for pattern, english in _GIVEN:
        found = pattern.fullmatch(name)
        if found is not None:
            parts = {key: value or "" for key, value in found.groupdict().items()}
            if "side" in parts:
                parts["side"] = _SIDES[parts["side"]]
            return Text(name, english.format(**parts))
    return Text(name, name)
