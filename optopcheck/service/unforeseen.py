"""What is said of a failure that nobody foresaw."""

from __future__ import annotations

import tempfile

from optopcheck.domain.text import Text


def unforeseen(error: Exception) -> Text:
    """Return the words for an error that none of our own names.

    Without a folder for temporary files nothing can be read or judged, and each part of the program would
    say so in words of its own: that is told plainly instead.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return Text(
            "er is geen map voor tijdelijke bestanden waarin u mag schrijven; er is geen oordeel. "
            "Maak er een, of wijs met de omgevingsvariabele TMPDIR een andere map aan",
            "there is no folder for temporary files that you may write to; there is no verdict. "
            "Make one, or name another folder with the environment variable TMPDIR",
        )
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Text(
        f"onverwachte fout, er is geen oordeel ({said})",
        f"unexpected failure, there is no verdict ({said})",
    )
