"""From a model file to what it says: hands out the work, listens, and salvages what a dead child leaves."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.damage import Looked, and_damaged
from optopcheck.ifc.plan import Plan
from optopcheck.ifc.process import Patience, broke_down
from optopcheck.ifc.sketch import Sketched
from optopcheck.ifc.survey import ModelFacts, Survey

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.crew import Crew, Worker
    from optopcheck.ifc.plan import Chunk

_STEPS = {
    "open": Text("model openen", "opening the model"),
    "structure": Text("opbouw lezen", "reading the structure"),
    "shapes": Text("geometrie lezen", "reading the geometry"),
}
_TICK = 0.1
"""Time between looks at the user's wish to cancel [s]."""

Arrived = Callable[[Survey, "tuple[str, ...]"], None]
"""``arrived(survey, names)``: these parts have their shapes now; none yet when the facts are there."""
SketchArrived = Callable[[dict[str, Sketched]], None]
"""``sketched(parts)``: what a scout drew, by GlobalId, in a few lots before the first shapes, or never."""


@dataclass(frozen=True)
class Job:
    """What is to be read."""

    model: Path
    """Plain IFC that was looked at before."""
    file: str
    """Its name for messages."""
    folder: Path
    """Private to this reading."""


def survey_model(
    job: Job,
    crew: Crew,
    progress: Progress,
    *,
    patience: Patience | None = None,
    arrived: Arrived = lambda survey, names: None,  # noqa: ARG005
    sketched: SketchArrived = lambda parts: None,  # noqa: ARG005
) -> Survey:
    """Read a model with the children of a crew, without the elements on which they crash.

    Parameters
    ----------
    job
        The file.
    crew
        Children that were started for it; the caller dismisses them.
    progress
        May raise `CancelledError`.
    patience
        How long and how often to try.
    arrived
        Called as shapes come in.
    sketched
        Called with what the scout of the crew drew, if there is one.

    Raises
    ------
    InputError
        If the model is refused, or nothing can be read from it.
    """
    loading = _Loading(job, crew, patience or Patience(), arrived, sketched)
    loading.run(progress)
    loading.survey.sort()
    return loading.survey


