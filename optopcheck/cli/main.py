"""Entry of the command line: 0 complies, 1 violates, 2 undetermined, 3 could not run."""

from __future__ import annotations

import itertools
import logging
import sys
import traceback
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.arguments import UsageError, make_parser
from optopcheck.cli.commands import COULD_NOT_RUN, run
from optopcheck.cli.entries import pointed
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language

_log = logging.getLogger(__name__)
WORKER = "--worker"
_CANCELLED = Text("afgebroken; er is niets geschreven", "cancelled; nothing was written")
_NO_COMMAND = Text(
    "geef een opdracht, bijvoorbeeld: optopcheck-cli check MODEL.ifc; het venster opent met: optopcheck",
    "give a command, e.g. optopcheck-cli check MODEL.ifc; the window opens with: optopcheck",
)


def console() -> None:
    """Run the command line of this process and end it with the exit code."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command line; return the exit code. Never raises but SystemExit of --help and --version."""
    words = list(argv)
    language: Language = "en" if _asks_english(words) else "nl"
    try:
        return _run(words, language)
    except (CancelledError, KeyboardInterrupt):
        return _fail(_CANCELLED.in_language(language))
    except UsageError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): the verdict did not reach anybody.
        sys.stdout = None  # nothing may be flushed into it at exit
        return COULD_NOT_RUN
    except InputError as error:
        return _fail(error.text.in_language(language), debug="--debug" in words)
    except Exception as error:  # noqa: BLE001  # the last line before the user: any failure is exit code 3
        _log.exception("command line failed")
        return _fail(_unexpected(error).in_language(language), debug="--debug" in words)


def _run(words: list[str], language: Language) -> int:
    if words[:1] == [WORKER]:
        return service.worker(words[1] if len(words) > 1 else "", words[2:])
    if not words:
        return _fail(_NO_COMMAND.in_language(language))
    service.start_log()
    service.sweep_leftovers()
    return run(make_parser().parse_args(pointed(words)))


def _asks_english(words: Sequence[str]) -> bool:
    """Tell whether messages are wanted in English, also where the rest makes no sense."""
    return "--lang=en" in words or any(a == "--lang" and b == "en" for a, b in itertools.pairwise(words))


def _unexpected(error: Exception) -> Text:
    told = service.unforeseen(error)
    return Text(f"{told.nl}; met --debug staat erbij waar", f"{told.en}; --debug shows where")


def _fail(message: str, *, debug: bool = False) -> int:
    """Say in one line why nothing was done."""
    if debug:
        traceback.print_exc()
    sys.stderr.write(f"optopcheck: {message}\n")
    return COULD_NOT_RUN
