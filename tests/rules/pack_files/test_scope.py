"""For whom a pack speaks: its area, kinds, years and monuments; unknown is never outside, nor inside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, Need, NotApplicable, Verdict
from optopcheck.domain.site import GeoReference, Site
from optopcheck.rules.declared import made_rule
from optopcheck.rules.packs import read_pack
from tests.rules.declared.texts import GOOD
from tests.rules.pack_files.made import MANIFEST, area, files, square

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

OWN = (92_000.0, 452_000.0)
"""Where the building of 10 by 10 m stands in RD [m]."""


def standing(reference: GeoReference, *, footprint: bool = True) -> Facts:
    corners = np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]])
    mesh = Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]]))
    print_ = Measurement(Quantity.FOOTPRINT_AREA, 100.0, 0.1, geometry=mesh)
    before = make_situation(storey_count=4.0, **({"footprint_area": print_} if footprint else {}))
    after = make_situation(storey_count=5.0, building_height=11.0)
    site = Site(municipality="GM0001", georeference=reference)
    return make_facts(site=site, existing=before, proposed=after)


def found(facts: Facts, *corners: tuple[float, float], kind: str = "Polygon") -> Finding | NotApplicable:
    given = files(
        MANIFEST + '[scope]\narea = "gebied.geojson"\n', **{"gebied.geojson": area(*corners, kind=kind)}
    )
    rule = next(rule for rule in read_pack(given).rules if rule.id == "gm0001.hoogte")
    return made_rule(rule).check(facts)


RD = GeoReference(28992, OWN, accuracy=0.5)


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_inside_its_area_the_pack_judges(kind: str) -> None:
    result = found(standing(RD), *square(-5, 15), kind=kind)

    assert isinstance(result, Finding)
    assert result.verdict is Verdict.COMPLIES


def test_outside_its_area_it_says_so() -> None:
    result = found(standing(RD), *square(20, 40))

    assert isinstance(result, NotApplicable)
    assert "buiten het gebied" in result.reason.nl


@pytest.mark.parametrize(
    ("facts", "corners", "need"),
    [
        (standing(RD), square(5, 40), Need.JUDGEMENT),
        (standing(RD), square(-0.2, 40), Need.PRECISION),
        (standing(RD), square(10.2, 40), Need.PRECISION),
        (standing(replace(RD, accuracy=None)), square(10.7, 40), Need.PRECISION),
        (standing(GeoReference(None)), square(-5, 15), Need.INPUT),
        (standing(RD, footprint=False), square(-5, 15), Need.INPUT),
    ],
    ids=[
        "across the line",
        "near it within",
        "near it without",
        "accuracy unknown",
        "no place",
        "no footprint",
    ],
)
def test_where_the_place_is_not_sure_it_waits(
    facts: Facts, corners: tuple[tuple[float, float], ...], need: Need
) -> None:
    result = found(facts, *corners)

    assert isinstance(result, Finding)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, need)


def test_a_hole_in_the_area_is_outside() -> None:
    outer, hole = square(-50, 60), square(-5, 15)
    ring = [[list(c) for c in (*corners, corners[0])] for corners in (outer, hole)]
    text = str({"type": "Polygon", "coordinates": ring}).replace("'", '"')
    given = files(MANIFEST + '[scope]\narea = "g.geojson"\n', **{"g.geojson": text})
    result = made_rule(read_pack(given).rules[0]).check(standing(RD))

    assert isinstance(result, NotApplicable)


@pytest.mark.parametrize(
    "bound",
    ["monuments = false", 'building_kinds = ["portiekflat"]', "built_from = 1945", "built_until = 1975"],
)
def test_what_nobody_entered_of_the_building_leaves_the_pack_waiting(bound: str) -> None:
    rule = read_pack(files(f"{MANIFEST}[scope]\n{bound}\n")).rules[0]
    result = made_rule(rule).check(standing(RD))

    assert isinstance(result, Finding)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.INPUT)


def test_a_pack_without_bounds_speaks_of_every_building() -> None:
    assert GOOD.count("[[rule]]") == len(read_pack(files()).rules)
    assert all(rule.scope == () for rule in read_pack(files(MANIFEST + "[scope]\nmonuments = true\n")).rules)


@pytest.mark.parametrize("authority", ["pv28", "ws0123"])
def test_a_province_that_names_no_area_judges_nothing(authority: str) -> None:
    manifest, rules = MANIFEST.replace("gm0001", authority), GOOD.replace("gm0001.", f"{authority}.")
    without = read_pack(files(manifest, rules__hoogte_toml=rules))
    area_named = files(
        manifest + '[scope]\narea = "g.geojson"\n',
        rules__hoogte_toml=rules,
        **{"g.geojson": area(*square(-5, 15))},
    )
    result, named = (
        made_rule(pack.rules[0]).check(standing(RD)) for pack in (without, read_pack(area_named))
    )

    assert isinstance(result, Finding)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "noemt zijn gebied niet" in result.explanation.nl
    assert isinstance(named, Finding)
    assert named.verdict is Verdict.COMPLIES
