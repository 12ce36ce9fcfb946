"""A heart that beats in the event loop of the window, and tells what held it up."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from types import FrameType

BEAT = 10
"""[ms]"""
LATE = 0.1
"""A gap that a hand on the mouse feels [s]."""
_SIGHT = 0.02
"""[s]"""
_OWN = "optopcheck/"


@dataclass(frozen=True)
class Pulse:
    """The gaps between the beats of one stage."""

    gaps: tuple[float, ...]
    """[s]"""
    own: tuple[float, ...]
    """Processor time of the window's thread in each gap [s]; another program hardly changes it."""
    culprits: tuple[tuple[str, int], ...]
    """Where the window was seen while a beat was late, and how often."""

    @property
    def p99(self) -> float:
        """[s]."""
        return float(np.percentile(self.gaps, 99))

    @property
    def longest(self) -> float:
        """[s]."""
        return max(self.gaps)

    @property
    def late(self) -> float:
        """Share of the time that passed in gaps that can be felt, less the beat itself."""
        return sum(gap - LATE for gap in self.gaps if gap > LATE) / sum(self.gaps)

    @property
    def busiest(self) -> float:
        """Most processor time of the window in one gap [s]."""
        return max(self.own)


class Heart(QObject):
    """Beats from `start` until `stop`; a thread beside it looks where the window is when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._gaps: list[float] = []
        self._own: list[float] = []
        self._seen: Counter[str] = Counter()
        self._last = (0.0, 0.0)
        self._stopped = threading.Event()
        self._watch: threading.Thread | None = None

    def start(self) -> None:
        """Begin to count."""
        self._gaps, self._own, self._seen = [], [], Counter()
        self._last = (time.perf_counter(), time.thread_time())
        self._stopped.clear()
        self._watch = threading.Thread(target=self._look, args=(threading.get_ident(),), daemon=True)
        self._timer.start()
        self._watch.start()

    def stop(self) -> Pulse:
        """End counting, and tell."""
        self._beat()
        self._timer.stop()
        self._stopped.set()
        if self._watch is not None:
            self._watch.join()
        return Pulse(tuple(self._gaps), tuple(self._own), tuple(self._seen.most_common(5)))

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self._gaps.append(now - self._last[0])
        self._own.append(own - self._last[1])
        self._last = (now, own)

    def _look(self, window: int) -> None:
        while not self._stopped.wait(_SIGHT):
            if time.perf_counter() - self._last[0] > LATE / 2:
                self._seen[_place(sys._current_frames().get(window))] += 1  # no other way


def _place(frame: FrameType | None) -> str:
    """Name the innermost lines of the program itself."""
    own = [f for f in traceback.extract_stack(frame) if _OWN in f.filename and "/tests/" not in f.filename]
    named = [f"{f.filename.rsplit(_OWN, 1)[1]}:{f.lineno} {f.name}" for f in own[-3:]]
    return " > ".join(named) or "outside the program"
