# ruff: noqa: INP001 - a script beside its data
"""Take the pictures of the manual in the window itself (`make pictures`).

On a screen of its own: ``bash packaging/on_xvfb.sh python resources/manual/make_pictures.py [NAME ...]``.
``--models FOLDER`` is where real models lie; the picture of one is left as it is without them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import stages  # noqa: E402  # beside this script

PICTURES, STATES = HERE / "pictures", HERE / "pictures" / "states.json"
MODEL = "schependomlaan_ROOT_merged.ifczip"
SCALE = "1.5"
_SMALLEST = 0
"""Quality of a PNG in the words of Qt: the most work for the smallest file."""


def main() -> int:
    """Take the pictures that are asked for, or all."""
    asked = _arguments()
    names = asked.names or [*stages.STAGES, stages.DARK]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OPTOPCHECK_HOME"] = str(Path(folder) / "home")
        light = [name for name in names if name in stages.STAGES]
        if asked.dark:
            _take_dark(Path(folder))
        elif light:
            _take(light, Path(folder), asked.models)
    if stages.DARK in names and not asked.dark:
        # Qt takes its scale once, when the application is made.
        again = [sys.executable, __file__, stages.DARK, "--dark"]
        subprocess.run(again, env=os.environ | {"QT_SCALE_FACTOR": SCALE}, check=True)  # noqa: S603  # ourselves
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*stages.STAGES, stages.DARK, []])
    parser.add_argument("--models", type=Path, default=HERE.parents[2] / "shared" / "models")
    parser.add_argument("--dark", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _studio(folder: Path, look: str, size: tuple[int, int]) -> stages.Studio:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    from optopcheck.gui.app import Program  # noqa: PLC0415  # after the settings have their place
    from optopcheck.gui.memory import Memory  # noqa: PLC0415  # same

    app = QApplication.instance() or QApplication(sys.argv[:1])
    memory = Memory()
    memory.language, memory.theme = "nl", look
    return stages.Studio(Program(app, memory), folder, size=size)


def _take(names: list[str], folder: Path, models: Path) -> None:
    studio = _studio(folder, "light", stages.SIZE)
    found = next(iter(models.rglob(MODEL)), None) if models.is_dir() else None
    studio.model = found
    for name in names:
        if name == "schependomlaan" and found is None:
            sys.stderr.write(f"{name}: left as it is, {MODEL} is not in {models}\n")
            continue
        _keep(name, stages.STAGES[name](studio))
    studio.program.close()


def _take_dark(folder: Path) -> None:
    studio = _studio(folder, "dark", stages.SMALL)
    _keep(stages.DARK, stages.sample(studio))
    studio.program.close()


def _keep(name: str, widget: QWidget) -> None:
    """Write the picture with all its colours (a green mark must stay green), and what can be read in it."""
    path = PICTURES / f"{name}.png"
    shot = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    if not shot.save(str(path), "PNG", _SMALLEST):
        raise OSError(f"{path} cannot be written")
    kept = json.loads(STATES.read_text("utf-8")) if STATES.exists() else {}
    kept[name] = {
        "size": [shot.width(), shot.height()],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "words": stages.words(widget),
    }
    ordered = json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False)
    STATES.write_text(ordered + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {shot.width()} x {shot.height()}, {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    sys.exit(main())
