"""A new pack out of the one that is there to be copied; nothing in it decides until its maker says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.docs import SCHEMAS, schema_text
from optopcheck.rules.bundle import MANIFEST
from optopcheck.rules.packs import read_pack, shipped_packs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TEMPLATE = "template-data"
SCHEMA_FOLDER = ".schema"
"""Not part of the bundle; an editor that knows TOML reads it."""
_OF_TEMPLATE = "GM0001"
_CONFIRMED = re.compile(r"^confirmed_by = .*$", re.MULTILINE)
_ASKED = (
    '# confirmed_by = "wie voor dit getal instaat, en sinds wanneer"   # zonder deze regel beslist de grens'
    " niets"
)
_README = """\
# {name}

Regels van {authority} voor optopcheck, begonnen op {day}.

- `manifest.toml`: wie dit pakket is
- `rules/`: de regels, met hun bron en grenzen
- `cases/`: per regel de gevallen die laten zien wat zij doet
- `.schema/`: hulp voor tekstverwerkers die TOML kennen; gaat niet mee in het pakket

Toetsen: `optopcheck-cli rules test .`; als leesbare bladzijde: `optopcheck-cli rules explain .`
"""


def new_pack(folder_name: str, authority: str, name: str, today: date) -> Mapping[str, bytes]:
    """Return the files of a new pack, by their names inside it.

    Parameters
    ----------
    folder_name
        Of the new folder; the pack is called by it, after its authority.
    authority
        Who makes the rules: ``gm0637``, ``pv12``, ``ws0123``, ``nl`` or ``example``.
    name
        As readers see it.
    today
        From when it is valid.

    Raises
    ------
    InputError
        If the authority or the name cannot be.
    """
    template = next((pack.files() for pack in shipped_packs() if pack.name == TEMPLATE), None)
    if template is None:
        raise InputError(
            Text("het voorbeeldpakket ontbreekt; installeer opnieuw", "the template is missing; reinstall")
        )
    ids = [rule.id for rule in read_pack(template).rules]
    manifest = _manifest(template[MANIFEST].decode(), folder_name, authority, name, today)
    made: dict[str, bytes] = {MANIFEST: manifest.encode()}
    for path, content in template.items():
        if path.startswith(("rules/", "cases/")):
            text = _confirmed_by_nobody(content.decode()) if path.startswith("rules/") else content.decode()
            made[_renamed(path, ids, authority)] = _renamed(text, ids, authority).encode()
    read_pack(made)  # a name or code that cannot be is told before anything is written
    readme = _README.format(name=name, authority=authority, day=f"{today:%d-%m-%Y}")
    return {**_with_schemas(made), "README.md": readme.encode()}


def _manifest(text: str, folder_name: str, authority: str, name: str, today: date) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", folder_name.lower()).strip("-").removeprefix(f"{authority}-")
    values = {
        "id": f"{authority}-{slug or 'pakket'}",
        "version": "0.1.0",
        "name": name,
        "authority": authority,
        "contact": "schrijf hier wie vragen over dit pakket beantwoordt",
    }
    for key, value in values.items():
        written = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        text = re.sub(rf'^{key} = "[^"]*"', written.replace("\\", r"\\"), text, flags=re.MULTILINE)
    text = re.sub(r"^valid_from = \S+", f"valid_from = {today}", text, flags=re.MULTILINE)
    text = re.sub(r"^changes = .*$", 'changes = ["0.1.0: eerste opzet"]', text, flags=re.MULTILINE)
    return re.sub(r"^off = .*\n", "", text, flags=re.MULTILINE)


def _confirmed_by_nobody(text: str) -> str:
    """Return rules whose limits wait for their maker: the numbers of the template are nobody's policy."""
    return _CONFIRMED.sub(_ASKED, text)


def _renamed(text: str, ids: list[str], authority: str) -> str:
    for rule_id in ids:
        text = text.replace(rule_id, f"{authority}.{rule_id.split('.', 1)[1]}")
    return text.replace(_OF_TEMPLATE, authority.upper()) if authority.startswith("gm") else text


def _with_schemas(made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Put the schemas beside the files, and name them on top of each."""
    kinds = {"rules/": "rules", "cases/": "case"}
    found: dict[str, bytes] = {}
    for path, content in made.items():
        kind = next((kind for start, kind in kinds.items() if path.startswith(start)), "manifest")
        up = "../" * path.count("/")
        found[path] = f"#:schema {up}{SCHEMA_FOLDER}/{kind}-1.json\n".encode() + content
    schemas = {f"{SCHEMA_FOLDER}/{name}-1.json": schema_text(name).encode() for name in SCHEMAS}
    return {**found, **schemas}
