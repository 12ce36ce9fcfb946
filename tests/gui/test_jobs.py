"""Work in the background: what a library keeps for its thread outlives no job, and is never met freed."""

from __future__ import annotations

import os
import subprocess
import sys

TWICE = """
import sys, time
from PySide6.QtCore import QCoreApplication, QThreadPool
from optopcheck.domain.text import Text
from optopcheck.gui.jobs import Job
from optopcheck.ifc import earth
app, pool = QCoreApplication([]), QThreadPool()
pool.setMaxThreadCount(1)
places, ends = [], []
for epsg in (28992, 31370, 25831):
    job = Job(Text("plaats"), lambda _, epsg=epsg: earth.locate(epsg, 150_000.0, 250_000.0))
    job.done.connect(places.append)
    job.failed.connect(ends.append)
    job.ended.connect(lambda: ends.append(None))
    job.start(pool)
    while not ends or ends[-1] is not None:
        app.processEvents()
        time.sleep(0.002)
    ends.clear()
print(len([place for place in places if place is not None]))
"""


def test_a_library_with_a_context_for_each_thread_survives_many_jobs() -> None:
    # Freed memory is overwritten, so that one look at it ends the process.
    environment = {**os.environ, "MALLOC_PERTURB_": "165"}

    run = subprocess.run(
        [sys.executable, "-c", TWICE],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )

    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 2


AT_THE_END = """
import atexit, time
from PySide6.QtCore import QCoreApplication, QThreadPool
# Between the end of the jobs, which are imported later, and that of Qt.
atexit.register(lambda: (Job(Text("te laat"), work).start(pool), time.sleep(0.3)))
from optopcheck.domain.text import Text
from optopcheck.gui.jobs import Job

def work(progress):
    print("begun", flush=True)
    for step in range(100):
        time.sleep(0.1)
        if step > 10:
            progress(Text("stap"), step / 100)

app, pool = QCoreApplication([]), QThreadPool()
job = Job(Text("lang werk"), work)
job.start(pool)
end = time.monotonic() + 0.5
while time.monotonic() < end:
    app.processEvents()
    time.sleep(0.002)
"""


def test_the_program_ends_while_work_runs_and_more_is_asked() -> None:
    run = subprocess.run(
        [sys.executable, "-c", AT_THE_END], capture_output=True, text=True, check=False, timeout=60
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout == "begun\n"
    assert "Qt Concurrent" not in run.stderr
