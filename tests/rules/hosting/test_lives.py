"""Workers start again after they died, and never outlive what they work for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.job import CancelledError
from optopcheck.domain.rule import Finding, Need, NotApplicable, Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.rules import PackRule, check, load_rules
from optopcheck.rules.hosting import Limits, ask, close_all, process
from optopcheck.rules.hosting import host as host_module
from tests.rules.hosting.conftest import host_of
from tests.rules.hosting.zoo import HEAD, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Text
    from tests.rules.hosting.conftest import HostSource

ON = date(2026, 7, 2)
SHORT = Limits(rule=0.5, batch=5.0)
ROOT = Path(__file__).parents[3]
THREE = (
    HEAD
    + """
def turn(facts):
    if facts.scenario.storeys_added == 2:
        {trouble}
    return complies("goed")

@hookimpl
def register_rules():
    yield rule("gm0001.a", lambda facts: complies(str(os.getpid())))
    yield rule("gm0001.b", turn)
    yield rule("gm0001.c", lambda facts: complies("ook goed"))
"""
)


def explanations(found: tuple[Finding | NotApplicable, ...]) -> list[str]:
    return [f.explanation.nl for f in found if isinstance(f, Finding)]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


def troubled() -> Facts:
    return make_facts(scenario=Scenario(storeys_added=2))


@pytest.mark.parametrize("trouble", ["os._exit(0)", "time.sleep(99)", "to_every_line(b'ruis\\n')"])
def test_after_trouble_the_next_question_gets_its_answers(host_source: HostSource, trouble: str) -> None:
    rules = host_source(THREE.format(trouble=trouble), SHORT).rules
    host = host_of(rules[0])
    before = explanations(host.answers(make_facts()))
    during = host.answers(troubled())
    after = explanations(host.answers(make_facts()))
    assert before[1:] == after[1:] == ["goed", "ook goed"]
    assert before[0] != after[0], "another process"
    assert not is_alive(int(before[0]))
    findings = [f for f in during if isinstance(f, Finding)]
    assert [f.verdict for f in findings[1:]] == [Verdict.UNDETERMINED] * 2
    assert [f.need for f in findings[1:]] == [Need.REPAIR] * 2
    if "ruis" in trouble:
        assert findings[0].verdict is Verdict.UNDETERMINED, "of a line with noise nothing counts"
    else:
        assert findings[0].explanation.nl == before[0], "what was answered before stands"
        assert "gm0001.b" in findings[2].explanation.nl


def test_the_worker_stays_alive_between_questions_and_answers_once(host_source: HostSource) -> None:
    (rule, *_) = host_source(THREE.format(trouble="pass")).rules
    facts = make_facts()
    first, again, other = rule.check(facts), rule.check(facts), rule.check(make_facts())
    assert first is again
    assert other is not first
    assert explanations((first,)) == explanations((other,))


def test_a_worker_that_died_while_nobody_asked_is_replaced(host_source: HostSource) -> None:
    (rule, *_) = host_source(THREE.format(trouble="pass")).rules
    (pid,) = explanations((rule.check(make_facts()),))
    os.kill(int(pid), signal.SIGKILL)
    (other,) = explanations((rule.check(make_facts()),))
    assert other.isdigit()
    assert other != pid


def test_a_pack_that_names_other_rules_the_second_time_is_not_believed(host_source: HostSource) -> None:
    source = pack("gm0001.een", "os._exit(0)").replace('rule("gm0001.een"', 'rule(f"gm0001.{NAME}"')
    name = "NAME = f'p{time.time_ns()}'\n"
    (rule,) = host_source(HEAD + name + source.replace(HEAD, "")).rules
    rule.check(make_facts())  # it ends itself
    found = rule.check(make_facts())
    assert isinstance(found, Finding)
    assert found.need is Need.REPAIR
    assert "andere regels" in found.explanation.nl


def test_cancelling_ends_the_workers_that_are_busy(host_source: HostSource) -> None:
    rules = host_source(THREE.format(trouble="time.sleep(99)")).rules
    host = host_of(rules[0])
    (pid,) = explanations(host.answers(make_facts())[:1])
    began = time.monotonic()

    def cancel(step: Text, fraction: float) -> None:
        del step
        if fraction > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        ask([host], troubled(), cancel)
    assert time.monotonic() - began < 3
    assert not is_alive(int(pid))
    assert explanations(host.answers(make_facts()))[1:] == ["goed", "ook goed"]


CHILD = """
import os, sys
sys.path[:0] = {paths!r}
from optopcheck.rules.discovery import find_packs
from optopcheck.rules.hosting import host_distribution
from optopcheck.api.testing import make_facts
(pack,) = [p for p in find_packs() if p.name == "test-orphan"]
(rule,) = host_distribution(pack).rules
print(rule.check.host.pid, flush=True)
{then}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system of processes as POSIX does")
@pytest.mark.parametrize("then", ["", "rule.check(make_facts())", "os._exit(0)"])
def test_no_worker_outlives_the_program(host_source: HostSource, tmp_path: Path, then: str) -> None:
    host_source(pack("gm0001.wees", "while True: pass"), name="test-orphan")
    code = CHILD.format(paths=[str(tmp_path), str(ROOT)], then=then)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        if "check" in then:
            time.sleep(0.3)
            program.kill()
        program.wait(10)
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(pid)
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)


