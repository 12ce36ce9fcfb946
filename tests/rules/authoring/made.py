"""A small sound pack with a case of each outcome, to break in one place."""

from __future__ import annotations

from tests.rules.declared.texts import GOOD

MANIFEST = """\
id = "gm0001-dakopbouw"
version = "1.0.0"
name = "Dakopbouwen in Voorbeeldstad"
authority = "gm0001"
lang = 1
contact = "bouwen@voorbeeldstad.nl"
licence = "EUPL-1.2"
valid_from = 2024-01-01
valid_to = 2029-12-31
changes = ["1.0.0: eerste versie"]
"""
SCOPE = """
[scope]
area = "gebied.geojson"
building_kinds = ["portiekflat"]
built_from = 1945
built_until = 1990
monuments = false
"""
AREA = (
    '{"type": "Polygon", "coordinates":'
    " [[[100000, 450000], [101000, 450000], [101000, 451000], [100000, 450000]]]}"
)
CASE = """\
why = "Elf meter."

[expect]
verdict = "complies"

[given]
municipality = "GM0001"
storeys_added = 1
"proposed.building_height" = { value = 11.0, uncertainty = 0.05 }
"""


def case(verdict: str, given: str, need: str = "", on: str = "") -> str:
    """Return a case as TOML."""
    expect = f'verdict = "{verdict}"\n' + (f'need = "{need}"\n' if need else "")
    head = 'why = "Waarom."\n' + (f"on = {on}\n" if on else "")
    return f"{head}\n[expect]\n{expect}\n[given]\n{given}\n"


HERE = 'municipality = "GM0001"\nstoreys_added = 1\n'
CASES = {
    "gm0001.hoogte/complies-elf-meter": CASE,
    "gm0001.hoogte/violates-dertien-meter": CASE.replace("complies", "violates").replace("11.0", "13.0"),
    "gm0001.hoogte/undetermined-niet-gemeten": case("undetermined", HERE, "input"),
    "gm0001.hoogte/na-geen-laag": case("na", 'municipality = "GM0001"\nstoreys_added = 0'),
    "gm0001.terugligging/complies-ver-terug": case(
        "complies", HERE + '"proposed.facades" = [ { side = "noord", setback = 4.0, added = true } ]'
    ),
    "gm0001.terugligging/violates-aan-de-rand": case(
        "violates",
        HERE + '"proposed.facades" = [ { side = "noord", setback = 1.0 } ]\n'
        '"structural_statement.role" = "constructeur"',
    ),
    "gm0001.terugligging/undetermined-onbekend": case(
        "undetermined", HERE + '"structural_statement.role" = "constructeur"', "input"
    ),
    "gm0001.terugligging/na-elders": case("na", 'municipality = "GM0002"'),
}


def pack(**changed: str) -> dict[str, bytes]:
    """Return the files of the pack; `changed` by name with / as __ and without .toml, empty takes away."""
    texts = {
        "manifest": MANIFEST,
        "rules/regels": GOOD,
        **{f"cases/{name}": text for name, text in CASES.items()},
        **{name.replace("__", "/"): text for name, text in changed.items()},
    }
    return {f"{name}.toml": text.encode() for name, text in texts.items() if text}


def scoped(**changed: str) -> dict[str, bytes]:
    """Return the pack bound to an area, a kind of building and its years."""
    return {**pack(manifest=MANIFEST + SCOPE, **changed), "gebied.geojson": AREA.encode()}


def with_case(name: str, text: str, rule: str = "gm0001.hoogte") -> dict[str, bytes]:
    """Return the pack with one case more."""
    return {**pack(), f"cases/{rule}/{name}.toml": text.encode()}
