"""A rule pack by form: records in, TOML out, and back; all of it is read by the reader of every pack."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Standing
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.rules.bundle import MANIFEST, build_bundle
from optopcheck.rules.packs import read_pack
from optopcheck.service.form_cases import starter_cases
from optopcheck.service.form_records import LimitForm, PackForm, RuleForm, ShadeForm, SourceForm
from optopcheck.service.pack_toml import first_difference, manifest_toml, rule_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RULES = "rules/"
_README = """\
# {name}

Regelpakket `{id}` van `{authority}`, gemaakt met het formulier van optopcheck. In `manifest.toml` staat
van wie het is, in `rules/` elke regel met zijn bron. In `cases/` staan eerste gevallen om het pakket mee te
beproeven: vul ze aan.
"""


def new_form() -> PackForm:
    """Return the form of a new pack, with one rule to fill in."""
    return PackForm(changes=("1.0.0: eerste versie",), rules=(new_rule(),))


def new_rule(source: SourceForm | None = None) -> RuleForm:
    """Return a rule to fill in, for who adds a storey; it stands where the one before it stands."""
    return RuleForm(source=source or SourceForm(), applies_when="storeys_added >= 1")


def pack_files(form: PackForm) -> dict[str, bytes]:
    """Write a form as the files of a pack; comments of files that were read stay.

    Raises
    ------
    InputError
        If a day is none.
    """
    files = {MANIFEST: manifest_toml(form, form.kept.get(MANIFEST))}
    for rule, name in zip(form.rules, rule_files(form), strict=True):
        files[name] = rule_toml(rule, form.kept.get(name))
    return files


def rule_files(form: PackForm) -> tuple[str, ...]:
    """Return the name of the file of each rule; one that was read keeps its name."""
    taken = {rule.file for rule in form.rules if rule.file}
    names: list[str] = []
    for rule in form.rules:
        name = rule.file
        if not name:
            stem = rule.id.rpartition(".")[2].strip() or "regel"
            plain = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in stem.lower())
            tries = (f"{RULES}{plain}{end}.toml" for end in ("", *(f"-{n}" for n in range(2, 999))))
            name = next(found for found in tries if found not in taken)
            taken.add(name)
        names.append(name)
    return tuple(names)


def save_form(form: PackForm, parent: Path | None = None) -> PackForm:
    """Write a pack into its folder, or into a new one in `parent`, and read it back.

    Raises
    ------
    InputError
        If the reader of packs refuses it, the folder is another pack's, or a file was changed meanwhile.
    """
    files = pack_files(form)
    read_pack(files)
    folder = form.folder
    if folder is None:
        folder = _new_folder(form, parent)
    else:
        _check_unchanged(form, folder)
    for name in sorted(files, reverse=True):  # the manifest, which makes it a pack, last
        _write(folder / name, files[name])
    for name in form.kept:
        if name.startswith(RULES) and name not in files:
            (folder / name).unlink(missing_ok=True)
    for rule in form.rules:
        _write_cases(folder / "cases" / rule.id, rule)
    if not (folder / "README.md").exists():
        _write(
            folder / "README.md",
            _README.format(name=form.name, id=form.id, authority=form.authority).encode(),
        )
    return read_form(folder)


def _write_cases(folder: Path, rule: RuleForm) -> None:
    """Write first cases where there are none; those of its maker are left alone."""
    if folder.is_dir() and any(folder.iterdir()):
        return
    for name, content in starter_cases(rule).items():
        _write(folder / name, content)


def _new_folder(form: PackForm, parent: Path | None) -> Path:
    if parent is None:
        raise InputError(Text("kies een map", "choose a folder"))
    folder = parent / form.id
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            Text(
                f"'{folder}' bestaat al en is niet leeg; open dat pakket, of kies een andere id of map",
                f"'{folder}' exists and is not empty; open that pack, or choose another id or folder",
            )
        )
    return folder


def _check_unchanged(form: PackForm, folder: Path) -> None:
    for name, content in form.kept.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            raise InputError(
                Text(
                    f"'{path}' is intussen buiten dit formulier veranderd; open het pakket opnieuw",
                    f"'{path}' was changed outside this form meanwhile; open the pack anew",
                )
            )


def _write(path: Path, content: bytes) -> None:
    _folder(path.parent)
    write_bytes(path, content)


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = error.strerror or error
        raise InputError(
            Text(f"'{path}' is niet te maken: {said}", f"'{path}' cannot be made: {said}")
        ) from error


def read_form(folder: Path) -> PackForm:
    """Open the folder of a pack for editing.

    Raises
    ------
    InputError
        If it is no sound pack, or holds what the form cannot show: that would be lost.
    """
    files = build_bundle(folder).container.files
    read_pack(files)
    kept = {name: files[name] for name in files if name == MANIFEST or _is_rule(name)}
    others = sorted(name for name in files if name.startswith(RULES) and not _is_rule(name))
    if others:
        raise _unfit(others[0], "")
    values = {name: tomllib.loads(content.decode("utf-8-sig")) for name, content in kept.items()}
    without = next((name for name in values if name != MANIFEST and not values[name].get("rule")), None)
    if without is not None:
        raise _unfit(without, "fill")
    rules = tuple(_rule(name, values[name]) for name in sorted(values) if name != MANIFEST)
    form = replace(_pack(values[MANIFEST]), rules=rules, folder=folder, kept=kept)
    bare = pack_files(replace(form, kept={}))
    for name, value in values.items():
        written = tomllib.loads(bare[name].decode())
        found = first_difference(value, written)
        if found:
            raise _unfit(name, found)
    return form


def _is_rule(name: str) -> bool:
    return name.startswith(RULES) and name.endswith(".toml")


def _unfit(name: str, key: str) -> InputError:
    what = f"'{name}': {key}" if key else f"'{name}'"
    return InputError(
        Text(
            f"dit pakket bevat iets wat het formulier niet kent ({what}); het zou verloren gaan. Bewerk de"
            " bestanden zelf, of begin een nieuw pakket",
            f"this pack holds something that the form does not know ({what}); it would be lost. Edit the"
            " files themselves, or begin a new pack",
        )
    )


def _pack(values: Mapping[str, Any]) -> PackForm:
    return PackForm(
        authority=_words(values, "authority"),
        id=_words(values, "id"),
        version=_words(values, "version"),
        name=_words(values, "name"),
        contact=_words(values, "contact"),
        licence=_words(values, "licence"),
        changes=_list(values, "changes"),
        valid_from=_words(values, "valid_from"),
        valid_to=_words(values, "valid_to"),
        off=values.get("off") is True,
    )


def _rule(file: str, values: Mapping[str, Any]) -> RuleForm:
    rule = values["rule"][0]
    limits, shades = values.get("limit", {}), values.get("shade", {})
    return RuleForm(
        id=_words(rule, "id"),
        title=_words(rule, "title"),
        source=_source(values.get("source", {}), _words(rule, "source")),
        kind=_words(rule, "kind") or "check",
        place_name=_words(values, "place"),
        applies_when=_words(rule, "applies_when"),
        require=_words(rule, "require"),
        unless=_words(rule, "unless"),
        limits=tuple(_limit(name, limits[name]) for name in limits),
        shades=tuple(_shade(name, shades[name]) for name in shades),
        asks=_words(rule, "asks"),
        evidence=_list(rule, "evidence"),
        note=_words(rule, "note"),
        assumptions=_list(rule, "assumption"),
        file=file,
    )


def _source(sources: Mapping[str, Any], name: str) -> SourceForm:
    values = sources.get(name, {})
    words = {key: _words(values, key) for key in ("title", "article", "passage", "url")}
    days = {key: _words(values, key) for key in ("valid_from", "valid_to", "consulted_on")}
    return SourceForm(name=name, standing=Standing(values.get("standing")), **words, **days)


def _limit(name: str, values: Mapping[str, Any]) -> LimitForm:
    value = values.get("value")
    written = "" if value is None else str(value).replace(".", ",")
    return LimitForm(
        name, written, _words(values, "unit"), _words(values, "place"), _words(values, "confirmed_by")
    )


def _shade(name: str, values: Mapping[str, Any]) -> ShadeForm:
    words = {key: _words(values, key) for key in ("day", "clock", "ground")}
    return ShadeForm(name, plots=_list(values, "plots"), **words)


def _words(values: Mapping[str, Any], key: str) -> str:
    """Return what stands at a key as words; what is no text or day shows as a difference later."""
    value = values.get(key)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return value if isinstance(value, str) else ""


def _list(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(item for item in values.get(key, ()) if isinstance(item, str))
