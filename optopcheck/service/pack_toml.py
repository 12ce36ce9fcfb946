"""A pack as TOML out of what a form holds: the only door to tomlkit, which keeps the comments of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT, Table

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service.form_records import read_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, MutableMapping
    from datetime import date

    from tomlkit import TOMLDocument

    from optopcheck.service.form_records import LimitForm, PackForm, RuleForm, ShadeForm, SourceForm

LANG = 1


def manifest_toml(form: PackForm, kept: bytes | None = None) -> bytes:
    """Write the manifest; of `kept`, an earlier one, comments and order stay."""
    document = _document(kept)
    values = {
        "id": form.id,
        "version": form.version,
        "name": form.name,
        "authority": form.authority,
        "lang": LANG,
        "valid_from": _day(form.valid_from, "valid_from"),
        "valid_to": _day(form.valid_to, "valid_to"),
        "contact": form.contact,
        "licence": form.licence,
        "changes": _list(form.changes),
        "off": True if form.off else None,
    }
    for key, value in values.items():
        _put(document, key, value)
    return _bytes(document)


def rule_toml(rule: RuleForm, kept: bytes | None = None) -> bytes:
    """Write the file of one rule; see `manifest_toml`."""
    document = _document(kept)
    _put(document, "lang", LANG)
    _put(document, "place", rule.place_name)
    sources = _table(document, "source", is_super=True)
    _only(sources, [rule.source.name])
    _fill_source(_table(sources, rule.source.name), rule.source)
    _fill_named(document, "limit", {limit.name: _of_limit(limit) for limit in rule.limits})
    _fill_named(document, "shade", {shade.name: _of_shade(shade) for shade in rule.shades})
    if "rule" not in document:
        document.add(tomlkit.nl())
        document["rule"] = tomlkit.aot()
    rules = document["rule"]
    if not isinstance(rules, AoT):
        raise InputError(Text("schrijf [[rule]]", "write [[rule]]"))
    if not len(rules):
        rules.append(tomlkit.table())
    _fill_rule(rules[0], rule)
    return _bytes(document)


def case_toml(why: str, verdict: str, need: str, given: Mapping[str, object]) -> bytes:
    """Write a case: what is given, and what must come out."""
    document = tomlkit.document()
    document["why"] = why
    expect = tomlkit.table()
    _put(expect, "verdict", verdict)
    _put(expect, "need", need)
    document["expect"] = expect
    table = tomlkit.table()
    for name, value in given.items():
        if isinstance(value, dict):
            numbers = tomlkit.inline_table()
            numbers.update(value)
            table[name] = numbers  # tomlkit quotes a name with points
        else:
            table[name] = value
    document["given"] = table
    return _bytes(document)


def _fill_source(table: Table, source: SourceForm) -> None:
    values = {
        "title": source.title,
        "passage": source.passage,
        "url": source.url,
        "article": source.article,
        "standing": source.standing.value,
        "valid_from": _day(source.valid_from, "source.valid_from"),
        "valid_to": _day(source.valid_to, "source.valid_to"),
        "consulted_on": _day(source.consulted_on, "source.consulted_on"),
    }
    for key, value in values.items():
        _put(table, key, value)


def _fill_named(document: TOMLDocument, key: str, tables: Mapping[str, Mapping[str, object]]) -> None:
    """Write ``[key.name]`` for each name; without any the key goes."""
    if not tables:
        _only(document, [other for other in document if other != key])
        return
    table = _table(document, key, is_super=True)
    _only(table, list(tables))
    for name, values in tables.items():
        own = _table(table, name)
        for word, value in values.items():
            _put(own, word, value)


def _of_limit(limit: LimitForm) -> Mapping[str, object]:
    return {
        "value": limit.number,
        "unit": limit.unit,
        "place": limit.place,
        "confirmed_by": limit.confirmed_by,
    }


def _of_shade(shade: ShadeForm) -> Mapping[str, object]:
    return {"day": shade.day, "clock": shade.clock, "ground": shade.ground, "plots": _list(shade.plots)}


def _fill_rule(table: Table, rule: RuleForm) -> None:
    values = {
        "id": rule.id,
        "title": rule.title,
        "source": rule.source.name,
        "kind": "" if rule.kind == "check" else rule.kind,
        "applies_when": rule.applies_when,
        "require": rule.require,
        "unless": rule.unless,
        "asks": rule.asks,
        "evidence": _list(rule.evidence),
        "note": rule.note,
        "assumption": _list(rule.assumptions),
    }
    for key, value in values.items():
        _put(table, key, value)


def _list(words: tuple[str, ...]) -> list[str] | None:
    return list(words) if words else None


def _day(written: str, key: str) -> date | None:
    day = read_day(written)
    if written.strip() and day is None:
        raise InputError(
            Text(
                f"{key} = '{written}': schrijf een dag als 31-12-2026 of 2026-12-31",
                f"{key} = '{written}': write a day as 2026-12-31",
            )
        )
    return day


def _document(kept: bytes | None) -> TOMLDocument:
    return tomlkit.document() if kept is None else tomlkit.parse(kept.decode("utf-8-sig"))


def _bytes(document: TOMLDocument) -> bytes:
    return tomlkit.dumps(document).encode()


def _put(table: MutableMapping[str, Any], key: str, value: object) -> None:
    """Write a value; what stands there already stays as it was written, what is left empty goes."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if key in table:
            del table[key]
        return
    if key in table and _plain(table[key]) == value:
        return
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(value)
        table[key] = array.multiline(len(value) > 1)
    else:
        table[key] = value


def _plain(item: Any) -> object:  # noqa: ANN401 - TOML may hold anything
    return item.unwrap() if hasattr(item, "unwrap") else item


def _table(parent: MutableMapping[str, Any], key: str, *, is_super: bool = False) -> Table:
    if key not in parent:
        made = tomlkit.table(is_super_table=is_super)
        if not is_super and len(parent):
            made.trivia.indent = "\n"
        parent[key] = made
    found = parent[key]
    if not isinstance(found, Table):
        raise InputError(Text(f"schrijf een tabel [{key}]", f"write a table [{key}]"))
    return found


def _only(table: MutableMapping[str, Any], known: Collection[str]) -> None:
    for key in [key for key in table if key not in known]:
        del table[key]


def first_difference(one: Mapping[str, Any], other: Mapping[str, Any], at: str = "") -> str:
    """Return the key at which two files differ, empty if they say the same."""
    for key in [*one, *(key for key in other if key not in one)]:
        place = f"{at}.{key}" if at else key
        if key not in one or key not in other:
            return place
        found = _difference(one[key], other[key], place)
        if found:
            return found
    return ""


def _difference(one: object, other: object, at: str) -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        return first_difference(one, other, at)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True), start=1)
        return next((found for n, (a, b) in pairs if (found := _difference(a, b, f"{at}[{n}]"))), "")
    return "" if (type(one) is type(other) and one == other) or _same_number(one, other) else at


def _same_number(one: object, other: object) -> bool:
    numeric = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (one, other))
    return numeric and one == other
