"""What measuring the flat must give: every number by formula from the dimensions, none from a mesh."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import portiekflat as flat
from drawing import guid

if TYPE_CHECKING:
    from pathlib import Path

METRE = 1000
M2, M3 = METRE**2, METRE**3

Value = dict[str, object]


def _value(value: float, unit: str, how: str, **readings: float) -> Value:
    made: Value = {"value": round(value, 6), "unit": unit, "how": how}
    if readings:
        made["readings"] = {name: round(reading, 6) for name, reading in readings.items()}
    return made


FOOTPRINT = flat.LENGTH * flat.WIDTH / M2
INSIDE_PARAPET = (flat.LENGTH - 2 * flat.PARAPET) * (flat.WIDTH - 2 * flat.PARAPET) / M2
STAIR_HEAD = flat.STAIR_HEAD[2] * flat.STAIR_HEAD[3] / M2
STAIR_HEAD_VOLUME = STAIR_HEAD * flat.STAIR_HEAD_HEIGHT / METRE
PARAPET_VOLUME = (FOOTPRINT - INSIDE_PARAPET) * flat.PARAPET_HEIGHT / METRE
ROOF_FREE = FOOTPRINT - STAIR_HEAD
ADDED = flat.ADDED_HEIGHT / METRE
BLOCK_ABOVE_FLOOR = FOOTPRINT * (flat.ROOF - flat.GROUND_FLOOR + flat.SLAB) / METRE
BLOCK = FOOTPRINT * (flat.ROOF - flat.BOTTOM) / METRE


def existing() -> dict[str, Value]:
    """Give the quantities of the flat as it stands; heights count from peil."""
    edge = (flat.ROOF + flat.PARAPET_HEIGHT) / METRE
    return {
        "building_height": _value(
            (flat.ROOF + flat.STAIR_HEAD_HEIGHT) / METRE,
            "m",
            "roof deck 12.40 + stair head 2.40; chimneys (IfcChimney) left out",
            without_stair_head=edge,
            roof_deck=flat.ROOF / METRE,
            highest_chimney=(flat.ROOF + flat.CHIMNEY_HEIGHT) / METRE,
        ),
        "eaves_height": _value(edge, "m", "roof deck 12.40 + roof edge 0.30"),
        "storey_count": _value(
            4, "1", "00 to 03; the storage plinth ends 1.20 above peil (onderbouw), 04 is the roof"
        ),
        "footprint_area": _value(FOOTPRINT, "m2", "57.60 x 10.20, outer faces; balconies left out"),
        "planning_volume": _value(
            BLOCK_ABOVE_FLOOR + STAIR_HEAD_VOLUME,
            "m3",
            "57.60 x 10.20 x (12.40 - 1.00) + stair head 3.00 x 4.00 x 2.40; roof edge left out",
            without_stair_head=BLOCK_ABOVE_FLOOR,
            with_roof_edge=BLOCK_ABOVE_FLOOR + STAIR_HEAD_VOLUME + PARAPET_VOLUME,
        ),
        "gross_volume": _value(
            BLOCK + STAIR_HEAD_VOLUME,
            "m3",
            "57.60 x 10.20 x (12.40 + 1.10) + stair head 3.00 x 4.00 x 2.40; roof edge left out",
            without_stair_head=BLOCK,
            with_roof_edge=BLOCK + STAIR_HEAD_VOLUME + PARAPET_VOLUME,
        ),
        "gross_floor_area": _value(
            5 * FOOTPRINT + STAIR_HEAD,
            "m2",
            "5 levels (-01 to 03) x 57.60 x 10.20 + stair head 3.00 x 4.00",
            without_stair_head=5 * FOOTPRINT,
            without_storage=4 * FOOTPRINT + STAIR_HEAD,
        ),
        "flat_roof_area": _value(
            ROOF_FREE,
            "m2",
            "57.60 x 10.20 - stair head 3.00 x 4.00, to the outer faces; feet of chimneys not taken off",
            between_parapets=INSIDE_PARAPET - STAIR_HEAD,
        ),
    }


def proposed() -> dict[str, Value]:
    """Give the quantities after one storey of 3.00 m without setback or roof edge; the stair head stays."""
    top = flat.ROOF / METRE + ADDED
    volume = ROOF_FREE * ADDED
    return {
        "building_height": _value(top, "m", "roof deck 12.40 + 3.00; the stair head (14.80) is lower"),
        "eaves_height": _value(top, "m", "roof deck 12.40 + 3.00, no new roof edge"),
        "storey_count": _value(5, "1", "4 + 1"),
        "footprint_area": _value(FOOTPRINT, "m2", "unchanged: no setback, no overhang"),
        "added_floor_area": _value(ROOF_FREE, "m2", "57.60 x 10.20 - stair head 3.00 x 4.00"),
        "gross_floor_area": _value(
            5 * FOOTPRINT + STAIR_HEAD + ROOF_FREE,
            "m2",
            "existing 2949.60 + added 575.52; the stair head now lies within the added storey",
            without_stair_head=5 * FOOTPRINT + ROOF_FREE,
            without_storage=4 * FOOTPRINT + STAIR_HEAD + ROOF_FREE,
        ),
        "planning_volume": _value(
            BLOCK_ABOVE_FLOOR + STAIR_HEAD_VOLUME + volume, "m3", "existing + added 575.52 x 3.00"
        ),
        "gross_volume": _value(BLOCK + STAIR_HEAD_VOLUME + volume, "m3", "existing + added 575.52 x 3.00"),
        "added_floor_level": _value(flat.ROOF / METRE, "m", "the new floor lies on the roof deck"),
    }


def storeys() -> list[Value]:
    """List the levels with what each is."""
    roles = {-1: "onderbouw", 4: "geen bouwlaag"}
    return [
        {
            "name": flat.STOREY_NAMES[level],
            "elevation_above_peil": floor / METRE,
            "elevation_nap": round(flat.to_nap(floor), 4),
            "role": roles.get(level, "bouwlaag"),
        }
        for level, floor in flat.FLOORS.items()
    ]


def windows() -> list[Value]:
    """Place three sills: in a top flat, in a ground-floor flat, and one at the back."""
    return [
        _window("woonkamer", 3, 0, "A", flat.LIVING_AT, flat.LIVING, "south"),
        _window("slaapkamer 1", 0, 2, "B", flat.BEDROOM_AT, flat.BEDROOM, "south"),
        _window("keuken", 1, 1, "A", flat.KITCHEN_AT, flat.KITCHEN, "north"),
    ]


def _window(
    room: str, level: int, porch: int, side: str, at: int, size: tuple[int, int, int], facade: str
) -> Value:
    width, height, sill = size
    x = flat.mirrored(porch, side, at, width) + width / 2
    out = -1 if facade == "south" else 1
    y = flat.GLASS_DEPTH if out < 0 else flat.WIDTH - flat.GLASS_DEPTH
    east, north, up = flat.direction_to_rd(0, out)
    name = f"raam {room} {level:+d}.{porch + 1}{side}"
    dwelling = next(n for *place, n in flat.dwellings() if place == [level, porch, side])
    return {
        "global_id": guid("IfcWindow", name),
        "name": name,
        "dwelling": dwelling,
        "sill_rd_nap": [round(v, 4) for v in (*flat.to_rd(x, y), flat.to_nap(flat.FLOORS[level] + sill))],
        "facing": [round(east, 9), round(north, 9), up],
        "facing_from_grid_north": round(math.degrees(math.atan2(east, north)) % 360, 6),
        "width": width / METRE,
        "height": height / METRE,
        "depth": flat.GLASS_DEPTH / METRE,
        "how": f"sill {sill} above its floor, glass {flat.GLASS_DEPTH} behind the face of the façade [mm]",
    }


def write_expected(path: Path) -> None:
    """Write the expected values."""
    expected = {
        "about": "Sample flat, made up. Heights count from peil unless named NAP; lengths in metres.",
        "place": {
            "municipality": flat.MUNICIPALITY,
            "epsg": 28992,
            "height_system": "NAP",
            "origin_rd": [flat.EASTING, flat.NORTHING],
            "peil_nap": flat.PEIL_NAP,
            "peil_in_model": 0.0,
            "turn_from_grid_east": flat.TURN,
            "true_north_from_grid_north": flat.TRUE_NORTH_OF_GRID,
            "latitude": flat.LATITUDE,
            "longitude": flat.LONGITUDE,
            "footprint_rd": [[round(v, 4) for v in corner] for corner in flat.outline()],
        },
        "counts": {
            "dwellings": 24,
            "windows": 129,
            "windows_south": 66,
            "windows_north": 63,
            "spaces": 177,
            "chimneys": 6,
        },
        "storeys": storeys(),
        "existing": existing(),
        "variant": {"storeys_added": 1, "storey_height": ADDED, "setback": 0.0, "parapet": 0.0},
        "proposed": proposed(),
        "windows": windows(),
    }
    text = json.dumps(expected, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
