"""The log of decisions: it grows, and nothing in it changes unseen."""

from __future__ import annotations

import pytest

from optopcheck.container import ContainerError
from optopcheck.dossier import Decision, Judgement, View, read_decisions, read_dossier
from optopcheck.dossier.decisions import appended
from tests.dossier import made

ID = "sha256:abc"
FIRST = Decision("A. Jansen", "2026-07-03T10:00:00+02:00", "akkoord op onderdelen", "gm0637.height")
SECOND = Decision("B. de Wit", "2026-07-04T09:30:00+02:00", "constructie nagezien")
THIRD = Decision("A. Jansen", "2026-07-05T09:30:00+02:00", "ingetrokken\nzie brief")


def log() -> bytes:
    content = b""
    for decision in (FIRST, SECOND, THIRD):
        content = appended(content, decision, ID)
    return content


def test_decisions_come_back_in_order() -> None:
    assert read_decisions(log(), ID) == (FIRST, SECOND, THIRD)
    assert read_decisions(b"", ID) == ()


JUDGED = Decision(
    "A. Jansen",
    "2026-07-06T09:30:00+02:00",
    "past in het straatbeeld",
    "gm0637.height",
    Judgement.ACCEPTED,
    "welstandsnota, hoofdstuk 3",
    View((1.5, -20.25, 1.6), (0.1, 0.2, 7.0)),
)


def test_a_judgement_comes_back_with_its_evidence_and_view() -> None:
    content = appended(log(), JUDGED, ID)

    assert read_decisions(content, ID)[-1] == JUDGED
    with pytest.raises(ValueError, match="one finding"):
        Decision("A", "2026", "goed", None, Judgement.REJECTED)


def test_a_plain_decision_is_written_as_before() -> None:
    assert lines()[0] == (
        b'{"at":"2026-07-03T10:00:00+02:00","by":"A. Jansen","previous":"sha256:abc",'
        b'"rule":"gm0637.height","words":"akkoord op onderdelen"}\n'
    )


def test_a_log_of_another_report_is_refused() -> None:
    with pytest.raises(ContainerError, match="regel 1"):
        read_decisions(log(), "sha256:abd")


def lines() -> list[bytes]:
    return log().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (lambda: lines()[1:], 1),
        (lambda: [lines()[0], lines()[2]], 2),
        (lambda: [lines()[1], lines()[0], lines()[2]], 1),
        (lambda: [lines()[0].replace(b"akkoord", b"oneens!"), *lines()[1:]], 2),
        (lambda: [lines()[0].replace(b":", b": ", 1), *lines()[1:]], 1),
        (lambda: [*lines(), lines()[2]], 4),
        (lambda: [*lines()[:2], lines()[2][:-1]], 3),
        (lambda: [*lines(), b"\n"], 4),
        (lambda: [*lines(), b"{}\n"], 4),
        (lambda: [b'{"previous":"sha256:abc"}\n'], 1),
    ],
)
def test_each_change_is_found_at_its_line(changed: object, line: int) -> None:
    content = b"".join(changed())  # type: ignore[operator]

    with pytest.raises(ContainerError, match=f"regel {line} past niet"):
        read_decisions(content, ID)
    with pytest.raises(ContainerError, match="gewijzigd"):
        appended(content, FIRST, ID)


@pytest.mark.parametrize("wrong", [("", "t", "w"), ("a", "t", " "), ("a", "t", "w" * 20_001)])
def test_a_decision_has_a_name_and_words(wrong: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="decision"):
        Decision(*wrong)


def test_a_decision_goes_into_the_dossier_and_leaves_the_rest() -> None:
    before = made.dossier()
    after = read_dossier(read_dossier(before.decided(FIRST)).decided(SECOND))

    assert after.decisions == (FIRST, SECOND)
    assert after.problems == ()
    changed = {name for name in after.files if after.files[name] != before.files[name]}
    assert changed == {"decisions.jsonl", "ro-crate-metadata.json"}
