"""In a child: whether the library would read every line of a text without a word, found without reading them.

What it says of a line hangs on the form of the line: the class, how many values of which sort, the names of
enumerations. So it reads one line of each form. What it says of a value itself is known, and sought here: of
signs that it cannot tell, and of numbers that are too large. Where we are not sure, the answer is no.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ifcopenshell
import numpy as np

from optopcheck.ifc.attribute_counts import wrong_counts
from optopcheck.ifc.log import read_complaints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from optopcheck.ifc.step_text import StepText

_ESCAPED = re.compile(
    rb"\\(?:X2\\(?:[0-9A-F]{4})+\\X0\\|X4\\(?:[0-9A-F]{8})+\\X0\\|X\\[0-9A-F]{2}"
    rb"|S\\[ -&(-\[\]-~]|P[A-I]\\|\\)"
)
"""The ways in which STEP writes signs that are not in its alphabet (ISO 10303-21)."""
_EXPONENT = re.compile(rb"[0.][eE][-+]?\d")
_ODD = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f\"]")
"""Signs that are no space to the library, and binary values, whose first digit has a meaning of its own."""
_STEP = 64
"""Half of the digits in a row that are too many."""
_HEADER = (
    b"ISO-10303-21;HEADER;FILE_DESCRIPTION((''),'2;1');FILE_NAME('','',(''),(''),'','','');"
    b"FILE_SCHEMA(('%s'));ENDSEC;DATA;#1=IFCPERSON($,'',$,$,$,$,$,$);"
)
_END = b"ENDSEC;END-ISO-10303-21;"


def is_quiet(text: StepText, schema: str, counts: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether the library has no word to say of the lines of a text.

    Parameters
    ----------
    text
        Of the model. What refers to nothing, and what occurs twice, is not looked for here.
    schema
        Its name.
    counts
        Classes and numbers of values, as a look tells them.
    """
    # What the header says is met in any case; to begin too early does no harm.
    whole, start = text.whole, text.whole.find(b"ENDSEC")
    return (
        text.is_regular
        and (not text.has_comments or whole.find(b"/*", start) < 0)
        and whole.find(b"\0", start) < 0
        and _is_escaped(whole, start)
        and _has_small_numbers(text)
        and not wrong_counts(schema, counts)
        and _reads(text.forms, schema)
    )


def _is_escaped(whole: bytes, start: int) -> bool:
    """Tell whether each backslash is part of a sign that the library knows."""
    known = sum(found[0].count(b"\\") for found in _ESCAPED.finditer(whole, start))
    return known == whole.count(b"\\", start)


def _has_small_numbers(text: StepText) -> bool:
    """Tell whether all numbers are sure to fit: of fewer than 128 digits, with an exponent below 100."""
    codes = text.codes
    at = np.arange(0, len(codes) - _STEP, _STEP)
    # Of 128 digits in a row, two of these places and all between them are some.
    for step in range(_STEP + 1):
        at = at[_are_digits(codes[at + step])]
    if len(at):
        return False
    return not any(_EXPONENT.search(form) for form in text.forms) or _has_small_exponents(codes)


def _has_small_exponents(codes: npt.NDArray[np.uint8]) -> bool:
    # Behind it is room for a sign and four digits: the text ends with ENDSEC and more.
    at = np.flatnonzero((codes[1:-5] | 32) == ord("e")) + 1
    at = at[_are_digits(codes[at - 1]) | (codes[at - 1] == ord("."))]
    first = at + 1 + ((codes[at + 1] == ord("-")) | (codes[at + 1] == ord("+")))
    digits = [_are_digits(codes[first + n]) for n in range(4)]
    # Some programs write three, of which the first is zero.
    return not (digits[0] & digits[1] & digits[2] & ((codes[first] != ord("0")) | digits[3])).any()


def _are_digits(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return codes - np.uint8(ord("0")) < 10  # noqa: PLR2004 -- unsigned: what is below zero is large


def _reads(forms: Iterable[bytes], schema: str) -> bool:
    """Let the library read one line of each form; all refer to the first, as it asks for no class there."""
    lines = [_HEADER % schema.encode()]
    for number, form in enumerate(sorted(forms), 2):
        if _ODD.search(form):
            return False
        said = form.partition(b"=")[2].replace(b"#0", b"#1").replace(b"''", b"'%d'" % number)
        lines.append(b"#%d=%s;" % (number, said))
    lines.append(_END)
    read_complaints()
    try:
        ifcopenshell.file.from_string(b"\n".join(lines).decode("latin-1"))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- the library raises nine unrelated classes
        read_complaints()
        return False
    return not read_complaints()