class _Loading:
    """One reading."""

    def __init__(
        self, job: Job, crew: Crew, patience: Patience, arrived: Arrived, sketched: SketchArrived
    ) -> None:
        self.survey = Survey()
        self._job, self._crew, self._patience = job, crew, patience
        self._arrived, self._sketched = arrived, sketched
        self._plan_file, self._looked_file = job.folder / "plan.json", job.folder / "looked.json"
        self._compared_file = job.folder / "compared.json"
        self._plan: Plan | None = None
        self._waiting: deque[Chunk] = deque()
        self._fast: list[Chunk] = []
        """What the fast kernel drew, to be drawn again should it turn out to be wrong in this file."""
        self._distrusted = False
        self._cost = self._done = 0.0
        self._step, self._fraction = "open", 0.0
        self._lead: Worker | None = None
        self._looker: Worker | None = None
        self._looked: Looked | None = None
        self._comparer: Worker | None = None
        """Compares drawings while the lead reads the structure."""
        self._compared: bool | None = None
        """Whether that is done; None where nobody was asked."""
        self._chosen = False
        self._early = self._hasty = False
        """Whether the lead began before the text was looked at, and whether it is still at that."""
        self._refusal: Text | None = None

    def run(self, progress: Progress) -> None:
        """Listen until all is drawn."""
        if self._crew.scout is not None:
            self._crew.scout.send(sketch=str(self._job.model))
        for worker in self._crew.members:
            self._begin(worker)
        while self._plan is None or self._waiting or any(w.chunk for w in self._crew.members):
            progress(_STEPS[self._step], self._fraction)
            try:
                worker, message = self._crew.heard.get(timeout=_TICK)
            except queue.Empty:
                self._look_for_silence()
                continue
            if worker is self._crew.scout and message is not None:
                self._hear_scout(worker, message)
            if worker not in self._crew.members:
                continue
            worker.last_heard = time.monotonic()
            if message is None:
                worker.ended = True
                self._lost(worker)
            else:
                self._hear(worker, message)

    def _begin(self, worker: Worker) -> None:
        members = self._crew.members
        if self._looked is None and self._looker is None and worker is members[-1]:
            # With two, one looks at the text while the other opens the model.
            self._looker = worker
            worker.send(look=str(self._job.model), into=str(self._looked_file))
        if self._plan is None and self._lead is None:
            self._lead = worker
            # Most texts are sound, so it need not wait; unless one died over this one.
            early = self._looked is None and worker is not self._looker and not self.survey.deaths
            self._early = self._hasty = early
            if early:
                worker.send(early=str(self._job.model))
        if self._looked is not None:
            self._go_on(worker, self._looked)

    def _go_on(self, worker: Worker, looked: Looked) -> None:
        """Let a child go on with a text that was looked at: of a sound one it need not read every line."""
        worker.last_heard = time.monotonic()
        leads = worker is self._lead
        if not (leads and self._early and looked.is_sound):
            if leads:
                self._early = False
            if not looked.is_sound:
                self._comparer = self._compared = None
            worker.opened = False
            worker.send(open=str(self._job.model), lazily=looked.is_sound, gather=leads)
        if leads:
            worker.send(tell=True, looked=str(self._looked_file))
        elif self._plan is not None:
            self._share(worker)

    def _compare(self, worker: Worker) -> None:
        """Let a child that would wait compare the drawings: the lead for the look, another for the lead."""
        sound = self._looked is not None and self._looked.is_sound
        waits = self._looked is None if worker is self._lead else sound and not self._chosen
        if waits and self._compared is None:
            self._comparer, self._compared = worker, False
            worker.send(compare=str(self._compared_file))

    def _draft(self) -> None:
        """Ask for the plan, once what is to be drawn is chosen and compared."""
        if self._lead is not None and self._chosen and self._plan is None and self._comparer is None:
            self._lead.last_heard = time.monotonic()
            compared = str(self._compared_file) if self._compared else None
            self._lead.send(draft=str(self._plan_file), compared=compared)

    def _share(self, worker: Worker) -> None:
        worker.send(plan=str(self._plan_file))
        # One that still opens the model would only keep a piece from the others.
        if worker.opened:
            self._hand_out(worker)

    def _hear(self, worker: Worker, message: dict[str, Any]) -> None:
        if worker is self._lead and self._plan is None:
            self._step = message.get("step", self._step)
            self._fraction = min(1.0, max(0.0, float(message.get("at", self._fraction))))
        if "shapes" in message:
            for name, vertices, faces in message["shapes"]:
                worker.note(name, vertices, faces)
        elif "start" in message:
            worker.busy_with = message["start"]
        elif "ready" in message:
            self._finished(worker)
        elif not self._goes_on(worker, message):
            self._note(worker, message)

    def _goes_on(self, worker: Worker, message: dict[str, Any]) -> bool:
        """Take the next step to the plan; False if the message is about something else."""
        if "looked" in message:
            self._heed()
        elif "early" in message:
            worker.opened = True
            self._compare(worker)
            self._hasty = worker is self._comparer
        elif "opened" in message:
            worker.opened = True
            if self._plan is not None:
                self._hand_out(worker)
            else:
                self._compare(worker)
        elif "chosen" in message:
            self._chosen = True
            self._draft()
        elif "compared" in message:
            self._hasty &= worker is not self._lead
            if worker is self._comparer:
                self._comparer, self._compared = None, bool(message["compared"])
                self._draft()
        elif "planned" in message:
            self._planned()
        else:
            return False
        return True

    def _hear_scout(self, scout: Worker, message: dict[str, Any]) -> None:
        """Pass on what it drew; whatever else it says is no reason to stop."""
        kinds = {}
        try:
            for name, kind, vertices, faces in message.get("sketch", ()):
                scout.note(name, vertices, faces)
                kinds[name] = kind
            drawn = scout.take()
        except (OSError, TypeError, ValueError):
            self._crew.call_back()
            return
        parts = {name: Sketched(kinds[name], *shape) for name, shape in drawn.items() if _is_whole(*shape)}
        if parts:
            self._sketched(parts)

    def _note(self, worker: Worker, message: dict[str, Any]) -> None:
        survey = self.survey
        if "facts" in message and survey.facts is None:
            facts = ModelFacts.from_json(message["facts"])
            found = self._looked.damages if self._looked is not None else ()
            survey.facts = replace(facts, damages=(*found, *facts.damages))
            self._arrived(survey, ())
        elif "failed" in message:
            survey.failed[message["failed"]] = message["reason"]
        elif "complaint" in message:
            survey.complaints.setdefault(message["complaint"], message["reason"])
        elif "remark" in message:
            survey.remarks.setdefault(message["remark"], set()).add(message["code"])
        elif "kernel_unit" in message:
            survey.kernel_unit = message["kernel_unit"]
        elif "differs" in message:
            survey.differing = (*survey.differing, message["differs"])
            self._distrust()
        elif "refused" in message:
            self._refuse(Text(*message["refused"]), at_once=worker is self._looker)

    def _heed(self) -> None:
        self._looked = Looked.read(self._looked_file)
        if self._refusal is not None:
            self._refuse(self._refusal)
        for worker in self._crew.members:
            self._go_on(worker, self._looked)

    def _refuse(self, refusal: Text, *, at_once: bool = False) -> None:
        """Refuse the file; what is wrong with its text is said first, or with it."""
        if self._looked is None and not at_once:
            self._refusal = refusal
            return
        first = self._looked.first if self._looked is not None else None
        raise InputError(refusal if first is None else and_damaged(refusal, first))

    def _planned(self) -> None:
        self._plan = Plan.read(self._plan_file)
        self._waiting.extend(self._plan.chunks())
        self._cost = sum(chunk.cost for chunk in self._waiting)
        self._step = "shapes"
        for worker in self._crew.members:
            self._share(worker)

    def _hand_out(self, worker: Worker) -> None:
        """Give a child that has none its next piece."""
        if worker.chunk is not None or not self._waiting:
            return
        worker.busy_with = None
        chunk = self._waiting.popleft()
        if chunk.mode == "fast" and self._distrusted:
            chunk = replace(chunk, mode="exact")
        worker.chunk = chunk
        worker.last_heard = time.monotonic()
        worker.send(do=chunk.groups, mode=chunk.mode, only=chunk.only)

    def _distrust(self) -> None:
        """Forget all that the fast kernel drew; the exact one draws it."""
        self._distrusted = True
        for chunk in self._fast:
            self._forget(chunk)
            self._waiting.append(replace(chunk, mode="exact"))
            self._cost += chunk.cost
        self._fast.clear()

    def _forget(self, chunk: Chunk) -> None:
        for name in self._plan.names(chunk) if self._plan else ():
            self.survey.shapes.pop(name, None)

    def _finished(self, worker: Worker) -> None:
        chunk = worker.chunk
        if chunk is None:
            return
        self._take(worker)
        self._done += chunk.cost
        if chunk.mode == "fast":
            self._fast.append(chunk)
            if self._distrusted:
                self._distrust()
        self._fraction = min(1.0, self._done / self._cost) if self._cost else 1.0
        worker.chunk = None
        for idle in [w for w in self._crew.members if w.chunk is None and w.opened]:
            self._hand_out(idle)

    def _take(self, worker: Worker) -> None:
        found = worker.take()
        self.survey.shapes |= found
        if found:
            self._crew.call_back()
            self._arrived(self.survey, tuple(found))

    def _look_for_silence(self) -> None:
        now = time.monotonic()
        for worker in list(self._crew.members):
            if worker.chunk is None and not self._reads(worker):
                continue
            limit = self._patience.silence
            if self._plan is None or not worker.opened:
                limit += self._job.model.stat().st_size / 2**20 * self._patience.per_megabyte
            if now - worker.last_heard > limit:
                worker.hung_after = self._patience.silence
                self._lost(worker)

    def _reads(self, worker: Worker) -> bool:
        """Tell whether a child is busy without a piece of work; the lead is not blamed for a slow look."""
        if self._looked is None:
            return worker is self._looker
        if self._plan is not None:
            return not worker.opened
        return worker is (self._comparer if self._chosen and self._comparer is not None else self._lead)

    def _lost(self, worker: Worker) -> None:
        """Keep what a dead child left, and let another do the rest."""
        self._crew.lose(worker)
        self._take(worker)
        self.survey.deaths += 1
        leads = worker is self._lead
        looks, looked = worker is self._looker, self._looked is not None
        if self.survey.deaths > self._patience.retries or (leads and looks and not looked):
            self._refuse(broke_down(self._job.file, worker.end()), at_once=True)
        if looks:
            self._looker = None
        # Over what was not looked at it says nothing of the file to die.
        if leads and self.survey.facts is None and not self._hasty:
            self._refuse(broke_down(self._job.file, worker.end()))
            return
        if worker is self._comparer:
            self._comparer = None
            self._draft()
        if leads:
            self._lead, self._chosen = None, False
        if worker.chunk is not None:
            self._again(worker, worker.chunk)
        self._begin(self._crew.hire())

    def _again(self, worker: Worker, chunk: Chunk) -> None:
        """Put the piece of a dead child back.

        One that was killed from outside may have died over nothing, so what
        the fast kernel drew is tried once more; then element by element.
        """
        self._waiting.appendleft(chunk)
        if chunk.mode in ("fast", "sample") and not chunk.again and worker.hung_after is None:
            self._waiting[0] = replace(chunk, again=True)
            return
        if worker.busy_with is not None:
            self.survey.failed[worker.busy_with] = worker.end()
        if chunk.mode == "fast":
            self._forget(chunk)
        if chunk.mode in ("fast", "sample"):
            self._distrust()
        known = self.survey.shapes.keys() | self.survey.failed.keys()
        names = self._plan.names(chunk) if self._plan else ()
        left = tuple(name for name in names if name not in known)
        self._waiting[0] = replace(chunk, mode="single", only=left)


def _is_whole(vertices: Floats, faces: Ints) -> bool:
    """Tell whether a drawing of a stranger holds together."""
    return len(faces) > 0 and int(faces.min()) >= 0 and int(faces.max()) < len(vertices)
