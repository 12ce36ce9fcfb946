"""Section planes: which one, where by slider and by number, the other side, and a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPushButton, QSlider

from optopcheck.gui.fields import NumberField, able, named
from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.gui.view_commands import Commands
    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.sections import Direction, Slide

_STEPS = 1000
_DIRECTIONS: tuple[Direction, ...] = ("height", "east", "north", "facade")


class SectionBar(QFrame):
    """One plane for each direction; several can be on at once."""

    def __init__(self, viewport: BlitViewport, commands: Commands, language: Language) -> None:
        super().__init__()
        self._viewport, self._commands = viewport, commands
        self._slides: dict[Direction, Slide] = {}
        self._on: set[Direction] = set()
        self._box: tuple[Cut, ...] = ()
        self.direction = named(QComboBox(), self.tr("Direction of the section"))
        self.direction.addItems(
            [
                self.tr("By height"),
                self.tr("From west to east"),
                self.tr("From south to north"),
                self.tr("Along a façade"),
            ]
        )
        self.is_on = named(QCheckBox(self.tr("Cut")), self.tr("Cut in this direction"))
        self.slider = named(QSlider(Qt.Orientation.Horizontal), self.tr("Place of the section"))
        self.slider.setRange(0, _STEPS)
        self.slider.setMinimumWidth(120)
        self.number = named(NumberField(language), self.tr("Place of the section in metres"))
        self.number.setSingleStep(0.1)
        self.flip = named(QPushButton(self.tr("Other side")), self.tr("Take the other side away"))
        self.box = named(QCheckBox(self.tr("Box")), commands.box.text())
        self.clear = named(QPushButton(self.tr("Clear")), self.tr("Take all sections away"))
        flow = FlowLayout(self, 6, (10, 3, 10, 6))
        places = (self.slider, self.number)
        for widget in (self.direction, self.is_on, *places, self.flip, self.box, self.clear):
            flow.addWidget(widget)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.direction.currentIndexChanged.connect(self._fill)
        self.is_on.toggled.connect(self._switch)
        self.slider.valueChanged.connect(lambda step: self._move_to(step / _STEPS))
        self.number.valueChanged.connect(self._put)
        self.flip.clicked.connect(self._turn)
        self.box.toggled.connect(self._enclose)
        self.clear.clicked.connect(self.remove_all)
        self._commands.section.triggered.connect(self._open)
        self._commands.box.triggered.connect(self._tick)
        self._viewport.changed.connect(self._weigh)

    @property
    def _way(self) -> Direction:
        return _DIRECTIONS[self.direction.currentIndex()]

    def forget(self) -> None:
        """Begin anew with another building."""
        self._slides.clear()
        self.remove_all()

    def remove_all(self) -> None:
        """Take all planes and the box away."""
        self._on.clear()
        self._box = ()
        self.box.setChecked(False)  # Qt's own signature
        self._commands.box.setChecked(False)  # same
        self._fill()
        self._apply()

    def _open(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Show the bar with a first plane; put it away with all of them."""
        self.setVisible(on)
        if not on:
            self.remove_all()
        elif not self._on:
            self._fill()
            self.is_on.setChecked(True)  # Qt's own signature
            self.slider.setFocus()

    def _switch(self, on: bool) -> None:  # noqa: FBT001  # same
        way = self._way
        if on and way not in self._on and way == "facade":
            # It follows what is chosen now.
            self._slides.pop(way, None)
        (self._on.add if on else self._on.discard)(way)
        self._fill()
        self._apply()

    def _move_to(self, share: float) -> None:
        slide = self._slide()
        if slide is not None:
            self._replace(slide.at_share(share))

    def _put(self, value: float) -> None:
        slide = self._slide()
        if slide is not None:
            self._replace(slide.at_value(value))

    def _turn(self) -> None:
        slide = self._slide()
        if slide is not None:
            self._replace(slide.turned())

    def _replace(self, slide: Slide) -> None:
        self._slides[self._way] = slide
        self._fill()
        self._apply()

    def _tick(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        self.box.setChecked(on)

    def _enclose(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        from optopcheck.picture.sections import box_around  # noqa: PLC0415  # loaded with the first building

        view = self._viewport
        self._box = box_around(view.scene, view.chosen) if on and view.scene is not None else ()
        self._commands.box.setChecked(bool(self._box))
        if on and not self.isVisible():
            self.show()
            self._commands.section.setChecked(True)  # Qt's own signature
        self._fill()
        self._apply()

    # --- in step --------------------------------------------------------------------------------
    def _slide(self) -> Slide | None:
        """Return the plane of the direction that is chosen; None as long as there is no picture."""
        from optopcheck.picture.sections import slide_of  # noqa: PLC0415  # loaded with the first building

        scene, way = self._viewport.scene, self._way
        if scene is not None and way not in self._slides:
            self._slides[way] = slide_of(scene, way, self._viewport.chosen)
        return self._slides.get(way)

    def _fill(self, *_: object) -> None:
        """Show place and state of the plane."""
        slide = self._slide()
        if slide is None:
            return
        widgets = (self.is_on, self.slider, self.number)
        for widget in widgets:
            widget.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.is_on.setChecked(self._way in self._on)
        self.slider.setValue(round(slide.share * _STEPS))
        self.number.setRange(*slide.ends)
        self.number.setValue(slide.value)
        for widget in widgets:
            widget.blockSignals(False)  # noqa: FBT003  # same
        self._weigh()

    def _weigh(self) -> None:
        """Say of each control that cannot be used what it needs."""
        off = None if self._way in self._on else self.tr("Switch this section on first")
        if self._box and self._way == "facade":
            off = self.tr("A box has six sides already: switch the box off first")
        able(self.slider, off, self.tr("Drag, or use the arrow keys"))
        able(self.number, off, self._counted())
        able(self.flip, off, self.tr("Take the other side away"))
        chosen = self._viewport.chosen or self._box
        unchosen = None if chosen else self.tr("Choose a part first: click it, or press Space")
        able(self.box, unchosen, self._commands.box.toolTip())
        has = bool(self._on or self._box)
        able(self.clear, None if has else self.tr("There is no section"), self.tr("Take all sections away"))

    def _counted(self) -> str:
        """Say what the number counts from."""
        if self._way == "height":
            return self.tr("Height in the model, in metres")
        return self.tr("Metres from where the building begins in this direction")

    def _apply(self) -> None:
        from optopcheck.picture.sections import all_cuts  # noqa: PLC0415  # loaded with the first building

        slides = [self._slides[way] for way in _DIRECTIONS if way in self._on and way in self._slides]
        if self._viewport.scene is not None:
            self._viewport.cut(all_cuts(slides, self._box))
