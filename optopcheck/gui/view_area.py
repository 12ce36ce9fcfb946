"""The picture with its buttons: which situation, from where, what lies under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from optopcheck.domain.measurement import Unmeasured
from optopcheck.gui import layouts, work
from optopcheck.gui.fields import able, named
from optopcheck.gui.legend import Legend
from optopcheck.gui.loss_colours import LossLegend, colours_of
from optopcheck.gui.memory import Memory
from optopcheck.gui.readout import in_window
from optopcheck.gui.sun_panel import SunPanel
from optopcheck.gui.view_bar import ViewBar
from optopcheck.gui.view_commands import Commands
from optopcheck.gui.view_menu import ViewMenus
from optopcheck.gui.view_pad import NorthNote, ViewPad
from optopcheck.gui.view_section import SectionBar
from optopcheck.gui.viewport import BlitViewport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.text import Text
    from optopcheck.gui.desk import Desk, SituationName
    from optopcheck.service import Shadow

_SHORTLY = 5
"""[ms]"""
_SITUATIONS: tuple[SituationName, ...] = ("existing", "permitted", "proposed")


class ViewArea(QWidget):
    """Hosts the viewport and keeps it in step with the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown_case: object = None
        self.viewport = BlitViewport()
        self.viewport.ruler.language = desk.language
        self.commands = Commands(self.viewport)
        self.menus = ViewMenus(self.viewport, self.commands, Memory())
        self.bar = ViewBar(self.commands, self.menus)
        self.situations = self.bar.situations
        self.neighbours, self.comparing = self.bar.neighbours, self.bar.comparing
        self.section = SectionBar(self.viewport, self.commands, desk.language)
        self.legend = Legend(self.viewport)
        self.pad = ViewPad(self.viewport, self.commands)
        self.legend.put_beside(self.pad)
        self.north = NorthNote(self.viewport)
        self.sun = SunPanel(desk)
        self.under = named(QLabel(self._hint()), self.tr("Under the cursor"))
        self.under.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.under.setContentsMargins(10, 3, 10, 3)
        self.under.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.loss = named(QCheckBox(self.tr("Loss of sun")), self.tr("Colour the points by what they lose"))
        self.loss.setChecked(True)
        self.colours = LossLegend()
        self._lay_out()
        self._connect()
        self._follow()

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=0)
        column.addWidget(self.bar)
        column.addWidget(self.section)
        column.addWidget(self.viewport, stretch=1)
        colours = layouts.row(spacing=8, margins=(10, 3, 10, 0))
        colours.addWidget(self.loss)
        colours.addWidget(self.colours, stretch=1)
        column.addLayout(colours)
        column.addWidget(self.under)
        column.addWidget(self.sun)

    def _connect(self) -> None:
        for button, name in zip(self.situations, _SITUATIONS, strict=True):
            button.clicked.connect(partial(self._switch, name))
        self.neighbours.toggled.connect(self.viewport.show_neighbours)
        self.loss.toggled.connect(self._colour)
        self.comparing.toggled.connect(self._compare)
        self.viewport.picked.connect(self._tell_picked)
        self.viewport.ruler.told.connect(self._tell_measured)
        self.viewport.ruler.changed.connect(self._end_measuring)
        self.viewport.point_picked.connect(self._desk.choose_point)
        self._desk.sun_changed.connect(self._colour)
        self._desk.point_changed.connect(self._tell_point)
        self.sun.cast.connect(self._show_shadow)
        self.sun.look_from_sun.connect(self.viewport.look_from_sun)
        # In a turn of its own: the panels have just had theirs.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow_at_rest)
        self._desk.shown_changed.connect(self._follow_soon)
        self._desk.judged_changed.connect(self._weigh)
        self._desk.lit_changed.connect(self._light)

    def _switch(self, name: SituationName, *_: object) -> None:
        self._desk.show(name)
        self.catch_up()

    # --- in step with the desk ------------------------------------------------------------------
    def catch_up(self) -> None:
        """Show at once what lies on the desk: somebody looks at the picture next."""
        if self._soon.isActive():
            self._soon.stop()
            self._follow()

    def _follow_soon(self) -> None:
        self._weigh()
        self._soon.start(0)

    def _follow_at_rest(self) -> None:
        """Follow; a drawing that runs is not waited for in this turn."""
        if self.viewport.drawer.is_busy:
            self._soon.start(_SHORTLY)
        else:
            self._follow()

    def _follow(self) -> None:
        opened, building = self._desk.opened, self._desk.building
        self._weigh()
        if opened is None or building is None:
            return
        case = opened.case.case
        self.viewport.show_building(building, case.neighbours, work.ground(opened), case.site.true_north)
        if self._shown_case is not opened:
            self._shown_case = opened
            self.section.forget()
            self.viewport.show_all()
            self.north.tell(case.site.north_source.in_language(self._desk.language))
            self.viewport.look("iso")
            self.viewport.fit_to([e.global_id for e in building.elements])
        self._compare()
        self._colour()
        self._light()

    def _compare(self) -> None:
        """Put the existing building left of the line, where another one is shown."""
        opened, existing = self._desk.opened, self._desk.situation("existing")
        other = self.comparing.isChecked() and self._desk.shown != "existing"
        able(
            self.comparing,
            self.tr("Show the permitted or the proposed situation first")
            if self._desk.shown == "existing"
            else None,
            self.tr("The existing situation left of a line that you can drag"),
        )
        if opened is None or existing is None:
            return
        case = opened.case.case
        self.viewport.wipe.names = (self.situations[0].text(), self._name_of_shown())
        building = existing.building if other else None
        self.viewport.compare(building, case.neighbours, work.ground(opened), case.site.true_north)
        self.sun.compare(building)

    def _name_of_shown(self) -> str:
        return self.situations[_SITUATIONS.index(self._desk.shown)].text()

    def _colour(self) -> None:
        """Colour the points by the sun they lose under the chosen norm."""
        facts, norm = self._desk.facts, self._desk.norm
        permitted = self._desk.shown == "permitted"
        known = (
            work.losses(facts, norm, permitted=permitted) if facts is not None and norm is not None else ()
        )
        able(self.loss, None if known else self.tr("No sun was counted yet"))
        shown = bool(known) and self.loss.isChecked()
        self.colours.setVisible(shown)
        self.viewport.colour_points(colours_of(known) if shown else {})

    def _tell_point(self) -> None:
        if self._desk.point is not None:
            self.under.setText(self._named(self._desk.point))

    def _weigh(self) -> None:
        for button, name in zip(self.situations, _SITUATIONS, strict=True):
            able(button, self._why_not(name))
            button.setChecked(name == self._desk.shown)
        has = self._desk.opened is not None and bool(self._desk.opened.case.case.neighbours)
        able(self.neighbours, None if has else self.tr("No surroundings were given"))

    def _why_not(self, name: SituationName) -> str | None:
        situation = self._desk.situation(name)
        if situation is None:
            return self.tr("Not known yet: the assessment is not ready")
        if situation.building is not None:
            return None
        height, language = situation.measured.building_height, self._desk.language
        if isinstance(height, Unmeasured):
            return in_window(height.reason.in_language(language), language)
        return self.tr("Not known")

    def _light(self) -> None:
        lighting = self._desk.lighting
        self.viewport.light(tuple(self._expanded(lighting.ids)), lighting.faces, lighting.excluded)
        self.legend.fill(lighting)

    def _expanded(self, ids: Iterable[str]) -> Iterable[str]:
        """Yield the elements of a storey in its place."""
        elements = self._desk.building.elements if self._desk.building else ()
        for identity in ids:
            on_storey = [e.global_id for e in elements if e.storey_id == identity]
            yield from on_storey or [identity]

    def _show_shadow(self, shadow: Shadow | None, compared: Shadow | None) -> None:
        self.viewport.drawer.later(partial(self._cast, shadow, compared))

    def _cast(self, shadow: Shadow | None, compared: Shadow | None) -> None:
        self.viewport.show_shadow(shadow.mesh if shadow else None, compared.mesh if compared else None)
        if shadow is not None and shadow.mesh is not None:
            self.viewport.set_sun(shadow.azimuth, shadow.elevation)

    # --- what is measured -----------------------------------------------------------------------
    def _tell_measured(self, words: Text) -> None:
        keys = self.tr("Space points in the middle, Escape stops")
        said, ruling = words.in_language(self._desk.language), self.viewport.ruler.ruling
        done = ruling is not None and ruling.is_complete
        # The numbers first: on a small screen the line ends early.
        self.under.setText(said if done else f"{said}  ·  {keys}")

    def _end_measuring(self) -> None:
        if not self.viewport.ruler.is_on:
            self.under.setText(self._hint())

    # --- what lies under the cursor -------------------------------------------------------------
    def _hint(self) -> str:
        return self.tr("Click a part to see its name; the right button opens its menu. The wheel zooms.")

    def _tell_picked(self, identity: str | None) -> None:
        self.under.setText(self._named(identity) if identity else self._hint())
        self._desk.choose_point(None)
        self._desk.light((identity,) if identity else ())

    def _named(self, identity: str) -> str:
        building = self._desk.building
        for element in building.elements if building else ():
            if element.global_id == identity:
                added = self.tr(" · added") if element.added else ""
                return f"{element.name or '–'}  ·  {element.kind}  ·  {identity}{added}"
        facts = self._desk.facts
        for point in work.losses(facts, self._desk.norm) if facts and self._desk.norm else ():
            if point.id == identity:
                return self.tr("Observation point %1").replace("%1", f"{point.owner}: {point.label}")
        return self.tr("Neighbour %1").replace("%1", identity)

    def shut(self) -> None:
        """End what runs in the background and give back the graphics."""
        self.sun.shut()
        self.viewport.shut()
