"""The child: tries parts by name, one after the other, and tells each as a line of JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.trust import user_folder
from optopcheck.service.caches import geometry_folder
from optopcheck.service.doctor import parts, premises
from optopcheck.service.doctor.outcome import State, Told
from optopcheck.service.logs import scrubbed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def probes() -> Mapping[str, Callable[[], Told]]:
    """Return what can be tried, by name."""
    folders = {
        "user-folder": user_folder(),
        "cache-folder": geometry_folder(),
        "temporary-folder": _temporary_folder(),
    }
    return {
        "python": premises.python,
        "libraries": premises.libraries,
        "time-zone": premises.time_zone,
        "memory": premises.memory,
        "disk": lambda: premises.disk(folders),
        "user-folder": lambda: premises.folder(folders["user-folder"]),
        "cache-folder": lambda: premises.folder(folders["cache-folder"]),
        "temporary-folder": lambda: premises.folder(folders["temporary-folder"]),
        "kernels": parts.kernels,
        "rays": parts.rays,
        "coordinates": parts.coordinates,
        "paper": parts.paper,
        "packs": parts.packs,
        "picture": parts.picture,
        "window": parts.window,
        "fonts": parts.fonts,
        "settings": parts.settings,
        "fence": parts.fence,
    }


def main(arguments: list[str]) -> int:
    """Try the named parts."""
    # What a library prints must not be taken for an answer of ours.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    found = probes()
    for name in arguments:
        _say(answers, begin=name)
        _say(answers, end=name, **_json(_told(found[name])))
    # A library that was only tried must not break down on the way out.
    sys.stderr.flush()
    os._exit(0)


def _told(probe: Callable[[], Told]) -> Told:
    try:
        return probe()
    except InputError as error:
        return Told(error.text, State.BROKEN)
    except Exception as error:  # noqa: BLE001 -- whatever a library raises: the part is broken
        return Told(Text(scrubbed(" ".join(f"{type(error).__name__}: {error}".split()))[:300]), State.BROKEN)


def _say(answers: TextIO, **message: object) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _json(told: Told) -> dict[str, object]:
    return {"state": told.state.value, "said": _both(told.said), "remedy": told.remedy and _both(told.remedy)}


def _both(text: Text) -> list[str]:
    return [text.nl, text.in_language("en")]


def _temporary_folder() -> Path:
    """Return where temporary files go, or would go if any such folder could be written to."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        return Path(os.environ.get("TMPDIR") or "/tmp")  # noqa: S108 -- only told, and tried
