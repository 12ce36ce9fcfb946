"""Looks at a file before the IFC library sees a byte of it."""

from __future__ import annotations

import hashlib
import mmap
import re
import stat
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.damage import NOT_SOUGHT, Looked
from optopcheck.ifc.packed import unpack
from optopcheck.ifc.step_links import Links, attribute_counts, look_at_links
from optopcheck.ifc.step_text import StepText, counts_of_forms, look_at_text

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
_HEADER = 2**18
_SCHEMA = re.compile(rb"FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'", re.IGNORECASE)
_START, _END = b"ISO-10303-21", b"END-ISO-10303-21"


def prepare(path: Path, folder: Path) -> Path:
    """Check a model file and return the plain IFC to read; an .ifczip is unpacked into the folder.

    Raises
    ------
    InputError
        If the file is missing, no IFC, damaged, or of a schema that is not read.
    """
    check_is_file(path)
    plain = unpack(path, folder) if path.suffix.lower() == ".ifczip" else path
    _check_text(plain, path.name)
    return plain


def check_is_file(path: Path) -> None:
    """Refuse what is no regular file with something in it."""
    name = path.name or str(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise _error(
            f"{path} bestaat niet; controleer de naam", f"{path} does not exist; check the name"
        ) from None
    except (OSError, ValueError) as error:
        raise _error(
            f"{path} kan niet worden geopend: {error}; controleer de naam",
            f"{path} cannot be opened: {error}; check the name",
        ) from error
    if stat.S_ISDIR(status.st_mode):
        raise _error(f"{path} is een map; geef een IFC-bestand", f"{path} is a folder; give an IFC file")
    if not stat.S_ISREG(status.st_mode):
        raise _error(
            f"{path} is geen gewoon bestand; sla het model eerst op als bestand",
            f"{path} is no regular file; save the model to a file first",
        )
    if path.suffix.lower() not in (".ifc", ".ifczip"):
        raise _error(
            f"{name}: soort '{path.suffix}' wordt niet gelezen; geef een .ifc of .ifczip",
            f"{name}: type '{path.suffix}' is not read; give an .ifc or .ifczip",
        )
    _check_readable(path)
    if status.st_size == 0:
        raise _error(
            f"{name} is leeg; exporteer of download het model opnieuw",
            f"{name} is empty; export or download the model again",
        )


def _check_readable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise _error(
            f"{path} mag niet worden gelezen ({error.strerror}); controleer de rechten",
            f"{path} may not be read ({error.strerror}); check the permissions",
        ) from error


def look(path: Path, name: str) -> Looked:
    """Look at the whole text of a plain IFC file; in a child, as the library has a part in it.

    Raises
    ------
    InputError
        If all that is in it hangs on a circle.
    """
    from optopcheck.ifc.line_trial import is_quiet  # noqa: PLC0415 -- it loads the library

    text = StepText(path.read_bytes())
    links = Links(text)
    damages = (*look_at_text(text), *look_at_links(links))
    turning, _ = links.trouble
    numbers = links.entities[turning]
    if len(turning) and links.named(b"IFCPROJECT(")[turning].any():
        said = next(damage.text for damage in damages if damage.kind in {"circle", "deep"})
        raise _error(
            f"{name} is beschadigd: het project {said.nl}; exporteer het model opnieuw",
            f"{name} is damaged: the project {said.in_language('en')}; export the model again",
        )
    wrong = frozenset(number for damage in damages for number in damage.numbers)
    trouble = links.above(wrong).union(numbers.tolist())
    counts, schema = _counts(text, links), _schema(text.whole[:_HEADER])
    sound = not (damages or trouble or len(links.lost)) and is_quiet(text, schema, counts)
    return Looked(damages, trouble, counts, sound)


def _counts(text: StepText, links: Links) -> tuple[tuple[str, int, int], ...]:
    if not text.is_regular:
        return attribute_counts(links)
    return tuple((kind, values, NOT_SOUGHT) for kind, values in sorted(counts_of_forms(text)))


def counts_with_numbers(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Go through a text again for the first entity of each class with each number of values."""
    return attribute_counts(Links(StepText(path.read_bytes())))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _error(nl: str, en: str) -> InputError:
    return InputError(Text(nl, en))


def _check_text(path: Path, name: str) -> None:
    if path.stat().st_size == 0:
        raise _error(
            f"{name} bevat een leeg model; exporteer het opnieuw",
            f"{name} holds an empty model; export it again",
        )
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        head = text[:_HEADER]
        if not head.lstrip().startswith(_START):
            raise _no_step(head, name)
        end = text.rfind(_END)
        if end < 0:
            raise _error(
                f"{name} is afgekapt: aan het einde ontbreekt END-ISO-10303-21; exporteer het opnieuw",
                f"{name} is cut off: END-ISO-10303-21 is missing at its end; export it again",
            )
        if text.find(_END) != end:
            raise _error(
                f"{name} bevat twee modellen achter elkaar; geef er een per bestand",
                f"{name} holds two models one after the other; give one per file",
            )
        _check_schema(head, name)


def _no_step(head: bytes, name: str) -> InputError:
    if head.startswith(b"PK"):
        nl, en = "is een zipbestand; noem het .ifczip", "is a zip file; name it .ifczip"
    elif head.lstrip().startswith(b"\xef\xbb\xbf"):
        nl, en = "begint met een BOM; sla het op zonder BOM", "starts with a BOM; save it without one"
    else:
        nl = "is geen IFC-bestand (het begint niet met ISO-10303-21); exporteer het model als IFC"
        en = "is not an IFC file (it does not start with ISO-10303-21); export the model as IFC"
    return _error(f"{name} {nl}", f"{name} {en}")


def _schema(head: bytes) -> str:
    found = _SCHEMA.search(head)
    return found.group(1).decode("latin-1").upper() if found else ""


def _check_schema(head: bytes, name: str) -> None:
    schema = _schema(head)
    if schema not in SCHEMAS:
        known = "IFC2X3, IFC4, IFC4X3_ADD2"
        raise _error(
            f"{name} heeft schema '{schema}'; gelezen worden {known}. Exporteer het model als IFC4 of IFC2X3",
            f"{name} has schema '{schema}'; {known} are read. Export the model as IFC4 or IFC2X3",
        )
