from __future__ import annotations

from optopcheck.domain.blocking import blocked_rules
from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource, Limit, NotApplicable, Rule, Standing
from optopcheck.domain.sunlight import SunNorm
from optopcheck.domain.text import Text
from optopcheck.service.sunlight import SUN

SOURCE = LegalSource("Plan", "tekst", "https://example.org", "artikel 1", Standing.LOCAL_PLAN)
NORM = SunNorm("zon", Text("Zon"), SOURCE, Limit(2.0, "h", "hier", "wij"), ((2, 19),), ((2, 19), (2, 19)))


def rule(name: str, *quantities: Quantity, sun: bool = False) -> Rule:
    norms = (NORM,) if sun else ()
    return Rule(
        f"gm0001.{name}",
        Text(name),
        SOURCE,
        lambda _: NotApplicable("hier niet"),
        norms=norms,
        quantities=quantities,
    )


def defect(code: str, *blocks: str) -> Defect:
    return Defect(code, Severity.ERROR, Text(code), Text("herstel"), blocks=frozenset(blocks))


RULES = [
    rule("hoogte", Quantity.BUILDING_HEIGHT, Quantity.EAVES_HEIGHT),
    rule("bouwlagen", Quantity.STOREY_COUNT),
    rule("zon", sun=True),
    rule("papier"),
]


def test_a_defect_stops_the_rules_that_read_what_it_blocks() -> None:
    found = blocked_rules(
        RULES,
        [
            defect("dak", "building_height", "gross_volume"),
            defect("laag", "storey_count", "eaves_height"),
            defect("los"),
        ],
    )
    assert [(b.defect.code, b.rules) for b in found] == [
        ("dak", ("gm0001.hoogte", "gm0001.zon")),
        ("laag", ("gm0001.bouwlagen", "gm0001.hoogte")),
        ("los", ()),
    ]


def test_a_missing_obstacle_stops_the_sun_alone() -> None:
    (found,) = blocked_rules(RULES, [defect("buren", SUN)])
    assert found.rules == ("gm0001.zon",)


def test_equal_defects_stay_two() -> None:
    twice = defect("dak", "storey_count")
    assert len(blocked_rules(RULES, [twice, twice])) == 2
