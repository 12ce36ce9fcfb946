"""What was read before comes back bit for bit, or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optopcheck.domain.job import InputError, no_progress
from optopcheck.ifc import aspect_source, clear_kept, geometry_cache, kept_size
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.geometry_cache import SUFFIX, Kept, key_of, shrink
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.survey import ModelFacts, Survey
from tests.ifc.drawing import Drawing, house
from tests.ifc.test_loading import FACTS

TOLD = {"building": None, "like": None, "floor": None}
MUCH = 2**30
TENT = [[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0], [1, 1, 2]]
TENT_FACES = [[0, 2, 1], [0, 3, 2], [0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]]


def survey() -> Survey:
    shapes = {
        "a": (np.array([[0.1, 0.2, 1 / 3]] * 3), np.array([[0, 1, 2]])),
        "b": (np.full((4, 3), -1e-300), np.array([[0, 1, 2], [0, 2, 3]])),
    }
    return Survey(
        ModelFacts.from_json(json.loads(json.dumps(FACTS))),
        shapes,
        {"c": "GEO327 niets"},
        {"b": "GEO089"},
        0.001,
        ("b",),
    )


def kept(folder: Path, key: str = "k", most: int = MUCH) -> Kept:
    return Kept(folder, key, most)


def test_a_reading_comes_back_bit_for_bit(tmp_path: Path) -> None:
    whole = survey()
    kept(tmp_path).write(whole)
    back = kept(tmp_path).read()
    assert back is not None
    assert (back.facts, back.failed, back.complaints) == (whole.facts, whole.failed, whole.complaints)
    assert (back.kernel_unit, back.differing, back.deaths) == (0.001, ("b",), 0)
    assert list(back.shapes) == ["a", "b"]
    for name, (vertices, faces) in whole.shapes.items():
        assert back.shapes[name][0].tobytes() == vertices.tobytes()
        assert back.shapes[name][1].tobytes() == faces.tobytes()
    # Mapped, not copied: nobody can write into what another reads.
    assert not back.shapes["a"][0].flags.writeable


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path / "nergens").read() is None


def flipped(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("at", [0, 25, 60, 100, -20, -1])
def test_one_wrong_bit_is_noticed_and_the_file_removed(tmp_path: Path, at: int) -> None:
    kept(tmp_path).write(survey())
    flipped(tmp_path / f"k{SUFFIX}", at)
    assert kept(tmp_path).read() is None
    assert list(tmp_path.iterdir()) == []
    kept(tmp_path).write(survey())
    assert kept(tmp_path).read() is not None


@pytest.mark.parametrize("content", [b"", b"x", b"optopcheck geometry 1\n", b"\0" * 5000])
def test_a_file_that_is_none_of_ours_is_noticed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"k{SUFFIX}").write_bytes(content)
    assert kept(tmp_path).read() is None


def test_a_file_cut_off_at_any_place_is_noticed(tmp_path: Path) -> None:
    kept(tmp_path).write(survey())
    path = tmp_path / f"k{SUFFIX}"
    whole = path.read_bytes()
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        assert kept(tmp_path).read() is None, length


def test_a_reading_over_which_a_child_died_is_not_kept(tmp_path: Path) -> None:
    died = survey()
    died.deaths = 1
    kept(tmp_path).write(died)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    kept(tmp_path / "bestand" / "map").write(survey())
    assert (tmp_path / "bestand").read_text() == "x"


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        del self
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    kept(tmp_path).write(survey())
    assert list(tmp_path.iterdir()) == []


def test_the_longest_unused_goes_first_and_what_was_just_made_stays(tmp_path: Path) -> None:
    for age, key in enumerate(("nieuw", "midden", "oud")):
        kept(tmp_path, key).write(survey())
        os.utime(tmp_path / f"{key}{SUFFIX}", (1e9 - age, 1e9 - age))
    size = (tmp_path / f"oud{SUFFIX}").stat().st_size
    assert kept_size(tmp_path) == (3, 3 * size)
    assert kept(tmp_path, "oud").read() is not None  # used: now it is the newest
    kept(tmp_path, "meer", most=2 * size).write(survey())
    assert {path.stem for path in tmp_path.iterdir()} == {"oud", "meer"}
    kept(tmp_path, "groot", most=1).write(survey())
    assert {path.stem for path in tmp_path.iterdir()} == {"groot"}


def test_clearing_takes_ours_and_leaves_others(tmp_path: Path) -> None:
    kept(tmp_path).write(survey())
    (tmp_path / "half.part").write_text("x")
    (tmp_path / "brief.txt").write_text("x")
    assert clear_kept(tmp_path) > 0
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]
    assert kept_size(tmp_path) == (0, 0)
    assert shrink(tmp_path / "nergens", 0) == 0


@pytest.mark.parametrize(
    ("sha256", "told"),
    [("b" * 64, TOLD), ("a" * 64, TOLD | {"building": "B"}), ("a" * 64, TOLD | {"floor": 3.0})],
)
def test_another_file_or_question_has_another_place(sha256: str, told: dict[str, object]) -> None:
    assert key_of(sha256, told) != key_of("a" * 64, TOLD)


def test_another_library_or_version_of_ours_has_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("a" * 64, TOLD)
    assert before == key_of("a" * 64, dict(TOLD))
    makers = geometry_cache._makers()
    for number in range(len(makers)):
        other = [*makers[:number], "anders", *makers[number + 1 :]]
        monkeypatch.setattr(geometry_cache, "_makers", lambda other=other: other)
        assert key_of("a" * 64, TOLD) != before


def test_another_build_of_the_same_version_without_its_sources_has_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers = []
    for build in (b"one", b"other", b"one"):
        program = tmp_path / build.decode()
        program.write_bytes(build)
        monkeypatch.setattr(geometry_cache, "__file__", str(tmp_path / "ifc" / "geometry_cache.pyc"))
        monkeypatch.setattr(geometry_cache.sys, "executable", str(program))
        makers.append(geometry_cache._makers.__wrapped__())

    assert makers[0] != makers[1]
    assert makers[0] == makers[2]


def test_reopening_starts_no_child_and_a_corrupt_file_starts_one_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, started = Drawing(), []
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    crew = aspect_source.Crew
    monkeypatch.setattr(aspect_source, "Crew", lambda *a, **more: started.append(a) or crew(*a, **more))
    options = Loading(cache=tmp_path / "kas")
    first = read_source(path, None, no_progress, options=options)
    second = read_source(path, None, no_progress, options=options)
    assert len(started) == 1
    (file,) = (tmp_path / "kas").iterdir()
    flipped(file, 3000)
    third = read_source(path, None, no_progress, options=options)
    assert len(started) == 2
    for other in (second, third):
        assert other.survey.facts == first.survey.facts
        assert other.sha256 == first.sha256
        for name, (vertices, faces) in first.survey.shapes.items():
            assert other.survey.shapes[name][0].tobytes() == vertices.tobytes()
            assert other.survey.shapes[name][1].tobytes() == faces.tobytes()
    path.write_text(path.read_text().replace("huis", "huus"))
    read_source(path, None, no_progress, options=options)
    assert len(started) == 3


@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_changes_while_it_is_read_is_refused_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")

    def saved_meanwhile(*_: object, **__: object) -> Survey:
        path.unlink() if gone else path.write_text(path.read_text() + "\n")
        return survey()

    monkeypatch.setattr(aspect_source, "survey_model", saved_meanwhile)
    with pytest.raises(InputError, match=r"huis\.ifc veranderde terwijl het werd gelezen"):
        read_source(path, None, no_progress, options=Loading(cache=tmp_path / "kas"))
    assert not (tmp_path / "kas").exists()


def test_what_a_variant_cuts_off_is_cut_from_what_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tool that cuts is no part of the reader: another version of it must not meet old cuts."""
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    whole = {"a": (np.array(TENT, dtype=float), np.array(TENT_FACES))}

    def cut_survey(*_: object, **__: object) -> Survey:
        facts = replace(ModelFacts.from_json(json.loads(json.dumps(FACTS))), cuts={"a": 1.0})
        return Survey(facts, dict(whole), {}, {}, 1.0, ())

    monkeypatch.setattr(aspect_source, "survey_model", cut_survey)
    options = Loading(cache=tmp_path / "kas")
    first = read_source(path, None, no_progress, options=options)
    again = read_source(path, None, no_progress, options=options)
    (file,) = (tmp_path / "kas").iterdir()
    stored = Kept(tmp_path / "kas", file.stem, MUCH).read()

    assert stored is not None
    assert stored.shapes["a"][0][:, 2].max() == 2.0
    for one in (first, again):
        assert one.survey.shapes["a"][0][:, 2].max() == pytest.approx(1.0)
