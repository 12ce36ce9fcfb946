"""A CityJSONSeq line by line, however large the file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel.document import check_header, loaded, placed, refusal, transform_of

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

_LONGEST = 64 * 2**20
"""Of one line, which is one building [bytes]."""


def read_lines(path: Path, digest: hashlib._Hash) -> Iterator[tuple[str, Floats | None, str]]:
    """Yield the header, and then of each line its name, its place and the line itself.

    Parameters
    ----------
    path
        CityJSONSeq.
    digest
        Takes in every byte that is read.

    Returns
    -------
    Name, place (2,) in the system of the file [m] or None, and text; of the header an empty name.

    Raises
    ------
    InputError
        If a line cannot be read.
    """
    scale = translate = None
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_LONGEST + 1):
                number += 1
                digest.update(line)
                text = _text(line, number, path)
                if not text:
                    continue
                part = loaded(text, number, path)
                if scale is None or translate is None:
                    check_header(part, path)
                    scale, translate = transform_of(part, path)
                    if part.get("CityObjects"):
                        raise refusal(
                            path,
                            "de eerste regel bevat zelf gebouwen; zet elk gebouw op een eigen regel",
                            "the first line holds buildings itself; put each building on a line of its own",
                        )
                    yield "", None, text
                    continue
                corners = placed(part, number, path) * scale + translate
                known = corners[np.isfinite(corners).all(axis=1), :2]
                yield str(part.get("id")), np.median(known, axis=0) if len(known) else None, text
    except OSError as error:
        raise refusal(
            path, f"niet te lezen ({error.strerror})", f"cannot be read ({error.strerror})"
        ) from error


def _text(line: bytes, number: int, path: Path) -> str:
    if len(line) > _LONGEST:
        raise refusal(path, f"regel {number} is te lang", f"line {number} is too long")
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise refusal(
            path, f"regel {number} is geen tekst in UTF-8", f"line {number} is no text in UTF-8"
        ) from error
