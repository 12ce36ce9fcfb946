from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from optopcheck.domain.job import InputError, no_progress
from optopcheck.ifc import process
from optopcheck.ifc.process import Job, Patience, survey_model, worker_command
from optopcheck.ifc.survey import Survey

Act = Callable[..., Survey]
FACTS = {
    "schema": "IFC4", "building_id": "b", "building_name": "huis",
    "units": {"scale": 1.0, "declared": ["metre"], "problem": None},
    "world": {"conversion": None, "true_north": None, "latitude": None, "longitude": None},
    "levels": [], "parts": [], "spaces": [], "homeless": [], "repeated_ids": [], "open_errors": [],
}  # fmt: skip
# A child of ours that behaves as badly as the kernel can.
CHILD = """
import json, os, signal, sys, time
import numpy as np
job = json.load(open(sys.argv[1]))
def say(**message): print(json.dumps(message), flush=True)
def shape(name: str):
    np.zeros((3, 3)).tofile(open(job["folder"] + "/" + job["name"] + ".vertices", "ab"))
    np.arange(3, dtype=np.int32).tofile(open(job["folder"] + "/" + job["name"] + ".faces", "ab"))
    say(shape=name, vertices=3, faces=1)
def die(): os.kill(os.getpid(), signal.SIGKILL)
FACTS = json.loads(FACTS_HERE)
BODY_HERE
"""


@pytest.fixture
def act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Act:
    """Run a reading with a child that does what the given lines say."""

    def run(body: str, **patience: float) -> Survey:
        script = tmp_path / "child.py"
        script.write_text(CHILD.replace("FACTS_HERE", repr(json.dumps(FACTS))).replace("BODY_HERE", body))
        monkeypatch.setattr(process, "worker_command", lambda job: [sys.executable, str(script), str(job)])
        (tmp_path / "m.ifc").write_text("x")
        job = Job(tmp_path / "m.ifc", "m.ifc", None, tmp_path)
        return survey_model(job, no_progress, Patience(**{"per_megabyte": 0.0, **patience}))

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


def test_shapes_before_a_crash_are_kept_and_the_culprit_is_named(act: Act) -> None:
    survey = act(
        """
say(facts=FACTS)
if not job["single"]:
    shape("a"); die()
for name in ("a", "b", "bad", "c"):
    if name in job["skip"]: continue
    say(start=name)
    if name == "bad": die()
    shape(name)
say(done=True)
"""
    )
    assert sorted(survey.shapes) == ["a", "b", "c"]
    assert survey.failed == {"bad": "signal 9"}
    assert survey.shapes["c"][1].tolist() == [[0, 1, 2]]
    assert survey.shapes["c"][0].dtype == np.float64


def test_a_child_that_always_dies_is_given_up(act: Act) -> None:
    with pytest.raises(InputError, match="gestopt"):
        act("say(facts=FACTS); die()", retries=2)


def test_lines_that_are_no_message_are_passed_over(act: Act) -> None:
    assert act("print('kernel chatter', flush=True); say(facts=FACTS); say(done=True)").facts is not None


def test_the_command_of_a_frozen_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command(Path("job"))[1:] == ["-m", "optopcheck.ifc.loader", "job"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/optopcheck/optopcheck")
    assert worker_command(Path("job")) == ["/opt/optopcheck/optopcheck-cli", "--worker", "ifc", "job"]
