"""The report as one HTML file: no network, no script, to be read, printed and searched."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never

from optopcheck.report.document import (
    Banner,
    Bullets,
    Card,
    Figure,
    Heading,
    Mark,
    Pairs,
    Paragraph,
    Table,
    with_texts,
)
from optopcheck.report.letters import plain
from optopcheck.report.words import PAPER_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.report.document import Block, Cell, Document, Pair

_TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "json": "application/json",
    "gz": "application/gzip",
}
_PEN = 'fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'
_SHAPES = {
    "complies": '<g fill="#1a7f37"><circle cx="10" cy="10" r="9"/></g>'
    f'<path {_PEN} d="M5.8 10.4L8.8 13.3L14.4 7.2"/>',
    "violates": '<path fill="#b42318" d="M6.3.4h7.4l5.9 5.9v7.4l-5.9 5.9H6.3L.4 13.7V6.3z"/>'
    f'<path {_PEN} d="M6.8 6.8L13.2 13.2M13.2 6.8L6.8 13.2"/>',
    "undetermined": '<path fill="#9a6700" d="M10 0L20 10L10 20L0 10z"/>'
    '<text x="10" y="14.3" font-size="12" font-weight="700" text-anchor="middle" fill="#fff">?</text>',
    "outside": '<rect fill="#6b7580" x="3" y="8.5" width="14" height="3" rx="1.5"/>',
}
_LARGE = 8_000_000
"""An assessment of more bytes is packed: a dense surrounding makes 50 MB of it."""
_LONG = re.compile(r"[^\s<>&;]{25,}")
_STEP = re.compile(r"[/._:-]+|[^/._:-]{1,8}")
"""Where a long word may break: at punctuation, else after a few letters."""


def html(document: Document) -> str:
    """Return the report as one self-contained HTML page; the same text for the same document."""
    document = with_texts(document, plain)
    words = {name: text.in_language(document.language) for name, text in PAPER_WORDS.items()}
    style = document.style
    title = escape(f"{document.title} {document.subject}")
    chapters = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    contents = "".join(f'<li><a href="#c{k}">{escape(c.text)}</a></li>' for k, c in enumerate(chapters, 1))
    attached, name = _attached(document.attachment)
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n:root {{ --accent: {style.colour}; }}\n{_css()}</style>\n</head>\n"
        f"<body>\n<header>{_sender(document)}<h1>{_text(document.title)}</h1>"
        f"<p class=subject>{_text(document.subject)}</p>{_warning(document, words['marks'])}</header>\n"
        f'<nav aria-label="{words["contents"]}"><ol>{contents}</ol></nav>\n<main>\n{_body(document)}</main>\n'
        f"<footer><p>{words['report']} {escape(document.report_id)} · {words['no_permit']} · "
        f'<a download="{name}" href="{attached}">{words["assessment"]}</a></p></footer>\n'
        "</body>\n</html>\n"
    )


def _attached(content: bytes) -> tuple[str, str]:
    """Return the assessment as an address, and its file name; a large one is packed."""
    if len(content) <= _LARGE:
        return _data(content, "json"), "beoordeling.json"
    return _data(gzip.compress(content, mtime=0), "gz"), "beoordeling.json.gz"


def _sender(document: Document) -> str:
    style = document.style
    if not style.name and style.logo is None:
        return ""
    logo = ""
    if style.logo is not None:
        source = _data(style.logo, style.logo_suffix.lstrip("."))
        logo = f'<img class=logo src="{source}" alt="{escape(style.logo_alt)}">'
    lines = "<br>".join(escape(line) for line in (style.name, *style.address) if line)
    return f"<div class=sender>{logo}<address>{lines}</address></div>"


def _warning(document: Document, words: str) -> str:
    if not document.marks:
        return ""
    return f"<p class=warning><strong>{words}</strong><br>{_text('; '.join(document.marks))}</p>"


def _body(document: Document) -> str:
    chapter, parts = 0, []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter += 1
            parts.append(f'<h2 id="c{chapter}">{_text(block.text)}</h2>')
        else:
            parts.append(_block(block, document))
    return "\n".join(parts) + "\n"


def _block(block: Block, document: Document) -> str:  # noqa: PLR0911 - one answer for each kind
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p class={block.tone}>{_text(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</ul>"
        case Pairs():
            return _pairs(block.rows)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, document)
        case Banner():
            return (
                f"<section class='banner {_key(block.mark)}'>{_mark(block.mark)}"
                f"<p>{_text(block.reason)}</p></section>"
            )
        case Card():
            return _card(block, document)
    assert_never(block)


def _card(card: Card, document: Document) -> str:
    numbers = _pairs(card.numbers) if card.numbers else ""
    picture = "" if card.figure is None else _figure(card.figure, document)
    return (
        f"<article class='card {_key(card.mark)}'><h3>{_text(card.title)}</h3><p>{_mark(card.mark)}</p>"
        f"{_lead(card.lead)}<div class=beside>{numbers}{picture}</div>{_pairs(card.rows)}</article>"
    )


def _lead(lead: str) -> str:
    points = lead.split("\n")
    if len(points) == 1:
        return f"<p>{_text(lead)}</p>"
    return f"<ul>{''.join(f'<li>{_text(point)}</li>' for point in points)}</ul>"


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_side(table, k)}>{_text(cell)}</th>' for k, cell in enumerate(table.header)
    )
    names = dict(table.groups)
    rows = "\n".join(
        _group(names.get(place), table) + _row(row, table) for place, row in enumerate(table.rows)
    )
    small = " class=small" if table.small else ""
    return (
        f"<div class=wide><table{small}><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], table: Table) -> str:
    cells = "".join(f"<td{_side(table, k)}>{_cell(cell)}</td>" for k, cell in enumerate(row))
    return f"<tr>{cells}</tr>"


def _group(name: str | None, table: Table) -> str:
    """Return the row that names what follows."""
    if name is None:
        return ""
    return f'<tr><th class=group scope="rowgroup" colspan="{len(table.header)}">{_text(name)}</th></tr>\n'


def _side(table: Table, column: int) -> str:
    return " class=number" if column in table.right else ""


def _figure(figure: Figure, document: Document) -> str:
    shown = "".join(
        f'<figure style="width: {figure.width:g}mm"><img '
        f'src="{_data(document.pictures[name], name.rsplit(".")[-1])}" '
        f'alt="{escape(alt)}"><figcaption>{_text(caption)}</figcaption></figure>'
        for name, alt, caption in figure.pictures
    )
    return f"<div class=figures>{shown}</div>"


def _pairs(rows: Sequence[Pair]) -> str:
    return f"<dl>{''.join(f'<dt>{_text(name)}</dt><dd>{_cell(value)}</dd>' for name, value in rows)}</dl>"


def _cell(cell: Cell) -> str:
    return _mark(cell) if isinstance(cell, Mark) else _text(cell)


def _text(words: str) -> str:
    broken = _LONG.sub(lambda word: "<wbr>".join(_STEP.findall(word[0])), escape(words))
    return broken.replace("\n", "<br>")


def _key(mark: Mark) -> str:
    return "outside" if mark.verdict is None else mark.verdict.value


def _mark(mark: Mark) -> str:
    key = _key(mark)
    return (
        f'<span class="mark {key}"><svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">'
        f"{_SHAPES[key]}</svg>"
        f"<span>{_text(mark.words)}</span></span>"
    )


def _data(content: bytes, suffix: str) -> str:
    return f"data:{_TYPES[suffix.lower()]};base64,{b64encode(content).decode()}"


@cache
def _css() -> str:
    return (files("optopcheck.resources") / "report" / "report.css").read_text("utf-8")
