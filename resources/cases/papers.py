"""The papers of the case: an old plan with its limits, and a statement on the structure; both made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import portiekflat as flat

if TYPE_CHECKING:
    from pathlib import Path

ZONE_MARGIN = 250
"""Room between façade and *bouwvlak* [mm]."""

PLAN = """\
# Planregels bij de voorbeeldflat. Verzonnen: dit plan bestaat niet.
# Hoogten in meters boven peil, het bouwvlak in RD-coördinaten (EPSG:28992) in meters.

[source]
title = "Voorbeeldbestemmingsplan Portiekflat (verzonnen)"
passage = "Op de gronden met de bestemming Wonen - Gestapeld wordt gebouwd binnen het bouwvlak."
url = ""
article = "art. 4.2.1"
standing = "omgevingsplan"
valid_from = 2024-01-01

[bouwvlak]
article = "art. 4.2.1 a"
polygon = [
{corners}
]

[bouwhoogte]
max = 15.0
article = "art. 4.2.1 b"

[goothoogte]
max = 13.0
article = "art. 4.2.1 c"

[bouwlagen]
max = 4
article = "art. 4.2.1 d"
"""

STATEMENT = (
    (22, "VOORBEELD - geen geldig stuk"),
    (16, "Constructieve verklaring"),
    (11, "Gebouw: portiekflat Voorbeeldlaan 1-47, Zoetermeer (verzonnen)."),
    (11, "Ondergetekende, ir. V. Beeld, constructeur, verklaart dat de bestaande"),
    (11, "draagconstructie en fundering 1 (een) extra bouwlaag in houtskeletbouw dragen."),
    (11, "Datum: 15 juni 2026"),
    (11, "ir. V. Beeld, constructeur"),
    (9, "Persoon, gebouw en verklaring zijn verzonnen; aan dit blad kan niemand iets ontlenen."),
)


def write_plan(path: Path) -> None:
    """Write the limits as an old plan would set them: just above what stands there."""
    corners = "\n".join(f"  [{x:.2f}, {y:.2f}]," for x, y in flat.outline(ZONE_MARGIN))
    path.write_text(PLAN.format(corners=corners), encoding="utf-8", newline="\n")


def write_statement(path: Path) -> None:
    """Write a page of plain PDF 1.4."""
    lines, y = [], 770
    for size, line in STATEMENT:
        escaped = line.replace("(", r"\(").replace(")", r"\)")
        lines.append(f"BT /F1 {size} Tf 60 {y} Td ({escaped}) Tj ET")
        y -= 2 * size + 6
    content = "\n".join(lines)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            " /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Title (VOORBEELD constructieve verklaring) >>",
    ]
    document, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(document))
        document += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    document += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    document += f"trailer\n<< /Size {count} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    document += f"startxref\n{document.index('xref')}\n%%EOF\n"
    path.write_bytes(document.encode("ascii"))
