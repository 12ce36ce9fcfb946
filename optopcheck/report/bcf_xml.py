"""XML as BCF wants it: elements in a fixed order, no characters that XML 1.0 forbids."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECIMALS = 6


@dataclass(frozen=True)
class Node:
    """An element: attributes, then either text or children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str | None = None


def xml_bytes(root: Node) -> bytes:
    """Return the document in UTF-8."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _written(root, 0)).encode()


def decimal(value: float) -> str:
    """Write a number as XML Schema's double, to 1e-6 and without a minus zero."""
    return repr(round(float(value), _DECIMALS) + 0.0)


def _written(node: Node, depth: int) -> str:
    indent = "  " * depth
    attributes = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in node.attributes.items())
    if node.text is not None:
        return f"{indent}<{node.name}{attributes}>{escape(_clean(node.text))}</{node.name}>\n"
    if not node.children:
        return f"{indent}<{node.name}{attributes}/>\n"
    inner = "".join(_written(child, depth + 1) for child in node.children)
    return f"{indent}<{node.name}{attributes}>\n{inner}{indent}</{node.name}>\n"


def _clean(text: str) -> str:
    """Replace what no XML may hold: names of a model may hold anything."""
    return _FORBIDDEN.sub("\ufffd", text)
