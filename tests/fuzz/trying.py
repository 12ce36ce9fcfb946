"""Gives a bad input to the application as a user does, and tells how that ends."""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.rule import Verdict
from tests.fuzz.seeds import Judge, sound_case

if TYPE_CHECKING:
    from tests.fuzz.bad import Bad

NEEDED = frozenset({"building_height", "gross_volume"})
_REMEDY = re.compile(
    r"\b(exporteer|geef|maak|download|sla|controleer|kies|pak|noem|herstel|splits|haal|schrijf|laat|installeer|"
    r"verwijder|vraag|zet|open|gebruik|kijk|vul|bewaar|"
    r"verbeter|bekend zijn|wel:|nodig is|begint met|verwisseld)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ending:
    """How the application ended over an input."""

    how: str
    """``refused``, ``named`` or ``green``."""
    text: str
    """All that was said."""
    seconds: float
    file: str = ""
    """Name of what was given."""
    parts: int = 0
    """Elements that were read."""
    height: float | None = None
    """Measured height of the building [m]."""


@dataclass(frozen=True)
class Bench:
    """Rules, and a folder of which each try gets a new one."""

    judge: Judge
    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Bench:
        """Make one."""
        return cls(Judge(folder), folder)

    def inputs(self, bad: Bad, folder: Path) -> tuple[service.CaseInput, str]:
        """Write a bad input beside sound ones; also tell its name."""
        case = sound_case(folder)
        case.model.unlink() if bad.role == "model" else None
        path = bad.made(folder)
        if bad.role == "model":
            return replace(case, model=path), path.name
        if bad.role == "statement":
            paper = service.StatementInput(path, 1, "ir. V. Beeld", "constructeur")
            return replace(case, statement=paper), path.name
        return replace(case, **{bad.role: path}), path.name

    def tried(self, bad: Bad) -> Ending:
        """Open the case, and judge it where nothing stands in the way already."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            if bad.role in {"rules", "dossier"}:
                return _opened(bad.role, bad.made(Path(name)))
            inputs, file = self.inputs(bad, Path(name))
            return self.judged(inputs, file, neighbours=bad.role == "neighbours")

    def judged(self, inputs: service.CaseInput, file: str, *, neighbours: bool = False) -> Ending:
        """Open and judge a case of which one file is tried."""
        begun = time.monotonic()
        try:
            opened = self.judge.opened(inputs)
        except InputError as error:
            return Ending("refused", error.text.nl, time.monotonic() - begun, file)
        if neighbours:
            return _of_neighbours(opened, time.monotonic() - begun)
        return self._weighed(opened, begun)

    def _weighed(self, opened: service.OpenedCase, begun: float) -> Ending:
        defects = opened.case.building.defects
        said = "\n".join(f"{d.code}: {d.message.nl}; {d.remedy.nl}" for d in defects)
        blocked = frozenset[str]().union(*(d.blocks for d in defects))
        green = False
        if not blocked >= NEEDED:
            overall = self.judge.overall(opened)
            green, said = overall.verdict is Verdict.COMPLIES, f"{said}\n{overall.reason.nl}"
        height = opened.measured_existing.measured.building_height
        return Ending(
            "green" if green else "named",
            said,
            time.monotonic() - begun,
            "",
            len(opened.case.building.elements),
            height.value if isinstance(height, Measurement) else None,
        )


def _of_neighbours(opened: service.OpenedCase, seconds: float) -> Ending:
    """No rule here looks at them: what counts is whether it is said that one may be missing."""
    city = [d for d in opened.case.building.defects if d.code.startswith("city")]
    lost = any(d.severity is Severity.ERROR for d in city)
    said = "\n".join(f"{d.code}: {d.message.nl}; {d.remedy.nl}" for d in city)
    return Ending("named" if lost else "green", said, seconds)


def _opened(role: str, path: Path) -> Ending:
    """Open a bundle of rules or a dossier as the verifying commands do."""
    begun = time.monotonic()
    try:
        if role == "rules":
            found = service.verify_rules(path)
            altered = found.container is None
            return Ending(
                "refused" if altered else "green",
                f"{path.name}: {found.standing.reason.nl}; haal het opnieuw",
                time.monotonic() - begun,
            )
        verified = service.verify_dossier(path)
    except InputError as error:
        return Ending("refused", error.text.nl, time.monotonic() - begun, path.name)
    said = "\n".join(problem.nl for problem in verified.problems)
    return Ending("named" if verified.problems else "green", said, time.monotonic() - begun)


def complaint(bad: Bad, end: Ending, sound: Ending) -> str | None:
    """Return what is wrong with how an input ended, None if all is well."""
    if end.how == "green":
        same = end.parts == sound.parts and end.height == sound.height
        if bad.ends not in {"sound", "any"}:
            return "green"
        same |= bad.role == "neighbours"  # they are not measured
        return None if same else f"green with {end.parts} parts, {end.height} m"
    if bad.ends == "sound":
        return f"{end.how}, but it is sound"
    if bad.ends in {"refused", "named"} and end.how != bad.ends:
        return f"{end.how} instead of {bad.ends}"
    if bad.said and not re.search(bad.said, end.text):
        return f"does not say /{bad.said}/"
    return badly_said(end)


def badly_said(end: Ending) -> str | None:
    """Return what is wrong with the message, None if it names file and remedy in one line."""
    if "Traceback" in end.text or "optopcheck." in end.text:
        return "speaks of the program"
    if end.how == "refused":
        if "\n" in end.text:
            return "more than a line"
        if end.file not in end.text and "--" not in end.text:
            return "does not name the file"
        if not _REMEDY.search(end.text):
            return "does not say what to do"
    return None
