"""The menu of what leaves the window: reports, and files for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.gui import export_work
from optopcheck.gui.export_work import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.job import Progress
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.memory import Memory
    from optopcheck.gui.view_area import ViewArea

    _Task = Callable[[Source, Path, Progress], Text | None]


@dataclass(frozen=True)
class Export:
    """One thing that can be written."""

    title: str
    """In the language of the window."""
    suffix: str
    """Of its file; empty for a folder."""
    task: _Task | None
    """None: the picture, which comes from the window."""
    needs_design: bool = False
    needs_place: bool = False

    @property
    def plain_title(self) -> str:
        """Without the key and the dots of a menu."""
        return self.title.replace("&", "").removesuffix(" …")


class Exports(QObject):
    """Knows what can be exported and what each lacks; writes it in the background."""

    weighed = Signal()
    """What can be exported may have changed."""

    def __init__(self, window: QWidget, desk: Desk, view: ViewArea, memory: Memory) -> None:
        super().__init__(window)
        self._memory = memory
        self._window, self._desk, self._view = window, desk, view
        self._folder: Path | None = None
        self.entries = self._make_entries()
        for signal in (desk.case_changed, desk.judged_changed, desk.job_changed):
            signal.connect(self.weighed)

    def _make_entries(self) -> tuple[Export, ...]:
        work, copy = export_work, partial(export_work.report, is_copy=True)
        return (
            Export(self.tr("&Report as PDF …"), ".pdf", work.report),
            Export(self.tr("Report as &web page …"), ".html", work.report),
            Export(self.tr("PDF without &attachments, for portals …"), ".pdf", copy),
            Export(self.tr("&BCF for the model checker …"), ".bcf", work.bcf),
            Export(self.tr("&IFC with the added storey …"), ".ifc", work.ifc, needs_design=True),
            Export(self.tr("&GLB for presentation …"), ".glb", work.glb),
            Export(self.tr("&CityJSON for GIS …"), ".city.json", work.cityjson),
            Export(self.tr("&JSON of the assessment …"), ".json", work.json),
            Export(
                self.tr("&Shadow plates in a folder …"), "", work.plates, needs_design=True, needs_place=True
            ),
            Export(self.tr("&Picture as it is seen …"), ".png", None),
        )

    def lacks(self, export: Export) -> str | None:
        """Say what an export needs that is not there; None if it can be made."""
        desk = self._desk
        if desk.opened is None:
            return self.tr("No case is open")
        if export.task is None:
            seen = self._view.viewport.has_scene
            return None if seen else self.tr("There is no picture yet")
        judged = desk.judged
        if judged is None or desk.is_stale:
            return self.tr("The present scenario is not assessed yet (F5)")
        facts = judged.assessment.facts
        if export.needs_design and facts.proposed.building is None:
            return self.tr("There is no design: see the measurements for the reason")
        if export.needs_place and facts.case.site.latitude is None:
            return self.tr("The place of the model on earth is not known")
        return None

    def ask(self, export: Export) -> None:
        """Ask for a file or a folder and write it."""
        if self.lacks(export) is None and (path := self._chosen(export)) is not None:
            self._folder = path if not export.suffix else path.parent
            self.write(export, path)

    def write(self, export: Export, path: Path) -> None:
        """Write it in the background; the result is told above the case."""
        desk, image = self._desk, self._view.viewport.image() if export.task is None else None
        if desk.opened is None:
            return
        try:
            export_work.check_goal(desk.opened.inputs, path)
        except InputError as error:
            desk.tell(error.text)
            return
        if image is not None:
            task: Callable[[Progress], object] = partial(export_work.picture, image.copy(), path)
        elif export.task is not None and desk.judged is not None:
            said = desk.judged.assessment, desk.language, desk.file.reviewed, self._memory.author
            source = Source(desk.opened, *said)
            task = partial(export.task, source, path)
        else:
            return
        title = Text(export.plain_title, export.plain_title)
        desk.file.errands.run(title, task, partial(self._tell, path))

    def _tell(self, path: Path, remark: object) -> None:
        words = Text(f"Geschreven: {path}", f"Written: {path}")
        if isinstance(remark, Text):
            words = Text(
                f"{words.nl} ({remark.nl})", f"{words.in_language('en')} ({remark.in_language('en')})"
            )
        self._desk.tell_of(words, path)

    def _chosen(self, export: Export) -> Path | None:
        stem = Path(self._desk.file.name).stem
        folder = self._folder or (self._desk.file.path or Path.home() / "x").parent
        if not export.suffix:
            name = QFileDialog.getExistingDirectory(self._window, export.plain_title, str(folder))
            return Path(name) if name else None
        start = str(folder / f"{stem}{export.suffix}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, export.plain_title, start, f"{export.plain_title} (*{export.suffix})"
        )
        if not name:
            return None
        return Path(name if name.lower().endswith(export.suffix) else f"{name}{export.suffix}")
