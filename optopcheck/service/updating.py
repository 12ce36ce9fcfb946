"""Tells whether there is a newer version, only when asked; nothing is ever downloaded or installed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import optopcheck
from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.rules.bundle import read_file
from optopcheck.rules.trust import PublicKey, read_public_key, user_folder
from optopcheck.service.fetching import fetch_small
from optopcheck.service.releases import Release, open_release, order_of
from optopcheck.service.rule_files import this_machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.job import Progress

NAME = "update.toml"
_SEEN = "update-seen.json"
_MOST = 65_536
_ASKING = Text("Vragen of er een nieuwe versie is", "Asking whether there is a new version")
_NEEDS = Text(
    "er is nog niet gezegd waar nieuwe versies worden aangekondigd. Nodig zijn een adres en de sleutel van de"
    " makers: twee regels, address en key, in {path}; uw beheerder kan ze voor iedereen geven",
    "nobody said yet where new versions are announced. An address and the key of the makers are needed: two"
    " lines, address and key, in {path}; your administrator can give them for all",
)


class Age(Enum):
    """How this program stands to what is announced."""

    NEWER = Text("er is een nieuwere versie", "there is a newer version")
    SAME = Text("dit is de nieuwste versie", "this is the newest version")
    OLDER = Text(
        "deze versie is nieuwer dan wat is aangekondigd", "this version is newer than the one announced"
    )


@dataclass(frozen=True)
class UpdateSource:
    """Where versions are announced, and who signs that."""

    address: str
    key: PublicKey

    @property
    def host(self) -> str:
        """The computer that is asked."""
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True)
class UpdateAnswer:
    """What was found."""

    age: Age
    own: str
    release: Release
    host: str

    @property
    def told(self) -> Text:
        """One sentence."""
        release, day = self.release, self.release.issued
        tail = Text("", "")
        if self.age is Age.NEWER:
            tail = Text(f"; u vindt haar op {release.page}", f"; you find it at {release.page}")
        return Text(
            f"{self.age.value.nl}: hier {self.own}, aangekondigd {release.version}"
            f" op {day:%d-%m-%Y}{tail.nl}",
            f"{self.age.value.in_language('en')}: here {self.own}, announced {release.version} on {day}"
            f"{tail.in_language('en')}",
        )


def update_source() -> UpdateSource:
    """Return where to ask: as the administrator says, else as the user does, else as the program came.

    Raises
    ------
    InputError
        If nobody gave an address and a key, or what is given cannot be.
    """
    for path in _places():
        values = TomlValues(path)
        values.only((), {"address", "key"})
        address, key = (str(values.get((name,)) or "").strip() for name in ("address", "key"))
        if address and key:
            _check(address, path)
            return UpdateSource(address, read_public_key(key.encode()))
    where = user_folder() / NAME
    raise InputError(
        Text(_NEEDS.nl.format(path=where), _NEEDS.in_language("en").format(path=where)),
    )


def _places() -> Iterator[Path]:
    found = (
        this_machine().settings(NAME),
        user_folder() / NAME,
        Path(str(files("optopcheck.resources") / "about" / NAME)),
    )
    yield from (path for path in found if path is not None and path.is_file())


def _check(address: str, path: Path) -> None:
    """Refuse an address that others on the way can read along with; on this computer itself it may."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if not (here or (parts.scheme == "https" and parts.hostname)):
        raise InputError(
            Text(
                f"'{path}': address begint met https://",
                f"'{path}': address begins with https://",
            )
        )


def check_update(progress: Progress = no_progress) -> UpdateAnswer:
    """Ask for the announcement, verify it, and compare.

    Raises
    ------
    InputError
        If there is nothing to ask, nobody answers, the makers did not sign the answer, or an older one
        than was seen before comes back.
    """
    source = update_source()
    progress(_ASKING, 0.1)
    release = open_release(fetch_small(source.address, _MOST), source.key)
    _remember(release, source)
    own = optopcheck.__version__
    age = Age.SAME
    if release.order != order_of(own):
        age = Age.NEWER if release.order > order_of(own) else Age.OLDER
    return UpdateAnswer(age, own, release, source.host)


def _remember(release: Release, source: UpdateSource) -> None:
    """Refuse an announcement older than one that was seen: somebody would keep a mended fault alive."""
    path = user_folder() / _SEEN
    seen = _seen(path, source)
    if seen is not None and (release.order < seen.order or release.issued < seen.issued):
        raise InputError(_older(release, seen, source.host))
    kept = {
        "version": release.version,
        "issued": str(release.issued),
        "page": release.page,
        "key": source.key.text,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, json.dumps(kept, indent=1, sort_keys=True).encode())


def _seen(path: Path, source: UpdateSource) -> Release | None:
    """Return the newest announcement that was seen under this key."""
    if not path.exists():
        return None
    try:
        kept = json.loads(read_file(path, _MOST))
        found = Release(str(kept["version"]), date.fromisoformat(kept["issued"]), str(kept["page"]))
        return found if kept["key"] == source.key.text and found.order else None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            Text(
                f"'{path}' is beschadigd; haal het weg om opnieuw te beginnen",
                f"'{path}' is damaged; take it away to begin anew",
            )
        ) from error


def _older(release: Release, seen: Release, host: str) -> Text:
    return Text(
        f"het antwoord van {host} is ouder ({release.version}, {release.issued:%d-%m-%Y}) dan wat eerder is"
        f" gezien ({seen.version}, {seen.issued:%d-%m-%Y}); het telt niet, probeer het later of vraag uw"
        " beheerder",
        f"the answer of {host} is older ({release.version}, {release.issued}) than what was seen before"
        f" ({seen.version}, {seen.issued}); it does not count, try later or ask your administrator",
    )
