"""Holds XML against the classes that bcf-client made of the published schemas: order, number and form.

The schemas of BCF 3.0 lie in no package; these classes were generated from them and keep what they ask.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

_BOUNDS = {
    "min_exclusive": lambda value, bound: value > bound,
    "max_exclusive": lambda value, bound: value < bound,
    "min_inclusive": lambda value, bound: value >= bound,
    "max_inclusive": lambda value, bound: value <= bound,
}


def faults(element: ET.Element, kind: Any, path: str = "") -> Iterator[str]:
    """Yield what the element has otherwise than its class."""
    path = f"{path}/{element.tag}"
    fields = {f.metadata.get("name", f.name): f for f in dataclasses.fields(kind)}
    types = get_type_hints(kind)
    attributes = {n: f for n, f in fields.items() if f.metadata["type"] == "Attribute"}
    for name, field in attributes.items():
        value = element.attrib.get(name)
        if value is not None:
            yield from _wrong(value, field.metadata, _plain(types[field.name]), f"{path}@{name}")
        elif field.metadata.get("required"):
            yield f"{path}@{name} is missing"
    yield from (f"{path}@{name} is not known" for name in element.attrib.keys() - attributes.keys())
    places = [n for n, f in fields.items() if f.metadata["type"] == "Element"]
    order = [places.index(child.tag) if child.tag in places else -1 for child in element]
    if -1 in order:
        yield f"{path} holds what is not known: {[c.tag for c in element]}"
        return
    if order != sorted(order):
        yield f"{path} is out of order: {[c.tag for c in element]}"
    for name in places:
        yield from _children(element.findall(name), fields[name], types, f"{path}/{name}")


def _children(found: list[ET.Element], field: Any, types: dict[str, Any], path: str) -> Iterator[str]:
    many = get_origin(types[field.name]) is list
    least = field.metadata.get("min_occurs", 0) if many else int(bool(field.metadata.get("required")))
    if len(found) < least or (len(found) > 1 and not many):
        yield f"{path} is there {len(found)} times"
    inner = _plain(types[field.name])
    for child in found:
        if dataclasses.is_dataclass(inner):
            yield from faults(child, inner, path.rpartition("/")[0])
        else:
            yield from _wrong(child.text or "", field.metadata, inner, path)


def _wrong(value: str, asked: Any, kind: Any, path: str) -> Iterator[str]:
    if asked.get("white_space") == "collapse":
        value = " ".join(value.split())
    pattern, length = asked.get("pattern"), asked.get("length")
    fits = len(value) >= asked.get("min_length", 0) and length in (None, len(value))
    if not fits or (pattern and not re.fullmatch(pattern, value)):
        yield f"{path} may not be {value!r}"
    elif kind in (int, float):
        number = kind(value)
        if not all(holds(number, asked[bound]) for bound, holds in _BOUNDS.items() if bound in asked):
            yield f"{path} is out of bounds: {value}"
    elif kind is bool and value not in {"true", "false"}:
        yield f"{path} is no truth value: {value}"


def _plain(kind: Any) -> Any:
    """Return the type without list and None."""
    if get_origin(kind) is list:
        return get_args(kind)[0]
    if get_origin(kind) is Union or type(None) in get_args(kind):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind
