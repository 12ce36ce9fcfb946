"""The parent against children of ours that behave as badly as the kernel can."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import CancelledError, InputError, no_progress
from optopcheck.ifc import process
from optopcheck.ifc.crew import Crew
from optopcheck.ifc.loading import Job, survey_model
from optopcheck.ifc.process import Patience
from optopcheck.ifc.survey import Survey

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text

Act = Callable[..., Survey]
FACTS = {
    "schema": "IFC4", "building_id": "b", "building_name": "huis",
    "units": {"scale": 1.0, "declared": ["metre"], "problem": None},
    "world": {"conversion": None, "true_north": None, "latitude": None, "longitude": None},
    "levels": [], "parts": [], "spaces": [], "homeless": [], "repeated_ids": [], "open_errors": [],
}  # fmt: skip
CHILD = """
import json, os, pathlib, signal, sys, time
import numpy as np
job = json.load(open(sys.argv[1]))
mark = pathlib.Path(sys.argv[1]).parent
def say(**message): print(json.dumps(message), flush=True)
def shape(name: str):
    np.full((3, 3), float(ord(name[0]))).tofile(open(job["folder"] + "/" + job["name"] + ".vertices", "ab"))
    np.arange(3, dtype=np.int64).tofile(open(job["folder"] + "/" + job["name"] + ".faces", "ab"))
    say(shapes=[[name, 3, 1]])
def die(): os.kill(os.getpid(), signal.SIGKILL)
def first(what):
    # True for the first child that asks.
    try: os.close(os.open(mark / what, os.O_CREAT | os.O_EXCL)); return True
    except FileExistsError: return False
FACTS, MODE = json.loads(FACTS_HERE), "MODE_HERE"
def plan(path, names="abxyz"):
    json.dump([dict(steps=[n], names=[c], phase=n % 2, faces=1e4, fast=MODE != "exact",
                    sample=MODE == "fast" and n == 0) for n, c in enumerate(names)], open(path, "w"))
def tell(): say(facts=FACTS); say(chosen=True)
def compare(path): say(compared=True)
def draft(path, compared): plan(path); say(planned=True)
def do(groups, mode, only):
    for number in groups:
        name = "abxyz"[number]
        if mode != "single" or name in only: draw(name, mode)
def draw(name, mode): shape(name)
def look(path): json.dump(dict(damages=[], trouble=[], counts=[], is_sound=True), open(path, "w"))
def gather(): pass
def early(): gather()
BODY_HERE
for line in sys.stdin:
    order = json.loads(line)
    if "look" in order: look(order["into"]); say(looked=True)
    elif "early" in order: early(); say(early=True)
    elif "open" in order:
        if order["gather"]: gather()
        say(opened=True)
    elif "tell" in order: tell()
    elif "compare" in order: compare(order["compare"])
    elif "draft" in order: draft(order["draft"], order["compared"])
    elif "do" in order: do(order["do"], order["mode"], order["only"]); say(ready=True)
"""


@pytest.fixture
def act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Act:
    """Run a reading with children that do what the given lines say."""

    def run(body: str, *, mode: str = "exact", size: int = 1, **patience: float) -> Survey:
        script = tmp_path / "child.py"
        text = CHILD.replace("FACTS_HERE", repr(json.dumps(FACTS))).replace("MODE_HERE", mode)
        script.write_text(text.replace("BODY_HERE", body))
        monkeypatch.setattr(process, "worker_command", lambda job: [sys.executable, str(script), str(job)])
        (tmp_path / "m.ifc").write_text("x")
        job = Job(tmp_path / "m.ifc", "m.ifc", tmp_path)
        with Crew(tmp_path, {}, size) as crew:
            return survey_model(
                job, crew, no_progress, patience=Patience(**{"per_megabyte": 0.0, **patience})
            )

    return run


def test_a_child_that_dies_at_once_is_reported(act: Act) -> None:
    with pytest.raises(InputError, match=r"m\.ifc kan niet worden gelezen.*signal 9"):
        act("die()")


def test_what_a_child_says_on_its_way_out_is_passed_on(act: Act) -> None:
    with pytest.raises(InputError, match="code 1: ValueError: geen zin"):
        act("raise ValueError('geen zin')")


def test_a_silent_child_is_killed(act: Act) -> None:
    with pytest.raises(InputError, match="no answer"):
        act("time.sleep(60)", silence=1.0)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_all_is_read_and_sorted_however_many_work(act: Act, size: int) -> None:
    survey = act("", size=size)
    assert list(survey.shapes) == ["a", "b", "x", "y", "z"]
    assert survey.shapes["y"][0].tolist() == [[121.0] * 3] * 3
    assert survey.shapes["z"][1].tolist() == [[0, 1, 2]]
    assert (survey.deaths, survey.failed) == (0, {})


@pytest.mark.parametrize("mode", ["exact", "fast"])
@pytest.mark.parametrize("size", [1, 2])
def test_shapes_before_a_crash_are_kept_and_the_culprit_is_named(act: Act, mode: str, size: int) -> None:
    body = """
def draw(name, mode):
    if mode == "single": say(start=name)
    if name == "x": die()
    shape(name)
"""
    survey = act(body, mode=mode, size=size)
    assert list(survey.shapes) == ["a", "b", "y", "z"]
    assert survey.failed == {"x": "signal 9"}
    assert survey.shapes["b"][0][0, 0] == 98.0


def test_a_child_that_hangs_over_one_element_is_replaced(act: Act) -> None:
    body = """
def draw(name, mode):
    if mode == "single": say(start=name)
    if name == "y": time.sleep(60)
    shape(name)
"""
    survey = act(body, silence=1.0)
    assert list(survey.shapes) == ["a", "b", "x", "z"]
    assert survey.failed == {"y": "no answer for 1 s"}


@pytest.mark.parametrize("mode", ["exact", "fast"])
def test_a_child_that_is_killed_from_outside_costs_nothing_but_time(act: Act, mode: str) -> None:
    body = """
def draw(name, mode):
    if name == "y" and first("killed"): die()
    shape(name)
"""
    survey = act(body, mode=mode, size=2)
    assert list(survey.shapes) == ["a", "b", "x", "y", "z"]
    assert (survey.failed, survey.deaths) == ({}, 1)


def test_the_lead_may_die_between_facts_and_plan(act: Act) -> None:
    body = """
def draft(path, compared):
    if first("lead"): die()
    plan(path); say(planned=True)
"""
    survey = act(body, size=2)
    assert list(survey.shapes) == ["a", "b", "x", "y", "z"]
    assert survey.facts is not None


def test_children_that_always_die_are_given_up(act: Act) -> None:
    with pytest.raises(InputError, match="gestopt"):
        act("def draw(name, mode): die()", retries=2)


WRONG = """
def wrong(name: str):
    np.zeros((3, 3)).tofile(open(job["folder"] + "/" + job["name"] + ".vertices", "ab"))
    np.arange(3, dtype=np.int64).tofile(open(job["folder"] + "/" + job["name"] + ".faces", "ab"))
    say(shapes=[[name, 3, 1]])
def do(groups, mode, only):
    if mode == "sample": time.sleep(WAIT)
    for number in groups: wrong("abxyz"[number]) if mode == "fast" else shape("abxyz"[number])
    if mode == "sample": SAMPLED
"""


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("wait", [0.0, 0.5])
@pytest.mark.parametrize(("sampled", "differing"), [('say(differs="a")', ("a",)), ("die()", ())])
def test_what_was_drawn_fast_is_drawn_again_should_a_sample_differ(
    act: Act, sampled: str, differing: tuple[str, ...], wait: float, size: int
) -> None:
    survey = act(WRONG.replace("WAIT", str(wait)).replace("SAMPLED", sampled), mode="fast", size=size)
    assert list(survey.shapes) == ["a", "b", "x", "y", "z"]
    assert [shape[0][0, 0] for shape in survey.shapes.values()] == [97.0, 98.0, 120.0, 121.0, 122.0]
    assert survey.differing == differing


@pytest.mark.parametrize("size", [1, 2])
def test_what_the_exact_kernel_dies_over_is_not_left_as_the_fast_one_drew_it(act: Act, size: int) -> None:
    body = """
def do(groups, mode, only):
    if mode == "sample": time.sleep(0.3)
    for number in groups:
        name = "abxyz"[number]
        if mode == "single" and name not in only: continue
        if mode == "single": say(start=name)
        if mode == "fast": wrong(name); continue
        if name == "y": die()
        shape(name)
    if mode == "sample": say(differs="a")
"""
    survey = act(WRONG + body, mode="fast", size=size)
    assert list(survey.shapes) == ["a", "b", "x", "z"]
    assert [shape[0][0, 0] for shape in survey.shapes.values()] == [97.0, 98.0, 120.0, 122.0]
    assert survey.failed == {"y": "signal 9"}


def test_what_was_drawn_fast_stays_while_the_samples_agree(act: Act) -> None:
    survey = act(WRONG.replace("WAIT", "0.2").replace("SAMPLED", "pass"), mode="fast", size=2)
    assert [shape[0][0, 0] for shape in survey.shapes.values()] == [97.0, 0.0, 0.0, 0.0, 0.0]


OPENED = """
class Noting:
    def __iter__(self):
        for line in original:
            order = json.loads(line)
            if "open" in order: (mark / (job["name"] + "-" + str(order["lazily"]))).touch()
            if "early" in order: (mark / (job["name"] + "-early")).touch()
            yield line
