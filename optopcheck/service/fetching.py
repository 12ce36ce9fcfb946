"""Asks an address for one small file, with bounds on time and size; says nothing about who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from http.client import HTTPResponse

_PATIENCE = 15.0
"""[s]"""


def fetch_small(address: str, most: int) -> bytes:
    """Return what lies at an address, at most so many bytes.

    Raises
    ------
    InputError
        If nobody answers, or the answer is refused or too large.
    """
    # Loaded when somebody asks: the program starts without anything of a network.
    from http.client import HTTPException  # noqa: PLC0415
    from urllib.error import HTTPError  # noqa: PLC0415
    from urllib.request import Request, urlopen  # noqa: PLC0415

    # No version, no language, no system: nothing about who asks.
    request = Request(address, headers={"User-Agent": "optopcheck"})  # noqa: S310 - its scheme was looked at
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - same
            return _read(answer, address, most)
    except HTTPError as error:
        with error:
            raise _unanswered(address, f"fout {error.code}", f"error {error.code}") from error
    except (HTTPException, OSError) as error:
        raise _unanswered(address, "geen verbinding", "no connection") from error


def _read(answer: HTTPResponse, address: str, most: int) -> bytes:
    content = answer.read(most + 1)
    if len(content) > most:
        raise _unanswered(address, f"meer dan {most} bytes", f"more than {most} bytes")
    return content


def _unanswered(address: str, nl: str, en: str) -> InputError:
    return InputError(
        Text(
            f"{address} gaf geen bruikbaar antwoord ({nl}); probeer het later of vraag uw beheerder",
            f"{address} gave no answer of use ({en}); try later or ask your administrator",
        )
    )