FORKED = CHILD.replace(
    "{then}",
    """
import time
from optopcheck.domain.rule import Finding
before = rule.check(make_facts()).explanation.nl
child = os.fork()
found = rule.check(make_facts()).explanation.nl
if child == 0:
    os._exit(0 if found.isdigit() and found != before else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), found == before)
""",
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_of_the_program_has_workers_of_its_own(host_source: HostSource, tmp_path: Path) -> None:
    host_source(pack("gm0001.vork", "return complies(str(os.getpid()))"), name="test-orphan")
    code = FORKED.replace("{paths!r}", repr([str(tmp_path), str(ROOT)]))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split()[1:] == ["0", "True"]


def test_the_worker_of_the_frozen_application_is_the_same(
    host_source: HostSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        process, "_command", lambda: [sys.executable, "-m", "optopcheck", "--worker", "rules"]
    )
    (rule,) = host_source(pack("gm0001.kant-en-klaar", "print('x')\nreturn complies('goed')")).rules
    assert explanations((rule.check(make_facts()),)) == ["goed"]


def test_a_frozen_application_starts_the_program_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/programs/optopcheck.exe")
    assert process._command() == ["/programs/optopcheck-cli.exe", "--worker", "rules"]


def test_no_room_for_the_facts_is_told(host_source: HostSource, monkeypatch: pytest.MonkeyPatch) -> None:
    (rule,) = host_source(pack("gm0001.vol", "return complies('goed')")).rules
    monkeypatch.setattr(host_module, "snapshot", full_disk)
    found = rule.check(make_facts())
    assert isinstance(found, Finding)
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    assert "No space left" in found.explanation.nl


@contextmanager
def full_disk(_: Facts) -> Iterator[Path]:
    raise OSError(28, "No space left on device")
    yield Path()


def test_the_worker_is_light(host_source: HostSource) -> None:
    body = "return complies(' '.join({name.split('.')[0] for name in sys.modules}))"
    (rule,) = host_source(pack("gm0001.licht", body)).rules
    (loaded,) = explanations((rule.check(make_facts()),))
    heavy = {"PySide6", "vtkmodules", "ifcopenshell", "trimesh", "shapely", "pyproj", "embreex", "manifold3d"}
    assert heavy & set(loaded.split()) == set(), "each pack starts one: what it imports, everybody waits for"


def test_closing_leaves_nothing_open_and_rules_answer_again() -> None:
    rules = [entry.rule for entry in load_rules() if entry.pack == "optopcheck-zoetermeer"]
    close_all()
    found = rules[0].check(make_facts(municipality="GM0001"))
    assert isinstance(found, NotApplicable)
    close_all()


def test_packs_are_asked_side_by_side_and_cancelled_together(host_source: HostSource) -> None:
    slow = "time.sleep(.5)\nreturn complies('goed')"
    names = ("test-slow-a", "test-slow-b", "test-slow-c")
    rules = [
        PackRule(rule, name)
        for name in names
        for rule in host_source(pack(f"gm0001.{name[-1]}", slow), name=name).rules
    ]
    shares: list[float] = []
    began = time.monotonic()
    outcomes = check(rules, make_facts(), ON, lambda _, share: shares.append(share))
    assert time.monotonic() - began < 2.5, "three times two half seconds, one after the other, are three"
    assert [o.finding and o.finding.verdict for o in outcomes] == [Verdict.COMPLIES] * 3
    assert shares == sorted(shares)
    pids = [host_of(entry.rule).pid for entry in rules]

    def cancel(*_: object) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        check(rules, make_facts(), ON, cancel)
    assert [pid for pid in pids if pid is not None and is_alive(pid)] == []


def test_a_rule_that_is_not_in_force_is_not_asked(host_source: HostSource) -> None:
    source = pack("gm0001.later", "os._exit(0)").replace(
        "Standing.POLICY_RULE)", "Standing.POLICY_RULE, valid_from=__import__('datetime').date(2030, 1, 1))"
    )
    (rule,) = host_source(source).rules
    pid = host_of(rule).pid
    (outcome,) = check([PackRule(rule, "test-hosted")], make_facts(), ON)
    assert isinstance(outcome.result, NotApplicable)
    assert host_of(rule).pid == pid is not None
    assert is_alive(pid)
