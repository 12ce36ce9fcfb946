from __future__ import annotations

from optopcheck.domain.text import Text
from optopcheck.ifc import IdsOutcome, IdsReport, IdsSpecification
from optopcheck.service import ids_section

GOOD = IdsSpecification("Vloeren", IdsOutcome.PASSED, Text("3 gecontroleerd", "3 checked"), 3)
SILENT = IdsSpecification("Dak", IdsOutcome.NOT_APPLICABLE, Text("geen", "none"), 0)
BAD = IdsSpecification("Ramen", IdsOutcome.FAILED, Text("fout", "wrong"), 9, tuple("abcdefg"), "Geef maten.")


def test_each_requirement_stands_with_its_outcome() -> None:
    section = ids_section(IdsReport("Eisen", "IFC4", (GOOD, SILENT, BAD)))
    assert section.title == "Eisen (IFC4)"
    assert [row[:2] for row in section.rows] == [
        ("Vloeren", "in orde"),
        ("Dak", "niet van toepassing, niet beoordeeld"),
        ("Ramen", "niet in orde"),
    ]
    assert section.notes[0] == "het model voldoet niet aan alle aanlevereisen"
    assert section.notes[1] == "Geef maten. a, b, c, d, e ..."


def test_what_was_not_judged_meets_nothing() -> None:
    assert not IdsReport("Eisen", "IFC4", (SILENT,)).passed
    assert not IdsReport("Eisen", "IFC4", ()).passed
    met = IdsReport("Eisen", "IFC4", (GOOD, SILENT))
    assert met.passed
    assert ids_section(met, "en").notes[0] == "the model meets the requirements"
