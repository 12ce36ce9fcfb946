"""Asking a web service for JSON, with bounds on time and size."""

from __future__ import annotations

import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import optopcheck
from optopcheck.domain.text import Text

Json = dict[str, Any]

_PATIENCE = 20.0
"""For one answer [s]."""
_ALL_TOGETHER = 180.0
"""For all answers of one question [s]."""
_MOST_BYTES = 200_000_000
_TRIES = 2
_BUSY = (429, 500, 502, 503, 504)
_CHUNK = 1 << 20


class NoAnswerError(Exception):
    """The service was not reached or is down: later, or elsewhere, it may answer."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.nl)


class BadAnswerError(Exception):
    """The service answered with something that cannot be used."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.nl)


class Asking:
    """One question that may take several answers; counts their time and size."""

    def __init__(self) -> None:
        self._until = time.monotonic() + _ALL_TOGETHER
        self._left = _MOST_BYTES

    def json(self, address: str) -> Json:
        """Ask an address.

        Raises
        ------
        NoAnswerError
            If there is no connection, or the service is too busy.
        BadAnswerError
            If the answer is refused, too large, or no JSON object.
        """
        if not address.startswith(("https://", "http://")):
            raise BadAnswerError(
                Text("het adres begint niet met https://", "the address does not begin with https://")
            )
        try:
            found = json.loads(self._bytes(address))
        except (ValueError, RecursionError) as error:
            raise BadAnswerError(Text("het antwoord is geen JSON", "the answer is no JSON")) from error
        if not isinstance(found, dict):
            raise BadAnswerError(Text("het antwoord is geen JSON-object", "the answer is no JSON object"))
        return found

    def _bytes(self, address: str) -> bytes:
        for _ in range(_TRIES - 1):
            try:
                return self._once(address)
            except NoAnswerError:
                time.sleep(0.5)
        return self._once(address)

    def _once(self, address: str) -> bytes:
        patience = min(_PATIENCE, self._until - time.monotonic())
        if patience <= 0:
            raise NoAnswerError(Text("het antwoord duurt te lang", "the answer takes too long"))
        request = Request(  # noqa: S310 - the scheme was looked at
            address,
            headers={"Accept": "application/json", "User-Agent": f"optopcheck/{optopcheck.__version__}"},
        )
        try:
            with urlopen(request, timeout=patience) as answer:  # noqa: S310 - same
                return self._read(answer)
        except HTTPError as error:
            kind = NoAnswerError if error.code in _BUSY else BadAnswerError
            raise kind(
                Text(f"het antwoord is fout {error.code}", f"the answer is error {error.code}")
            ) from error
        except (URLError, HTTPException, OSError) as error:
            raise NoAnswerError(Text("er is geen verbinding", "there is no connection")) from error

    def _read(self, answer: Any) -> bytes:  # noqa: ANN401 - the answer of urlopen is untyped
        parts = []
        while part := answer.read(_CHUNK):
            self._left -= len(part)
            if self._left < 0:
                raise BadAnswerError(
                    Text(
                        f"het antwoord is groter dan {_MOST_BYTES // 1_000_000} MB",
                        f"the answer is larger than {_MOST_BYTES // 1_000_000} MB",
                    )
                )
            if time.monotonic() > self._until:
                raise NoAnswerError(Text("het antwoord duurt te lang", "the answer takes too long"))
            parts.append(part)
        return b"".join(parts)
