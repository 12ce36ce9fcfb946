"""Rules of Voorbeeldstad: one extra storey if the structure bears it, and no higher than 15 m."""

from collections.abc import Iterable
from datetime import date

from optopcheck import api

PROGRAMME = api.LegalSource(
    title="Volkshuisvestingsprogramma Voorbeeldstad",
    passage="altijd één extra bouwlaag, mits de constructie dit aankan, tot 15 meter",
    url="https://voorbeeldstad.example/programma",
    article="paragraaf 4.2",
    standing=api.Standing.PROGRAMME,
    valid_from=date(2026, 1, 1),
    consulted_on=date(2026, 7, 2),
)
TOWN, NOT_HERE = "GM9999", api.NotApplicable(api.Text("geen extra laag in Voorbeeldstad"))
MAX_HEIGHT = api.Limit(15.0, "m", "paragraaf 4.2", confirmed_by="gemeente Voorbeeldstad, 2 juli 2026")


def one_extra_storey(facts: api.Facts) -> api.Finding | api.NotApplicable:
    if facts.case.site.municipality != TOWN or facts.scenario.storeys_added == 0:
        return NOT_HERE
    added = facts.storeys_added  # measured: proposed minus existing
    if isinstance(added, api.Unmeasured):
        return api.undetermined(added.need, added.reason)
    if added.value != facts.scenario.storeys_added:
        return api.undetermined(api.Need.REPAIR, "opgegeven en gemeten bouwlagen verschillen", added)
    if added.value > 1:
        return api.undetermined(api.Need.JUDGEMENT, "meer dan één bouwlaag: regulier afwegen", added)
    statement = facts.case.structural_statement
    if statement is None:
        return api.undetermined(api.Need.INPUT, "er is geen constructieve verklaring", added)
    judge = api.complies if statement.bears_extra_storeys >= added.value else api.violates
    return judge(f"volgens {statement.by} draagt de constructie {statement.bears_extra_storeys} erbij", added)


def height(facts: api.Facts) -> api.Finding | api.NotApplicable:
    if facts.case.site.municipality != TOWN:
        return NOT_HERE
    return api.at_most(facts.proposed.measured.building_height, MAX_HEIGHT)


@api.hookimpl
def register_rules() -> Iterable[api.Rule]:
    yield api.Rule("gm9999.one-extra-storey", api.Text("Eén extra bouwlaag"), PROGRAMME, one_extra_storey)
    yield api.Rule("gm9999.height", api.Text("Bouwhoogte"), PROGRAMME, height)
