"""The window tells of a pack what `rules explain` prints, line for line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.rules.authoring import explain_pack, pack_chapters, program_chapters
from optopcheck.rules.authoring.chapters import Chapter, Line, LineKind, in_rows, markdown
from optopcheck.service import explained, list_packs

if TYPE_CHECKING:
    from optopcheck.service import ListedPack, Section

ON = date(2026, 7, 2)
NAMES = {LineKind.QUOTE: "passage", LineKind.CODE: "uitdrukking", LineKind.ID: "regel"}


def cells(sections: tuple[Section, ...]) -> list[str]:
    return [cell for s in sections for cell in (s.title, *(c for row in s.rows for c in row), *s.notes)]


def packs() -> list[ListedPack]:
    return list(list_packs(ON))


def test_each_line_of_a_pack_stands_in_both() -> None:
    seen = 0
    for pack in packs():
        told = "\n".join(cells(explained(pack)))
        chapters = list(pack_chapters(pack.pack) if pack.pack else program_chapters(pack.rules))
        printed = explain_pack(pack.pack) if pack.pack else markdown(chapters)
        for chapter in chapters:
            assert chapter.level == 1 or chapter.title in told
            for line in chapter.lines:
                for part in (line.text, line.warning):
                    assert part in told, (pack.name, line)
                    assert " ".join(part.split()) in " ".join(printed.split()), (pack.name, line)
                seen += 1
    assert seen > 500


def test_rules_in_python_are_told_with_their_source() -> None:
    programs = [pack for pack in packs() if pack.pack is None and pack.rules]
    assert programs
    for pack in programs:
        told = cells(explained(pack))
        for rule in pack.rules:
            assert f"{rule.id}, een programma toetst" in told
            assert rule.source.passage in told
            assert rule.source.url in told
        assert ("Wat nog niets beslist" in told) is any(not r.source.standing.may_judge for r in pack.rules)


def test_a_pack_of_data_is_not_told_twice() -> None:
    pack = next(pack for pack in packs() if pack.pack is not None)
    names = [row[0] for row in explained(pack)[0].rows]

    assert {"geldig", "licentie", "contact"}.isdisjoint(names)
    assert explained(pack, "en")[1].title == "What the pack says"


LINES = (
    Line("eerste", "Eis"),
    Line("a is b", depth=1),
    Line("nog dieper", depth=2),
    Line("a == b", kind=LineKind.CODE),
    Line(label="Grenzen"),
    Line("12 m (artikel 1)", "limit.top", 1, LineKind.NAMED, warning="niet bevestigd"),
    Line("https://example.org", "te lezen op", 1, joint=" "),
    Line("geldt altijd", depth=1, name="geldig"),
    Line("Los gezegd."),
)


def test_lines_as_markdown_and_as_rows() -> None:
    chapter = Chapter("Titel", LINES)

    assert markdown([chapter]) == (
        "## Titel\n\nEis: eerste\n\n- a is b\n  - nog dieper\n\n`a == b`\n\nGrenzen:\n\n"
        "- `limit.top`: 12 m (artikel 1), **niet bevestigd**\n- te lezen op https://example.org\n"
        "- geldt altijd\n\n"
        "Los gezegd.\n"
    )
    assert list(in_rows(chapter, NAMES)) == [
        ("Eis", "eerste"),
        ("Eis", "a is b"),
        ("Eis", "nog dieper"),
        ("uitdrukking", "a == b"),
        ("Grenzen", "limit.top: 12 m (artikel 1), niet bevestigd"),
        ("te lezen op", "https://example.org"),
        ("geldig", "geldt altijd"),
        ("", "Los gezegd."),
    ]


def test_what_stands_in_no_list_goes_by_its_own_name() -> None:
    lines = (Line("12 m (artikel 2)", "nl.top", 1, LineKind.NAMED), Line("Besluit", "Bron", 2))

    assert list(in_rows(Chapter("a", lines), NAMES)) == [("nl.top", "12 m (artikel 2)"), ("Bron", "Besluit")]
    assert markdown([Chapter("a", lines)]) == "## a\n\n- `nl.top`: 12 m (artikel 2)\n  - Bron: Besluit\n"


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\x07", "\u2028"])
def test_a_sign_that_steers_the_screen_is_not_printed(sign: str) -> None:
    assert sign not in markdown([Chapter("a", (Line(f"kwaad{sign}willig"),))])
