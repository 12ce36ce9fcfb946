from __future__ import annotations

from optopcheck.domain.case import StructuralStatement
from optopcheck.report.text_structure import NO_VERDICT, structure_section
from optopcheck.structure import screen
from tests.structure.test_screening import DATA, asked


def test_the_section_says_first_that_nothing_is_judged() -> None:
    section = structure_section(screen(asked(layers=(4, 5), year=1962), DATA), None)
    rows = dict(section.rows)

    assert section.notes[0] == NO_VERDICT.nl
    assert "oordeelt niet over de draagkracht" in section.notes[0]
    assert section.verdict is None
    assert rows["uitkomst van de screening"] == "nader onderzoek"
    assert rows["gewicht erbij ten opzichte van wat er staat"] == (
        "4,3 - 6,0 % (tot 5 % kansrijk, boven 10 % ontraden)"
    )
    assert rows["verklaring van een constructeur"] == "geen"
    assert rows["bouwjaar"] == "1962"
    assert len([row for row in section.rows if row[0] == "omdat"]) == 3
    assert any("Thijssen en Meijer" in note for note in section.notes)
    assert not any("voldoet" in cell for row in section.rows for cell in row)


def test_a_statement_is_shown_with_its_hash_and_not_judged() -> None:
    statement = StructuralStatement(1, "ir. A", "constructeur", "ab" * 32, "brief.pdf")
    rows = dict(structure_section(screen(asked(), DATA), statement, "en").rows)

    assert rows["statement of an engineer"].startswith(f"ir. A, constructeur; sha256 {'ab' * 32}")
    assert rows["statement of an engineer"].endswith("(recorded, not judged)")
    assert rows["outcome of the screening"] == "promising"
