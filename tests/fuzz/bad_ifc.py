"""Models that are damaged, absurd or no models at all."""

from __future__ import annotations

import gzip
import os
import random
import re
from typing import TYPE_CHECKING

from tests.fuzz.bad import Bad, changed, file, house, with_lines
from tests.fuzz.seeds import house_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CUTS = 100
"""Places at which the sound house is cut off."""
PLACED = r"(#293=IFCCARTESIANPOINT\(\(0\.,0\.,)[^)]*(\)\))"
"""The place of the roof, lowest to highest."""
DEPTH = r"(#306=IFCEXTRUDEDAREASOLID\(#300,#305,#301,)200\."
PROFILE = r"(#300=IFCRECTANGLEPROFILEDEF\(\.AREA\.,\$,#299,)8000\.,6000\."
UNIT = r"#\d+=IFCSIUNIT\(\*,\.LENGTHUNIT\.,\.MILLI\.,\.METRE\.\)"


def models() -> Iterator[Bad]:
    """Yield all of them."""
    yield from cut_off()
    yield from schemas()
    yield from units()
    yield from numbers()
    yield from circles()
    yield from references()
    yield from geometry()
    yield from structure()
    yield from text()
    yield from no_models()
    yield from counts()


def cut_off() -> Iterator[Bad]:
    """At many places, and those that a careless reader does not notice."""
    whole = house_text()
    for k in range(CUTS):
        at = len(whole) * (k + 1) // (CUTS + 2)
        yield Bad("cut off", f"{k:02d}", file("huis.ifc", whole[:at]), "afgekapt", "refused")
    for share in (25, 50, 75, 90, 99):
        content = whole[: len(whole) * share // 100]
        yield Bad("cut off", f"share {share}", file("huis.ifc", content), "afgekapt", "refused")
        # Closed again by a helpful program: only what is missing gives it away.
        closed = content[: content.rfind(b";\n") + 2] + b"ENDSEC;\nEND-ISO-10303-21;\n"
        # The last percent says only where the house stands.
        yield Bad(
            "cut off and closed",
            f"share {share}",
            file("huis.ifc", closed),
            ends="any" if share > 95 else "bad",
        )
    lines = whole.split(b"\n")
    for k, first in enumerate(range(20, 300, 40)):
        lost = b"\n".join(lines[:first] + lines[first + 12 :])
        yield Bad("cut off and closed", f"middle {k}", file("huis.ifc", lost), "verwijst naar iets")
    yield Bad("glued", "twice", file("huis.ifc", whole * 2), "twee modellen", "refused")
    other = whole.replace(b"woonhuis", b"schuurtje")
    yield Bad("glued", "two houses", file("huis.ifc", whole + other), "twee modellen", "refused")
    half = whole[: len(whole) // 2]
    yield Bad("glued", "half and whole", file("huis.ifc", half + whole))
    data = whole.partition(b"DATA;")[2].rpartition(b"ENDSEC;")[0]
    double = whole.rpartition(b"ENDSEC;")[0] + data + b"ENDSEC;\nEND-ISO-10303-21;\n"
    yield Bad("glued", "data twice", file("huis.ifc", double), r"twee keer voor: #1 \(regel")


def schemas() -> Iterator[Bad]:
    """Of a schema that is not read, or not the one of the content."""
    for name in (
        "IFC2X_FINAL",
        "IFC2X2_FINAL",
        "IFC2X4",
        "IFC4X1",
        "IFC5",
        "CONFIG_CONTROL_DESIGN",
        "",
        "../X",
    ):
        yield house("schema", name or "none", ("'IFC4'", f"'{name}'"), said="heeft schema", ends="refused")
    yield house("schema", "empty list", (r"\('IFC4'\)", "()"), said="heeft schema", ends="refused")
    yield house("schema", "two", ("'IFC4'", "'IFC4','IFC2X3'"), ends="refused")
    yield house("schema", "no line", (r"FILE_SCHEMA.*\n", ""), said="heeft schema", ends="refused")
    yield house("schema", "small letters", ("'IFC4'", "'ifc4'"), ends="sound")
    older = Bad("schema", "IFC4 as IFC2X3", file("huis.ifc", changed(("'IFC4'", "'IFC2X3'"))))
    yield older
    text = changed((r"IFCWALL\(", "IFCBUILTELEMENT("))
    yield Bad("schema", "class of a later schema", file("huis.ifc", text), "IFCBUILTELEMENT", "named")
    yield house("schema", "unknown class", (r"IFCSLAB\(", "IFCVLOER("), said="IFCVLOER", ends="named")
    yield house("schema", "abstract class", (r"#292=IFCSLAB\(", "#292=IFCELEMENT("), said="#292", ends="bad")


def units() -> Iterator[Bad]:
    """No unit, two of them, or one that makes no sense."""
    whole = house_text()
    assigned = re.search(rb"#(\d+)=IFCUNITASSIGNMENT\(\(#(\d+)\)\)", whole)
    if assigned is None:
        raise LookupError("IFCUNITASSIGNMENT")
    number, unit = assigned[1].decode(), assigned[2].decode()
    given = rf"#{number}=IFCUNITASSIGNMENT\(\(#{unit}\)\)"
    yield house("units", "none", (given, f"#{number}=IFCUNITASSIGNMENT(())"), said="lengte-eenheid")
    yield house(
        "units", "no assignment",
        (rf"(IFCPROJECT\([^;]*),#{number}\)", r"\1,$)"), said="lengte-eenheid", ends="named",
    )  # fmt: skip
    yield house(
        "units", "area only", (UNIT, f"#{unit}=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.)"), said="eenheid"
    )
    two = changed((given, f"#{number}=IFCUNITASSIGNMENT((#{unit},#900))"))
    metre = "#900=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);"
    yield Bad("units", "two", file("huis.ifc", with_lines(metre, text=two)), "lengte-eenheid", "named")
    first = changed((given, f"#{number}=IFCUNITASSIGNMENT((#900,#{unit}))"))
    yield Bad(
        "units", "two, metres first", file("huis.ifc", with_lines(metre, text=first)), "eenheid", "named"
    )
    yield house(
        "units", "metres for millimetres", (r"\.MILLI\.,\.METRE\.", "$,.METRE."), said="m hoog", ends="named"
    )
    yield house("units", "kilometres", (r"\.MILLI\.,\.METRE\.", ".KILO.,.METRE."), ends="named")
    yield house("units", "unknown prefix", (r"\.MILLI\.,\.METRE\.", ".GROTE.,.METRE."), ends="bad")
    for name, factor in (
        ("zero", "0."),
        ("negative", "-0.3048"),
        ("huge", "1.E30"),
        ("tiny", "1.E-30"),
        ("NaN", "NAN"),
    ):
        lines = (
            "#900=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);",
            f"#901=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE({factor}),#900);",
            "#902=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);",
        )
        foot = changed((UNIT, f"#{unit}=IFCCONVERSIONBASEDUNIT(#902,.LENGTHUNIT.,'FOOT',#901)"))
        yield Bad("units", f"factor {name}", file("huis.ifc", with_lines(*lines, text=foot)))
    ring = changed((UNIT, f"#{unit}=IFCCONVERSIONBASEDUNIT(#902,.LENGTHUNIT.,'FOOT',#901)"))
    lines = (
        f"#901=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(1.),#{unit});",
        "#902=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);",
    )
    yield Bad("units", "circle", file("huis.ifc", with_lines(*lines, text=ring)), "kring", "bad")


def numbers() -> Iterator[Bad]:
    """Numbers that are none, too large, or of the wrong kind."""
    for value in ("NAN", "NaN", "-NAN", "INF", "-INF", "1.#QNAN", "1.#INF", "0x1F", "..", "5.4.0", "1,5", "$",
                  "*",
                  "'5400.'", ".T.", "#1", "()", "(1.)", ""):  # fmt: skip
        yield house(
            "not a number", f"place {value}", (PLACED, rf"\g<1>{value}\2"), said=r"#293|verkeerd|waarden"
        )
        yield house("not a number", f"depth {value}", (DEPTH, rf"\g<1>{value}"))
    for value in ("1.E300", "1.E308", "1.E400", "-1.E300", "1.E12", "9" * 400 + "."):
        yield house("huge number", f"place {value[:8]}", (PLACED, rf"\g<1>{value}\2"))
        yield house("huge number", f"depth {value[:8]}", (DEPTH, rf"\g<1>{value}"))
    yield house(
        "not a number", "empty point", (r"#293=IFCCARTESIANPOINT\(\([^)]*\)\)", "#293=IFCCARTESIANPOINT(())")
    )
    yield house("not a number", "flat point", (PLACED, r"#293=IFCCARTESIANPOINT((0.,5400.))"), said="#296")
    yield house("not a number", "four coordinates", (PLACED, r"\g<1>5400.,1.\2"), said="#293")
    far = changed((r"(IFCCARTESIANPOINT\(\()0\.,0\.,", r"\g<1>94000000.,452000000.,"), count=0)
    yield Bad("huge number", "RD in the points", file("huis.ifc", far), ends="named")


def circles() -> Iterator[Bad]:
    """What leads back to itself, or goes on for ever."""
    place = r"#297=IFCLOCALPLACEMENT\(\$,"
    yield house(
        "circle",
        "placement self",
        (place, "#297=IFCLOCALPLACEMENT(#297,"),
        said=r"kring naar zichzelf: #297 \(regel",
    )
    two = changed(
        (place, "#297=IFCLOCALPLACEMENT(#279,"),
        (r"#279=IFCLOCALPLACEMENT\(\$,", "#279=IFCLOCALPLACEMENT(#297,"),
    )
    yield Bad("circle", "placements two", file("huis.ifc", two), r"#279 \(regel \d+\), #297")
    storey = re.search(rb"#158=IFCBUILDINGSTOREY\([^;]*?,#(\d+),", house_text())
    if storey is None:
        raise LookupError("storey")
    level = storey[1].decode()
    ring = (rf"#{level}=IFCLOCALPLACEMENT\(\$,", f"#{level}=IFCLOCALPLACEMENT(#{level},")
    yield house("circle", "placement of a storey", ring, said=f"#{level}", ends="named")
    chain = [f"#{1000 + k}=IFCLOCALPLACEMENT(#{1001 + k},#296);" for k in range(20000)]
    chain.append("#21000=IFCLOCALPLACEMENT($,#296);")
    deep = with_lines(*chain, text=changed((place, "#297=IFCLOCALPLACEMENT(#1000,")))
    yield Bad("too deep", "placements 20,000", file("huis.ifc", deep), "te diep", "bad")
    solid = r"(#307=IFCSHAPEREPRESENTATION\(#6,'Body',)'SweptSolid',\(#306\)"
    own = with_lines(
        "#900=IFCBOOLEANRESULT(.DIFFERENCE.,#900,#306);", text=changed((solid, r"\1'CSG',(#900)"))
    )
    yield Bad("circle", "boolean", file("huis.ifc", own), "#900")
    nest = [f"#{1000 + k}=IFCBOOLEANRESULT(.UNION.,#{1001 + k},#306);" for k in range(5000)]
    nest.append("#6000=IFCBOOLEANRESULT(.UNION.,#306,#288);")
    nested = with_lines(*nest, text=changed((solid, r"\1'CSG',(#1000)")))
    yield Bad("too deep", "booleans 5,000", file("huis.ifc", nested), "te diep")
    mapped = with_lines(
        "#900=IFCREPRESENTATIONMAP(#296,#307);", "#901=IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,#293,$,$);",
        "#902=IFCMAPPEDITEM(#900,#901);", text=changed((solid, r"\1'MappedRepresentation',(#902)")),
    )  # fmt: skip
    yield Bad("circle", "mapped item", file("huis.ifc", mapped), "kring")
    yield house(
        "circle", "context", (r"(#6=IFCGEOMETRICREPRESENTATIONSUBCONTEXT\([^#]*)#5", r"\1#6"), said="#6 "
    )
    yield house("reference", "contexts of the project", (r"(IFCPROJECT\([^;]*\()#5\)", r"\1#12)"), ends="any")
    whole = house_text()
    for name, parent, child in (
        ("storey in itself", "#158", "#158"),
        ("building in its storey", "#158", _id(whole, b"IFCBUILDING(")),
    ):
        line = f"#900=IFCRELAGGREGATES('00000000000000000009G0',$,$,$,{parent},({child}));"
        yield Bad("circle of relations", name, file("huis.ifc", with_lines(line)), ends="named")
    line = "#900=IFCRELAGGREGATES('00000000000000000009G0',$,$,$,#292,(#292));"
    yield Bad("circle of relations", "slab in itself", file("huis.ifc", with_lines(line)), ends="named")


def _id(text: bytes, name: bytes) -> str:
    found = re.search(rb"(#\d+)=" + re.escape(name), text)
    if found is None:
        raise LookupError(name)
    return found[1].decode()


def references() -> Iterator[Bad]:
    """To nothing, to the wrong thing, and numbers that IFC does not know."""
    yield house("reference", "placement lost", (r"#297,#308", "#29700,#308"), said="#292")
    yield house("reference", "shape lost", (r"#297,#308", "#297,#30800"), said="#292")
    yield house("reference", "profile lost", (r"(#306=IFCEXTRUDEDAREASOLID\()#300", r"\1#30000"), said="#306")
    yield house("reference", "slab gone from its storey", (r"\(#292\),#158", "(#29200),#158"), said="#309")
    yield house("reference", "line of the roof gone", (r"#292=.*\n", ""), said="#309")
    yield house("reference", "line of a point gone", (r"#293=.*\n", ""), said="#296")
    yield house("reference", "wrong class", (r"(#306=IFCEXTRUDEDAREASOLID\()#300", r"\1#158"))
    yield house("reference", "shape is a storey", (r"#297,#308", "#297,#158"))
    yield house("reference", "placement is a point", (r"#297,#308", "#293,#308"))
    yield house(
        "reference", "number twice", (r"#294=IFCDIRECTION\(\(0", "#293=IFCDIRECTION((0"), said="twee keer"
    )
    yield house("reference", "number 0", (r"#310\b", "#0"), said="#0|nummer")
    for name, number in (
        ("2^31", "2147483648"),
        ("2^32", "4294967296"),
        ("2^63", "9223372036854775808"),
        ("negative", "-310"),
    ):
        yield house("reference", f"number {name}", (r"#310=", f"#{number}="))


def geometry() -> Iterator[Bad]:
    """Bodies without a body."""
    yield house("geometry", "zero thickness", (DEPTH, r"\g<1>0."), said="'dak'", ends="named")
    yield house("geometry", "negative thickness", (DEPTH, r"\g<1>-200."), said="'dak'", ends="named")
    yield house("geometry", "profile without width", (PROFILE, r"\g<1>0.,6000."), said="'dak'", ends="named")
    yield house(
        "geometry",
        "direction zero",
        (r"#301=IFCDIRECTION\(\(0\.,0\.,1\.\)\)", "#301=IFCDIRECTION((0.,0.,0.))"),
        said="'dak'",
        ends="named",
    )
    yield house(
        "geometry",
        "direction in the plane",
        (r"#301=IFCDIRECTION\(\(0\.,0\.,1\.\)\)", "#301=IFCDIRECTION((1.,0.,0.))"),
        ends="bad",
    )
    line = r"#300=IFCRECTANGLEPROFILEDEF\([^;]*;"
    for name, corners in (
        ("bow tie", "(0.,0.),(8000.,6000.),(8000.,0.),(0.,6000.),(0.,0.)"),
        ("open profile", "(0.,0.),(8000.,0.),(8000.,6000.),(0.,6000.)"),
        ("two corners", "(0.,0.),(8000.,0.),(0.,0.)"),
        ("one corner", "(0.,0.)"),
        ("corners in a line", "(0.,0.),(4000.,0.),(8000.,0.),(0.,0.)"),
    ):
        points = "".join(
            f"#{910 + k}=IFCCARTESIANPOINT({c});\n" for k, c in enumerate(re.findall(r"\([^)]*\)", corners))
        )
        names = ",".join(f"#{910 + k}" for k in range(points.count("\n")))
        new = f"#300=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#900);\n#900=IFCPOLYLINE(({names}));\n{points}"
        ends = "any" if name == "open profile" else "named"
        yield house("geometry", name, (line, new), ends=ends)
    for name, faces in _SHELLS.items():
        shell = f"#306=IFCTRIANGULATEDFACESET(#900,$,.T.,({faces}),$)"
        list3 = "#900=IFCCARTESIANPOINTLIST3D(((0.,0.,0.),(8000.,0.,0.),(8000.,6000.,0.),(0.,6000.,0.)));"
        body = changed(
            (r"#306=IFCEXTRUDEDAREASOLID\([^;]*\)", shell), ("'SweptSolid',\\(#306", "'Tessellation',(#306")
        )
        yield Bad("geometry", name, file("huis.ifc", with_lines(list3, text=body)), ends="named")


_SHELLS = {
    "index 0": "(0,1,2),(1,3,4)",
    "index past the end": "(1,2,3),(1,3,99)",
    "index negative": "(1,2,3),(1,3,-4)",
    "index huge": "(1,2,3),(1,3,2147483647)",
    "index of two": "(1,2),(3,4)",
    "index of four": "(1,2,3,4)",
    "no faces": "",
    "open shell": "(1,3,2),(1,4,3)",
    "all the same corner": "(1,1,1),(2,2,2)",
}


def structure() -> Iterator[Bad]:
    """Storeys, buildings, sites and projects: none, too many, in the wrong place."""
    whole = house_text()
    none = re.sub(rb"#\d+=IFCBUILDINGSTOREY\([^;]*;\n", b"", whole)
    yield Bad("structure", "no storeys", file("huis.ifc", none))
    clean = re.sub(rb"#\d+=IFCREL(?:CONTAINEDINSPATIALSTRUCTURE|AGGREGATES)\([^;]*;\n", b"", none)
    yield Bad("structure", "no storeys, no relations", file("huis.ifc", clean), "geen bouwlagen", "named")
    building = _id(whole, b"IFCBUILDING(")
    many = [
        f"#{2000 + k}=IFCBUILDINGSTOREY('S{k:021d}',$,'laag {k}',$,$,$,$,$,.ELEMENT.,{k}.);"
        for k in range(10000)
    ]
    parts = ",".join(f"#{2000 + k}" for k in range(10000))
    many.append(f"#900=IFCRELAGGREGATES('00000000000000000009G0',$,$,$,{building},({parts}));")
    yield Bad("structure", "10,000 storeys", file("huis.ifc", with_lines(*many)), ends="named")
    seven = [f"#{900 + k}=IFCBUILDING('B{k:021d}',$,'gebouw {k}',$,$,$,$,$,$,$,$,$);" for k in range(7)]
    yield Bad("structure", "eight buildings, one filled", file("huis.ifc", with_lines(*seven)), ends="sound")
    wall = (
        "#920=IFCRELCONTAINEDINSPATIALSTRUCTURE('00000000000000000009K0',$,$,$,(#930),#900);",
        "#930=IFCWALL('00000000000000000009O0',$,'elders',$,$,#297,#308,$,$);",
    )
    yield Bad(
        "structure",
        "two filled buildings",
        file("huis.ifc", with_lines(seven[0], *wall)),
        "kies er een",
        "refused",
    )
    yield house("structure", "no building", (rf"{building}=IFCBUILDING\([^;]*;\n", ""), said="gebouw")
    yield house("structure", "no site", (r"#\d+=IFCSITE\([^;]*;\n", ""), ends="bad")
    yield house("structure", "no project", (r"#\d+=IFCPROJECT\([^;]*;\n", ""))
    project = "#900=IFCPROJECT('00000000000000000009G0',$,'tweede',$,$,$,$,$,$);"
    yield Bad("structure", "two projects", file("huis.ifc", with_lines(project)), ends="bad")
    yield house(
        "structure",
        "storeys at one height",
        (r"(#158=IFCBUILDINGSTOREY\([^;]*,)[^,;]*\)", r"\g<1>0.)"),
        ends="any",
    )
    yield house(
        "structure",
        "GlobalId twice",
        (r"00000000000000000002W0", "00000000000000000002O0"),
        said="dubbel",
        ends="any",
    )
    yield house("structure", "GlobalId odd", (r"00000000000000000002W0", "dit is geen GlobalId"), ends="bad")
    yield house("structure", "roof without shape", (r"#297,#308", "#297,$"), said="'dak'", ends="named")
    yield house("structure", "roof without place", (r"#297,#308", "$,#308"), ends="bad")
    yield house(
        "structure",
        "empty data",
        (r"DATA;[\s\S]*ENDSEC;", "DATA;\nENDSEC;"),
        said="geen gebouw",
        ends="refused",
    )


def text() -> Iterator[Bad]:
    """Signs, strings and punctuation that STEP does not allow."""
    yield house("text", "semicolon missing", (r"(#293=[^;]*);", r"\1"), said="#293|#294")
    yield house("text", "comment never closed", (r"#158=", "/* nooit dicht\n#158="), said="niet eindigt")
    yield house("text", "string never closed", (r"'dak'", "'dak"))
    yield house("text", "bracket missing", (r"(#293=[^;]*)\);", r"\1;"), said="#293")
    yield house("text", "bracket too many", (r"(#293=[^;]*);", r"\1);"), said="#293")
    yield house("text", "words between lines", (r"\n#293=", "\nlet op\n#293="))
    yield house(
        "text",
        "values missing",
        (r"#292=IFCSLAB\([^;]*;", "#292=IFCSLAB('00000000000000000002W0',$,'dak',$,$,#297,#308);"),
        said="#292",
    )
    yield house("text", "values too many", (r"(#292=IFCSLAB\([^;]*)\);", r"\1,$,$,5);"), said="#292")
    yield house("text", "enumeration unknown", (r"\.AREA\.,\$,#299", ".VLAK.,$,#299"))
    yield house(
        "text", "two data sections", (r"\n#158=", "\nENDSEC;\nDATA;\n#158="), said="indeling|niet kan"
    )
    yield house("text", "no data section", (r"DATA;\n", ""))
    yield house("text", "no header", (r"HEADER;[\s\S]*?ENDSEC;\n", ""), ends="refused")
    yield house("text", "after the end", (r"\Z", "#999=IFCWALL($);\n"), said="indeling", ends="named")
    for name, string in (
        ("latin-1", "d\xe9k"),
        ("NUL", "d\0k"),
        ("control signs", "d\x01\x1bk"),
        ("bad UTF-8", "d\xff\xfek"),
    ):
        yield house(
            "text", f"string {name}", ("'dak'", f"'{string}'"), ends="sound" if name == "latin-1" else "any"
        )
    yield house("text", "NUL between lines", (r"\n#293=", "\n\0\0#293="))
    for escape in (r"\\X\\ZZ", r"\\X2\\00", r"\\X2\\D800\\X0\\", r"\\P", r"\\"):
        yield house("text", f"escape {escape}", ("'dak'", f"'{escape}'"), ends="any")
    for name, end in (("CR", "\r"), ("CRLF", "\r\n"), ("one line", " ")):
        yield house(
            "text",
            name,
            (r"(?s)\A.*\Z", house_text().decode().replace("\n", end).replace("\\", "\\\\")),
            ends="sound",
        )
    yield house("text", "brackets 100,000 deep", (r"'dak',\$", f"'dak',{'(' * 100000}$"), ends="bad")
    typed = "IFCLABEL(" * 100000 + "'x'" + ")" * 100000
    yield house("text", "types 100,000 deep", (r"'dak',\$", f"'dak',{typed}"), ends="any")
    yield house("text", "string of 5 MB", ("'dak'", f"'{'d' * 5_000_000}'"), ends="sound")


def no_models() -> Iterator[Bad]:
    """What is given as a model and is none."""
    whole = house_text()
    noise = random.Random(9).randbytes(4096)  # noqa: S311 - chance, no secret
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    for name, content, said in (
        ("0 bytes", b"", "leeg"), ("one byte", b"I", "geen IFC"), ("noise", noise, "geen IFC"),
        ("zeros", bytes(4096), "geen IFC"), ("PDF", b"%PDF-1.7\n" + noise, "geen IFC"),
        ("HTML", b"<!doctype html><html></html>", "geen IFC"), ("JSON", b'{"type":"ifcJSON"}', "geen IFC"),
        ("XML with entities", bomb, "geen IFC"), ("gzip", gzip.compress(whole), "geen IFC"),
        ("zip", b"PK\3\4" + noise, "ifczip"), ("BOM", b"\xef\xbb\xbf" + whole, "BOM"),
        ("UTF-16", whole.decode().encode("utf-16"), "geen IFC"), ("ELF", b"\x7fELF" + noise, "geen IFC"),
        ("head only", whole[:60], "afgekapt"),
    ):  # fmt: skip
        yield Bad("no model", name, file("huis.ifc", content), said, "refused")
    for suffix in (".ifcxml", ".ifc.gz", ".ifcjson", ".ifcsqlite", ".rvt", ".txt", ""):
        yield Bad("no model", f"suffix {suffix or 'none'}", file(f"huis{suffix}", whole), "soort", "refused")
    yield Bad("no model", "folder", _folder, "is een map", "refused")
    yield Bad("no model", "absent", lambda folder: folder / "weg.ifc", "bestaat niet", "refused")
    if hasattr(os, "mkfifo"):
        yield Bad("no model", "pipe", _pipe, "geen gewoon bestand", "refused")
        yield Bad(
            "no model",
            "endless device",
            lambda folder: _link(folder, "/dev/zero"),
            "geen gewoon bestand",
            "refused",
        )
        yield Bad("no model", "link to itself", lambda folder: _link(folder, "huis.ifc"), ends="refused")
    yield Bad("no model", "name with NUL", lambda folder: folder / "hu\0is.ifc", ends="refused")


def _folder(folder: Path) -> Path:
    (folder / "huis.ifc").mkdir()
    return folder / "huis.ifc"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "huis.ifc")
    return folder / "huis.ifc"


def _link(folder: Path, goal: str) -> Path:
    (folder / "huis.ifc").symlink_to(goal)
    return folder / "huis.ifc"


def counts() -> Iterator[Bad]:
    """Lists that are longer, shorter or emptier than they can be."""
    yield house("list", "relation to nothing", (r"\(#292\),#158", "(),#158"), ends="any")
    many = ",".join(["#292"] * 100_000)
    yield house("list", "100,000 times one slab", (r"\(#292\),#158", f"({many}),#158"), ends="any")
    yield house(
        "list",
        "no representation",
        (r"(#308=IFCPRODUCTDEFINITIONSHAPE\(\$,\$,)\(#307\)", r"\1()"),
        said="'dak'",
    )
    yield house("list", "no items", (r"(#307=IFCSHAPEREPRESENTATION\([^(]*)\(#306\)", r"\1()"), said="'dak'")
    yield house(
        "list",
        "point of 10,000",
        (r"#293=[^;]*;", f"#293=IFCCARTESIANPOINT(({'0.,' * 9999}0.));"),
        said="#293",
    )
    yield house(
        "list", "direction of one", (r"#294=IFCDIRECTION\([^;]*;", "#294=IFCDIRECTION((1.));"), said="#296"
    )
    yield house("list", "list for a value", (DEPTH, r"\g<1>(200.,300.)"), said="'dak'")
    yield house("list", "value for a list", (r"\(#292\),#158", "#292,#158"), ends="any")