original, sys.stdin = sys.stdin, Noting()
"""
ALL_OPENED = """
def gather():
    end = time.monotonic() + 20.0
    while len(list(mark.glob("reading-*-*"))) < 3 and time.monotonic() < end: time.sleep(0.05)
"""
TWO_OPENED = """
def gather():
    end = time.monotonic() + 1.2
    while len(list(mark.glob("reading-*-*"))) < 2 and time.monotonic() < end: time.sleep(0.05)
    time.sleep(0.5)
"""
DAMAGED = """
def look(path):
    found = dict(kind="twice", count=1, places=["#1"])
    json.dump(dict(damages=[found], trouble=[], counts=[], is_sound=False), open(path, "w"))
"""
UNSURE = """
def look(path): json.dump(dict(damages=[], trouble=[], counts=[], is_sound=False), open(path, "w"))
"""


WHOLE = {"reading-0-early", *(f"reading-{number}-False" for number in range(3))}


@pytest.mark.parametrize(
    ("look", "opened"),
    [
        ("", {"reading-0-early", "reading-1-True", "reading-2-True"}),
        *[
            (look, {"reading-0-early", *(f"reading-{n}-False" for n in range(3))})
            for look in (DAMAGED, UNSURE)
        ],
    ],
    ids=["sound", "damaged", "unsure"],
)
def test_lines_are_passed_over_only_where_it_is_sure_that_there_is_nothing_to_say_of_them(
    act: Act, tmp_path: Path, look: str, opened: set[str]
) -> None:
    act(OPENED + ALL_OPENED + look, size=3)
    assert {path.name for path in tmp_path.glob("reading-*-*")} == opened


@pytest.mark.parametrize(("look", "lazily"), [("", True), (UNSURE, False)], ids=["sound", "unsure"])
def test_one_alone_opens_the_model_once_after_its_look(
    act: Act, tmp_path: Path, look: str, *, lazily: bool
) -> None:
    act(OPENED + look)
    assert {path.name for path in tmp_path.glob("reading-*-*")} == {f"reading-0-{lazily}"}


TOO_EARLY = """
def early(): BAD
def look(path):
    time.sleep(LATE)
    json.dump(dict(damages=[], trouble=[], counts=[], is_sound=False), open(path, "w"))
"""


@pytest.mark.parametrize("late", [0.0, 1.0])
def test_a_child_that_dies_over_a_text_before_it_was_looked_at_says_nothing_of_it(
    act: Act, tmp_path: Path, late: float
) -> None:
    """One that reads each line of it may well live, and alone nobody would have tried."""
    body = TOO_EARLY.replace("BAD", "time.sleep(0.5); die()").replace("LATE", str(late))
    survey = act(OPENED + ALL_OPENED + body, size=2)
    assert (list(survey.shapes), survey.deaths) == (["a", "b", "x", "y", "z"], 1)
    names = {path.name for path in tmp_path.glob("reading-*-*")}
    assert names == {"reading-0-early", "reading-1-False", "reading-2-False"}


def test_a_child_that_hangs_over_a_text_before_it_was_looked_at_is_replaced(act: Act) -> None:
    body = TOO_EARLY.replace("BAD", "time.sleep(60)").replace("LATE", "0")
    survey = act(body, size=2, silence=1.0)
    assert (list(survey.shapes), survey.deaths) == (["a", "b", "x", "y", "z"], 1)


@pytest.mark.parametrize("late", [0.0, 1.0])
def test_what_is_refused_before_the_look_is_refused_after_it(act: Act, late: float) -> None:
    body = TOO_EARLY.replace("BAD", 'say(refused=["te groot", "too large"])').replace("LATE", str(late))
    with pytest.raises(InputError, match="te groot"):
        act(body, size=2)


@pytest.mark.parametrize(("look", "lazily"), [("", True), (UNSURE, False)], ids=["sound", "unsure"])
def test_a_child_in_the_place_of_the_lead_opens_the_model_as_the_look_allows(
    act: Act, tmp_path: Path, look: str, *, lazily: bool
) -> None:
    body = """
def tell():
    say(facts=FACTS)
    if first("lead"): die()
    say(chosen=True)
