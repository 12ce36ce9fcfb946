"""The log of the program: a few small files in the user's folder, without names or folders of users."""

from __future__ import annotations

import logging
import platform
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from optopcheck.rules.trust import user_folder
from optopcheck.service.assessing import versions_now

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "optopcheck.log"
_LARGEST, _KEPT = 256 * 1024, 3
"""Size of a file [bytes], and how many older ones stay."""
_TAIL = 40
"""Lines of the log that go into the details of an error."""
_QUOTED = re.compile(r"(?P<mark>['\"])(?P<path>[^'\"\n]*[/\\][^'\"\n]*)(?P=mark)")
_BARE = re.compile(r"(?<![\w.-])(?:[A-Za-z]:)?[/\\](?:[^\s'\":<>|/\\]+[/\\])*[^\s'\":<>|/\\]*")
_OURS = re.compile(r"(?:optopcheck|site-packages|lib[/\\]python\d[^/\\]*)[/\\].*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class _Scrubbed(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


def start_log() -> Path | None:
    """Write what goes wrong to a file from now on; return it, None where it cannot be kept."""
    path = user_folder() / "logs" / _NAME
    logger = logging.getLogger("optopcheck")
    if not logger.handlers:
        # Where no file can be kept, Python would write to the user's screen.
        logger.addHandler(logging.NullHandler())
    for handler in logger.handlers:
        if isinstance(handler, RotatingFileHandler):
            if handler.baseFilename == str(path.absolute()):
                return path
            logger.removeHandler(handler)
            handler.close()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Scrubbed("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    return path


def scrubbed(text: str) -> str:
    """Take folders, file names and addresses out of a text; what belongs to the program stays."""
    text = _QUOTED.sub(lambda found: f"{found['mark']}{_placeless(found['path'])}{found['mark']}", text)
    return _ADDRESS.sub("‹adres›", _BARE.sub(lambda found: _placeless(found[0]), text))


def _placeless(path: str) -> str:
    ours = _OURS.search(path)
    if ours is not None and path.endswith(".py"):
        return ours[0]
    if len(path) <= 1:
        return path
    name = re.split(r"[/\\]", path)[-1]
    return f"‹bestand›{name[name.rfind('.') :]}" if "." in name else "‹map›"


def details(message: str) -> str:
    """Return all that a maker of the program wants to know of an error, to be copied into a mail.

    The message stands as the user saw it, so he can see what he sends; the rest names nobody.
    """
    versions = "\n".join(f"{name} {version}" for name, version in versions_now().items())
    return f"{message}\n\n{platform.platform()}\n{versions}\n\n{_tail()}".rstrip() + "\n"


def log_texts() -> list[str]:
    """Return the lines of the log, the newest last, also those of the file before it; scrubbed once more."""
    lines: list[str] = []
    for name in (f"{_NAME}.1", _NAME):
        try:
            lines += (
                (user_folder() / "logs" / name).read_text(encoding="utf-8", errors="replace").splitlines()
            )
        except OSError:
            continue
    return [scrubbed(line) for line in lines]


def _tail() -> str:
    return "\n".join(log_texts()[-_TAIL:])
