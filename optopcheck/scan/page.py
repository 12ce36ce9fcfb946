"""The summary of a scan as one HTML file: map, histogram, assumptions, receipt; it fetches nothing."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.rule import UNDETERMINED_WORDS, Verdict, verdict_words
from optopcheck.domain.text import number
from optopcheck.scan.columns import BuildingRow
from optopcheck.scan.styles import CLASSES, class_of
from optopcheck.scan.tables import described

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.rules import RuleSet
    from optopcheck.scan.neighbourhoods import Summary
    from optopcheck.scan.running import Scan

_WIDTH = 900
_BINS = (0, 1, 15, 30, 60, 120, 240, 1440)
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%;font-size:13px}
td,th{border-bottom:1px solid #d7dbe0;padding:3px 8px;text-align:left;vertical-align:top}
svg{width:100%;height:auto;background:#f7f8fa;border:1px solid #d7dbe0}
.key{display:inline-block;width:1em;height:1em;vertical-align:-2px;margin-right:.5em}td.n{text-align:right}"""


def summary_page(
    scan: Scan,
    assumptions: Sequence[str],
    receipt: Sequence[tuple[str, str]],
    rules: RuleSet,
    summary: Summary | None = None,
) -> bytes:
    """Return the page, in Dutch."""
    rows = scan.buildings
    found = Counter(class_of(row.verdict, row.potential) for row in rows)
    parts = [
        "<!doctype html><html lang='nl'><meta charset='utf-8'><title>Potentiescan</title>",
        f"<style>{_STYLE}</style><h1>Potentiescan {escape(scan.request.municipality or '')}</h1>",
        _opening(scan),
        _unread(scan),
        _marks(rules),
        "<h2>Kaart</h2>",
        _map(rows, scan.outlines),
        "<h2>Panden</h2><table>",
        *(
            f"<tr><td><span class='key' style='background:{colour}'></span>{escape(words.nl)}</td>"
            f"<td class='n'>{found[key]}</td></tr>"
            for key, colour, words in CLASSES
        ),
        "</table>",
        _sums(rows),
        _by_neighbourhood(summary),
        "<h2>Grootste verlies van zon bij buren, per pand waar een laag past</h2>",
        _histogram(rows),
        "<h2>Regels</h2>",
        _rules(rows, rules),
        "<h2>Aannamen</h2><ul>",
        *(f"<li>{escape(words)}</li>" for words in assumptions),
        "</ul><h2>Kolommen</h2><table><tr><th>naam<th>ook<th>eenheid<th>wat</tr>",
        *(
            "<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) + "</tr>"
            for row in described(BuildingRow, "nl")
        ),
        "</table><h2>Verantwoording</h2><table>",
        *(f"<tr><td>{escape(key)}<td>{escape(value)}</tr>" for key, value in receipt),
        "</table>",
        *(f"<p>{escape(credit)}</p>" for credit in scan.credits),
        "</html>",
    ]
    return "\n".join(parts).encode()


def _opening(scan: Scan) -> str:
    asked = scan.request
    return (
        f"<p>{len(scan.buildings)} panden, {asked.storeys_added} bouwlaag erbij van "
        f"{number(asked.storey_height, 2, 'nl')} m, toetsdatum {asked.on:%d-%m-%Y}. "
        "Een scan is een zeef: kansrijk is geen oordeel.</p>"
    )


def _unread(scan: Scan) -> str:
    if not scan.unread:
        return ""
    lines = "".join(f"<li>{escape(why)}</li>" for why in scan.unread.values())
    return f"<p><strong>Niet gelezen: deze tegels ontbreken in alles hieronder.</strong></p><ul>{lines}</ul>"


def _map(rows: Sequence[BuildingRow], outlines: Sequence[Floats]) -> str:
    drawn = [(row, ring) for row, ring in zip(rows, outlines, strict=True) if len(ring)]
    if not drawn:
        return "<p>geen vormen</p>"
    corners = np.concatenate([ring for _, ring in drawn])
    low, high = corners.min(axis=0), corners.max(axis=0)
    size = np.maximum(high - low, 1.0)
    height = round(float(_WIDTH * size[1] / size[0]), 1)
    scale = _WIDTH / float(size[0])
    paths: dict[str, list[str]] = {key: [] for key, _, _ in CLASSES}
    for row, ring in drawn:
        flat = (ring - low) * scale
        told = "L".join(f"{x:.1f} {height - y:.1f}" for x, y in flat.tolist())
        paths[class_of(row.verdict, row.potential)].append(f"M{told}Z")
    drawing = "".join(
        f"<path fill='{colour}' stroke='#444' stroke-width='.2' d='{''.join(paths[key])}'/>"
        for key, colour, _ in CLASSES
        if paths[key]
    )
    bar = 10 ** int(np.log10(max(float(size[0]) / 4, 1.0)))
    legend = (
        f"<path d='M10 {height - 10:.0f}h{bar * scale:.1f}' stroke='#111' stroke-width='3'/>"
        f"<text x='10' y='{height - 16:.0f}' font-size='13'>{bar} m, noorden boven</text>"
    )
    return f"<svg viewBox='0 0 {_WIDTH} {height}' role='img' aria-label='kaart'>{drawing}{legend}</svg>"