"""
    assert len(act(OPENED + body + look, size=2).shapes) == 5
    assert (tmp_path / f"reading-2-{lazily}").exists()


COMPARED = """
def draft(path, compared): (mark / f"compared-{compared is not None}").touch(); plan(path); say(planned=True)
"""


@pytest.mark.parametrize(
    ("body", "size", "known"),
    [
        ("", 1, False),
        ("", 2, True),
        ("", 4, True),
        ("def compare(path): time.sleep(1); say(compared=True)", 2, True),
        ("def compare(path): say(compared=False)", 2, False),
        ("def compare(path): die()", 2, False),
        ("def compare(path): time.sleep(60)", 2, False),
        (DAMAGED, 2, False),
    ],
    ids=["alone", "beside", "four", "late", "not possible", "dead", "silent", "damaged"],
)
def test_drawings_are_compared_by_a_child_that_would_wait_and_nobody_waits_for_a_dead_one(
    act: Act, tmp_path: Path, body: str, size: int, *, known: bool
) -> None:
    survey = act(OPENED + TWO_OPENED + COMPARED + body, size=size, silence=4.0)
    assert len(survey.shapes) == 5
    assert {path.name for path in tmp_path.glob("compared-*")} == {f"compared-{known}"}


@pytest.mark.parametrize("sound", [True, False])
def test_a_lead_that_waits_for_the_look_compares_and_what_it_saw_of_an_unsound_text_is_forgotten(
    act: Act, tmp_path: Path, *, sound: bool
) -> None:
    body = f"""
def compare(path): (mark / ("by-" + job["name"])).touch(); say(compared=True)
def look(path):
    time.sleep(1.0)
    json.dump(dict(damages=[], trouble=[], counts=[], is_sound={sound}), open(path, "w"))
"""
    survey = act(COMPARED + body, size=2)
    assert (len(survey.shapes), survey.deaths) == (5, 0)
    assert [path.name for path in tmp_path.glob("by-*")] == ["by-reading-0"]
    assert [path.name for path in tmp_path.glob("compared-*")] == [f"compared-{sound}"]


def test_a_lead_that_dies_while_another_compares_is_replaced(act: Act, tmp_path: Path) -> None:
    body = """
def compare(path): time.sleep(1.0); say(compared=True)
def tell():
    say(facts=FACTS); say(chosen=True)
    if first("told"): die()
"""
    survey = act(OPENED + TWO_OPENED + COMPARED + body, size=2)
    assert (len(survey.shapes), survey.deaths) == (5, 1)
    assert (tmp_path / "compared-True").exists()


SLOW = """
class Slow:
    def __iter__(self):
        for line in original:
            if '"open"' in line and job["name"] != "reading-0": time.sleep(60)
            yield line
original, sys.stdin = sys.stdin, Slow()
"""


def test_a_child_that_still_opens_the_model_keeps_no_work_from_the_others(act: Act) -> None:
    body = """
def do(groups, mode, only):
    (mark / job["name"]).touch()
    for number in groups: shape("abxyz"[number])
"""
    assert len(act(SLOW + body, size=2).shapes) == 5


def test_a_child_that_never_opens_the_model_again_is_noticed(act: Act) -> None:
    with pytest.raises(InputError, match="no answer"):
        act(SLOW + "def draw(name, mode): die()", silence=0.5, retries=2)


def test_what_failed_before_a_crash_is_not_tried_again(act: Act) -> None:
    body = """
def draw(name, mode):
    if mode == "exact" and name == "z":
        say(failed="z", reason="eerst niet"); die()
    shape(name)
"""
    assert act(body).failed == {"z": "eerst niet"}


def test_lines_that_are_no_message_are_passed_over(act: Act) -> None:
    body = "print('kernel chatter', flush=True); print('[1]', flush=True)"
    assert act(body).facts is not None


def test_a_refusal_of_any_child_ends_the_reading(act: Act) -> None:
    body = 'def draw(name, mode): say(refused=["past niet", "does not fit"])'
    with pytest.raises(InputError, match="past niet"):
        act(body, size=2)


def test_cancelling_ends_all_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        process, "worker_command", lambda job: [sys.executable, "-c", "import time; time.sleep(60)", str(job)]
    )
    (tmp_path / "m.ifc").write_text("x")

    def cancel(step: Text, fraction: float) -> None:
        del step, fraction
        raise CancelledError

    with Crew(tmp_path, {}, 3) as crew:
        members = list(crew.members)
        with pytest.raises(CancelledError):
            survey_model(Job(tmp_path / "m.ifc", "m.ifc", tmp_path), crew, cancel)
    assert len(members) == 3
    assert not crew.members
    assert {worker.end() for worker in members} == {"signal 9"}


def test_a_crew_that_cannot_start_leaves_none_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []

    def command(job: Path) -> list[str]:
        started.append(job)
        return [sys.executable, "-c", "import time; time.sleep(60)"] if len(started) == 1 else ["/is/er/niet"]

    monkeypatch.setattr(process, "worker_command", command)
    with pytest.raises(InputError, match="kan niet worden gestart"):
        Crew(tmp_path, {}, 2)
    assert len(started) == 2


def test_triangles_are_read_bit_for_bit(act: Act) -> None:
    survey = act("")
    assert survey.shapes["a"][0].dtype == np.float64
    assert survey.shapes["a"][1].dtype == np.int64
