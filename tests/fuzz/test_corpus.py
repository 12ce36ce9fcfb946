"""The bad inputs of ours: refused or named in words, never green, never endless."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model
from tests.fuzz.bad import Bad, file
from tests.fuzz.corpus import all_bad, bench, tried
from tests.fuzz.seeds import house_text
from tests.fuzz.trying import complaint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fuzz.trying import Bench, Ending

LEAST = 220
QUICK = {"model": 8, "neighbours": 4, "plan": 2, "facts_file": 2, "repairs_file": 2}
"""In the quick tests each so many-th; all of them in the long ones, and of the other roles always."""


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[Bench, Ending]]:
    with bench() as found:
        yield found


def _sample() -> list[Bad]:
    counted: Counter[str] = Counter()
    found = []
    for bad in all_bad():
        counted[bad.role] += 1
        # The slow ones are those that are large or hang a child.
        if counted[bad.role] % QUICK.get(bad.role, 1) == 0 and "000" not in bad.name:
            found.append(bad)
    return found


def test_there_are_enough_and_no_two_alike() -> None:
    names = [bad.id for bad in all_bad()]

    assert len(names) >= LEAST
    assert len(set(names)) == len(names)
    assert {bad.role for bad in all_bad()} >= {"model", "neighbours", "rules", "dossier", *QUICK}


def test_the_sound_house_is_green(place: tuple[Bench, Ending]) -> None:
    """Without this nothing below could fail."""
    assert place[1].how == "green"
    assert place[1].parts == 13
    assert place[1].height == pytest.approx(5.6)


def test_a_sample_ends_in_words(place: tuple[Bench, Ending]) -> None:
    wrong = {}
    for bad in _sample():
        end = place[0].tried(bad)
        if (said := complaint(bad, end, place[1])) is not None:
            wrong[bad.id] = (said, end.text[:200])

    assert wrong == {}
    assert len(_sample()) > 90


@pytest.mark.parametrize("share", [25, 50, 75, 90, 99])
def test_a_good_model_that_is_cut_off_is_refused(place: tuple[Bench, Ending], share: int) -> None:
    whole = house_text()
    end = place[0].tried(Bad("cut", "off", file("huis.ifc", whole[: len(whole) * share // 100])))

    assert end.how == "refused"
    assert "huis.ifc is afgekapt" in end.text
    assert "exporteer het opnieuw" in end.text


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_all_end_in_words() -> None:
    wrong = {bad.id: (said, end.text[:200]) for bad, end, said in tried(all_bad()) if said is not None}

    assert wrong == {}


@pytest.mark.long
@pytest.mark.models
@pytest.mark.timeout(1800)
def test_no_model_cut_off_anywhere_is_read(models: Path, tmp_path: Path) -> None:
    """Twenty places in each of ten real models."""
    chance = random.Random(9)  # noqa: S311 - chance, no secret
    paths = sorted((models / "ifc").glob("*.ifc"))
    cut = tmp_path / "model.ifc"
    for path in chance.sample(paths, 10):
        whole = path.read_bytes()
        for _ in range(20):
            cut.write_bytes(whole[: chance.randrange(1, len(whole) - 20)])
            with pytest.raises(InputError, match=r"model\.ifc"):
                read_model(cut)
