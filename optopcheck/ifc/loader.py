"""A loader child: the only kind of process that opens a model.

The kernel can crash or hang on a damaged file and nothing inside a process
can stop it, so the reader starts these as own processes and kills them at
will. A child tells one JSON object a line on standard output; triangles go to
raw files in the private folder of the job. Those that read a model get their
orders, one JSON object a line, on standard input.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.scratch import no_room
from optopcheck.ifc.warm import READY

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_MEMORY = 8 * 2**30
"""Address space of a child [bytes]; all of them leave room for one more in the memory of the machine."""
LEAST_MEMORY = 3 * 2**30
_SELDOM = 50_000
"""So many things are made before Python looks for some that may go."""


def main(arguments: list[str]) -> int:
    """Read the model of a job file; see the module."""
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    say = _speaker()
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    folders = [Path(job["folder"])]
    parent = _watch_parent(folders, orders)
    if job.get("role") == "waiting":
        job = _wait(folders, orders, job["kind"])
    _limit_memory(job.get("workers", 1))
    try:
        if job.get("role") == "scout":
            _sketch(job, say, orders)
        elif "role" in job:
            _read(job, say, orders)
        else:
            _task(job)(job, say)
    except InputError as refusal:
        say(refused=[refusal.text.nl, refusal.text.in_language("en")])
    except MemoryError:
        say(refused=list(_too_large(job["file"])))
    except OSError as error:
        text = no_room(Path(job["folder"]), error.strerror or error)
        say(refused=[text.nl, text.in_language("en")])
    say(done=True)
    # The parent kills us once it has read this; if it cannot, its folder is ours to remove.
    parent.join()
    return 0


def _task(job: dict[str, Any]) -> Callable[[dict[str, Any], Callable[..., None]], None]:
    if "variant" in job:
        return _write
    if "materials" in job:
        return _tell_materials
    return _tell_properties if "properties" in job else _check_ids


def _speaker() -> Callable[..., None]:
    """Return the voice to the parent; whatever the kernel prints goes to standard error."""
    voice: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def say(**message: object) -> None:
        voice.write(json.dumps(message) + "\n")
        voice.flush()

    return say


def _watch_parent(folders: list[Path], orders: queue.SimpleQueue[str] | None = None) -> threading.Thread:
    """Pass on orders; stop and clean up when the parent is gone: our standard input ends then."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError), os.fdopen(os.dup(0), encoding="utf-8") as lines:
            for line in lines:
                if orders is not None:
                    orders.put(line)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _wait(folders: list[Path], orders: queue.SimpleQueue[str], kind: str) -> dict[str, Any]:
    """Load what a reading, or a sketch, needs, and wait until there is one."""
    if kind == "scout":
        from optopcheck.ifc.sketch import make_ready  # noqa: PLC0415 -- this process only
    else:
        from optopcheck.ifc.kernel_trial import make_ready  # noqa: PLC0415 -- same
    make_ready()
    (folders[0] / READY).touch()
    job: dict[str, Any] = json.loads(orders.get())["job"]
    folders.append(Path(job["folder"]))
    return job


def _limit_memory(workers: int = 1) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not on Windows

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = max(LEAST_MEMORY, min(MOST_MEMORY, memory // (1 + workers)))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(job: dict[str, Any], say: Callable[..., None], orders: queue.SimpleQueue[str]) -> None:
    """Follow orders: ``open`` a model, share the ``plan``, ``do`` a piece of work, and what leads to them."""
    # The library takes 0.3 s to import: only this process needs it.
    from optopcheck.ifc.damage import Looked  # noqa: PLC0415
    from optopcheck.ifc.extraction import Extraction  # noqa: PLC0415
    from optopcheck.ifc.plan import Plan  # noqa: PLC0415
    from optopcheck.ifc.preflight import look  # noqa: PLC0415
    from optopcheck.ifc.shaping import Shaper  # noqa: PLC0415

    # A hundred thousand small things are made that stay: looking for what may go takes a third of the time.
    gc.freeze()
    gc.set_threshold(_SELDOM)
    reading = Extraction(job, say)
    shaper: Shaper | None = None
    while True:
        order = json.loads(orders.get())
        if "look" in order:
            look(Path(order["look"]), job["file"]).write(Path(order["into"]))
            say(looked=True)
            _give_back()
        elif "early" in order:
            reading.gather_early(Path(order["early"]))
            say(early=True)
        elif "open" in order:
            reading = Extraction(job, say)
            reading.open(Path(order["open"]), lazily=order["lazily"])
            if order["gather"]:
                reading.gather()
            say(opened=True)
        elif "tell" in order:
            reading.heed(Looked.read(Path(order["looked"])))
            reading.tell_facts()
            reading.choose()
            say(chosen=True)
        elif "compare" in order:
            say(compared=_compare(reading.model, Path(order["compare"]), say))
        elif "draft" in order:
            compared = order["compared"]
            reading.plan(Path(compared) if compared else None).write(Path(order["draft"]))
            say(planned=True)
            reading = reading.rest()
            _give_back()
        elif shaper is None:
            shaper = Shaper(
                reading.model, Plan.read(Path(order["plan"])), Path(job["folder"]), job["name"], say
            )
        else:
            shaper.do(order["do"], order["mode"], order["only"])
            say(ready=True)


def _compare(model: Any, path: Path, say: Callable[..., None]) -> bool:  # noqa: ANN401 -- ifcopenshell is untyped
    """Compare the drawings for the child that leads, which does it itself where that fails."""
    from optopcheck.ifc.alike import compare  # noqa: PLC0415 -- as above

    try:
        compare(model, path, say)
    except Exception:  # noqa: BLE001 -- it meets what is no part of the building, too
        return False
    return True


def _give_back() -> None:
    """Give freed memory back to the system, where the library of C can: what comes next needs room."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _sketch(job: dict[str, Any], say: Callable[..., None], orders: queue.SimpleQueue[str]) -> None:
    """Follow one order: ``sketch`` a model. That it cannot be done is no news: it is read anyway."""
    from optopcheck.ifc.sketch import sketch  # noqa: PLC0415 -- as above

    with contextlib.suppress(Exception):
        sketch(Path(json.loads(orders.get())["sketch"]), Path(job["folder"]), job["name"], say)


def _check_ids(job: dict[str, Any], say: Callable[..., None]) -> None:
    from optopcheck.ifc.ids_child import check  # noqa: PLC0415 -- as above

    say(report=check(job))


def _write(job: dict[str, Any], say: Callable[..., None]) -> None:
    from optopcheck.ifc.writer_child import write  # noqa: PLC0415 -- as above

    say(report=write(job))


def _tell_materials(job: dict[str, Any], say: Callable[..., None]) -> None:
    from optopcheck.ifc.materials_child import materials  # noqa: PLC0415 -- as above

    say(report=materials(job))


def _tell_properties(job: dict[str, Any], say: Callable[..., None]) -> None:
    from optopcheck.ifc.properties_child import properties  # noqa: PLC0415 -- as above

    say(report=properties(job))


def _too_large(file: str) -> tuple[str, str]:
    text = Text(
        f"{file} past niet in het geheugen; splits het model of exporteer zonder meubels en installaties",
        f"{file} does not fit in memory; split the model or export without furniture and installations",
    )
    return text.nl, text.in_language("en")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
