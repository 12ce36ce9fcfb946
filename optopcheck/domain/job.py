"""What every long job shares: progress, cancellation, and errors for the user."""

from __future__ import annotations

from collections.abc import Callable

from optopcheck.domain.text import Text, as_text

Progress = Callable[[Text, float], None]
"""``progress(step, fraction)``, fraction 0 to 1 within the step; may raise `Cancelled`."""


class CancelledError(Exception):
    """The user cancelled; nothing was kept."""


class InputError(Exception):
    """An input that cannot be used: names the file, the value and what to do."""

    def __init__(self, message: str | Text) -> None:
        self.text = as_text(message)
        super().__init__(self.text.nl)


def no_progress(step: Text, fraction: float) -> None:
    """Do not report anything."""
    del step, fraction