def _sums(rows: Sequence[BuildingRow]) -> str:
    fits = [row for row in rows if row.potential == "candidate"]
    area = sum(row.added_floor_area or 0.0 for row in fits)
    homes = [
        sum(getattr(r, key) or 0 for r in fits)
        for key in ("added_homes_low", "added_homes", "added_homes_high")
    ]
    return (
        f"<p>Waar een laag past: {number(area, 0, 'nl')} m² bruto vloer en ongeveer {homes[1]} woningen "
        f"({homes[0]} tot {homes[2]}), voordat constructie, plan en zon zijn gewogen.</p>"
    )


def _by_neighbourhood(summary: Summary | None) -> str:
    if summary is None:
        return ""
    lines = "".join(
        f"<tr><td>{escape(r.name)}<td class='n'>{r.buildings}<td class='n'>{r.candidates}"
        f"<td class='n'>{r.homes} ({r.homes_low} tot {r.homes_high})<td class='n'>{r.complies}"
        f"<td class='n'>{r.violates}<td class='n'>{r.undetermined}</tr>"
        for r in summary.rows
    )
    return (
        "<h2>Buurten</h2><table><tr><th>buurt<th>panden<th>een laag past<th>woningen erbij"
        f"<th>voldoet<th>voldoet niet<th>{escape(UNDETERMINED_WORDS.nl)}</tr>{lines}</table>"
        f"<p>{escape(summary_words(summary))}</p>"
    )


def summary_words(summary: Summary) -> str:
    """Say which buildings no neighbourhood counts."""
    told = (
        f"een pand telt in de buurt waarin een punt van zijn grondvlak ligt; {summary.outside} panden liggen"
        f" buiten alle buurten en {summary.nowhere} hebben geen vorm: die tellen in geen buurt"
    )
    if not summary.shared:
        return told
    return f"{told}; {summary.shared} liggen in meer dan een buurt en tellen in de eerste"


def _histogram(rows: Sequence[BuildingRow]) -> str:
    losses = [row.sun_loss for row in rows if row.sun_loss is not None]
    if not losses:
        return "<p>zon is niet geteld</p>"
    counts, _ = np.histogram(losses, _BINS)
    most, step = max(int(counts.max()), 1), _WIDTH / len(counts)
    bars = []
    for k, count in enumerate(counts.tolist()):
        tall = 150 * count / most
        words = "geen gevonden" if k == 0 else f"{_BINS[k]}-{_BINS[k + 1]} min"
        bars.append(
            f"<rect x='{k * step + 8:.0f}' y='{170 - tall:.1f}' width='{step - 16:.0f}' height='{tall:.1f}'"
            f" fill='#6a1b9a'/><text x='{(k + 0.5) * step:.0f}' y='188' font-size='13' text-anchor='middle'>"
            f"{words}</text><text x='{(k + 0.5) * step:.0f}' y='{164 - tall:.0f}' font-size='13'"
            f" text-anchor='middle'>{count}</text>"
        )
    return f"<svg viewBox='0 0 {_WIDTH} 196' role='img' aria-label='histogram'>{''.join(bars)}</svg>"


def _marks(rules: RuleSet) -> str:
    """Say of which packs the maker is not known, and which could not be loaded."""
    told = [(p.title or p.name, text.nl) for p in rules.plugins for text in (p.mark, p.error) if text]
    if not told:
        return ""
    lines = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in told)
    return f"<p><strong>Let op bij deze regelpakketten</strong></p><ul>{lines}</ul>"


def _rules(rows: Sequence[BuildingRow], rules: RuleSet) -> str:
    sources = {entry.rule.id: entry.rule.source for entry in rules}
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for verdict, ids in ((Verdict.COMPLIES, row.rules_comply), (Verdict.VIOLATES, row.rules_violate)):
            found.update((rule, verdict_words(verdict, sources[rule], "nl")) for rule in ids.split())
        found.update(
            (r.rpartition(":")[0], f"nader onderzoek ({r.rpartition(':')[2]})")
            for r in row.rules_undetermined.split()
        )
    lines = "".join(
        f"<tr><td>{escape(rule)}<td>{escape(what)}<td class='n'>{count}</tr>"
        for (rule, what), count in sorted(found.items())
    )
    return f"<table><tr><th>regel<th>bevinding<th>panden</tr>{lines}</table>"
