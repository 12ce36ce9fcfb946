"""A pack by form: what is saved is read back as it was, and what the form cannot show is never lost."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Standing
from optopcheck.domain.shade import ShadeGround, ShadeMoment
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.packs import read_pack
from optopcheck.service import (
    LimitForm,
    Sentence,
    check_form,
    fact_choices,
    new_form,
    read_form,
    save_form,
    sentence_of,
    with_sentence,
)
from optopcheck.service.form_records import ShadeForm
from optopcheck.service.pack_form import pack_files
from tests.service.pack_forms import LIMIT, SOURCE, filled, height_rule

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.service import PackForm


def _plain(form: PackForm) -> PackForm:
    """Return what a person typed: no place on the disk, days as the file writes them."""
    rules = tuple(replace(rule, file="") for rule in form.rules)
    return replace(form, rules=tuple(sorted(rules, key=lambda rule: rule.id)), folder=None, kept={})


def test_saved_pack_is_read_by_the_reader_of_packs_and_by_the_form(tmp_path: Path) -> None:
    saved = save_form(filled(), tmp_path)

    folder = tmp_path / "gm0599-dakopbouw"
    pack = read_pack(build_bundle(folder).container.files)
    assert saved.folder == folder
    assert _plain(saved) == _plain(filled())
    assert {rule.id for rule in pack.rules} == {"gm0599.hoogte", "gm0599.welstand", "gm0599.overleg"}
    height = next(rule for rule in pack.rules if rule.id == "gm0599.hoogte")
    limit = height.limits["max_building_height"].limit
    assert (limit.value, limit.unit, limit.place, limit.confirmed_by) == (
        12.5,
        "m",
        "artikel 4.2 onder a",
        "gemeenteraad, 1-1-2024",
    )
    assert height.source.standing is Standing.POLICY_RULE
    assert height.unless.text == "existing.is_monument"
    assert (folder / "cases" / "gm0599.hoogte").is_dir()
    assert "Dakopbouwen in Rotterdam" in (folder / "README.md").read_text(encoding="utf-8")


def test_comments_stay_when_a_pack_is_saved_again(tmp_path: Path) -> None:
    folder = save_form(filled(), tmp_path).folder
    path = folder / "rules" / "hoogte.toml"
    path.write_text(
        f"# Voor de jurist: zie de toelichting.\n{path.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    form = read_form(folder)
    rule = next(rule for rule in form.rules if rule.id == "gm0599.hoogte")
    sentence = replace(sentence_of(rule), limit=replace(sentence_of(rule).limit, value="11"))
    others = tuple(r for r in form.rules if r is not rule)

    save_form(replace(form, rules=(*others, with_sentence(rule, sentence))))

    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Voor de jurist: zie de toelichting.\n")
    assert tomllib.loads(text)["limit"] == {
        "max_building_height": {
            "value": 11,
            "unit": "m",
            "place": "artikel 4.2 onder a",
            "confirmed_by": "gemeenteraad, 1-1-2024",
        }
    }


def test_rule_that_is_taken_out_leaves_the_folder(tmp_path: Path) -> None:
    form = save_form(filled(), tmp_path)

    left = save_form(replace(form, rules=tuple(r for r in form.rules if r.id == "gm0599.hoogte")))

    assert [path.name for path in (left.folder / "rules").iterdir()] == ["hoogte.toml"]
    assert [rule.id for rule in read_pack(build_bundle(left.folder).container.files).rules] == [
        "gm0599.hoogte"
    ]


def test_another_folder_is_never_written_over(tmp_path: Path) -> None:
    save_form(filled(), tmp_path)
    before = (tmp_path / "gm0599-dakopbouw" / "manifest.toml").read_bytes()

    with pytest.raises(InputError, match="niet leeg"):
        save_form(replace(filled(), name="Ander"), tmp_path)

    assert (tmp_path / "gm0599-dakopbouw" / "manifest.toml").read_bytes() == before


def test_change_from_outside_is_never_written_over(tmp_path: Path) -> None:
    form = save_form(filled(), tmp_path)
    path = form.folder / "rules" / "hoogte.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("12.5", "9.5"), encoding="utf-8")

    with pytest.raises(InputError, match="veranderd"):
        save_form(replace(form, name="Ander"))

    assert "value = 9.5" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("rules/hoogte.toml", "id =", 'shows = "proposed.building_height"\nid =', "shows"),
        ("rules/hoogte.toml", '"Let op het peil."', '{ nl = "a", en = "b" }', "note"),
        ("rules/hoogte.toml", 'id = "gm', 'says = { complies = "goed" }\nid = "gm', "says"),
        ("manifest.toml", "lang = 1", "lang = 1\n[scope]\nmonuments = false", "scope"),
        ("manifest.toml", '["1.0.0: eerste versie"]', '[{ nl = "x" }]', "changes"),
    ],
)
def test_pack_that_the_form_cannot_show_is_not_opened(
    tmp_path: Path, file: str, old: str, new: str, key: str
) -> None:
    folder = save_form(filled(), tmp_path).folder
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    if key == "scope":  # a table must come last
        lines = [line for line in text.splitlines() if line != "lang = 1"]
        (folder / file).write_text("\n".join(["lang = 1", *lines, "[scope]", "monuments = false"]))
    read_pack(build_bundle(folder).container.files)  # sound, only not for the form

    with pytest.raises(InputError, match=key) as refused:
        read_form(folder)

    assert file in refused.value.text.nl
    assert "verloren" in refused.value.text.nl


def test_broken_pack_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = save_form(filled(), tmp_path).folder
    path = folder / "rules" / "hoogte.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('unit = "m"', 'unit = "cm"'), encoding="utf-8")

    with pytest.raises(InputError, match=r"hoogte\.toml', regel \d+.*reken om naar m"):
        read_form(folder)


def test_sentence_and_expression_are_one() -> None:
    rule = height_rule()
    assert rule.require == "proposed.building_height <= limit.max_building_height"
    assert sentence_of(rule) == Sentence(
        "proposed.building_height", "<=", replace(LIMIT, name="max_building_height")
    )

    free = replace(rule, require=f"{rule.require} and existing.has_flat_roof")
    assert sentence_of(free) is None
    other = with_sentence(rule, Sentence("proposed.setback", ">=", LimitForm(value="2", place="4.3")))
    assert other.require == "proposed.setback >= limit.min_setback"
    assert [limit.name for limit in other.limits] == ["min_setback"]


def test_limit_that_another_expression_names_stays() -> None:
    rule = replace(height_rule(), unless="existing.building_height >= limit.max_building_height")

    other = with_sentence(rule, Sentence("proposed.setback", ">=", LimitForm(value="2", place="4.3")))

    assert {limit.name for limit in other.limits} == {"min_setback", "max_building_height"}


def test_new_form_says_what_is_missing() -> None:
    check = check_form(new_form())

    assert not check.is_ready
    assert [text.nl for text in check.pack_misses] == ["code van wie de regels maakt", "naam", "id"]
    assert [text.nl for text in check.rule_misses[0]] == [
        "titel",
        "id",
        "titel van de bron",
        "artikel",
        "passage",
        "link",
        "eis",
    ]


def test_slips_are_told_at_their_field() -> None:
    rule = replace(height_rule(), require="proposed.building_height <= 12", applies_when="storeys_aded >= 1")
    form = replace(filled(), rules=(rule,))

    check = check_form(form)

    assert not check.is_ready
    assert "bij teken 1 ('storeys_aded" in check.fields[0, "applies_when"].nl
    assert "bij teken" in check.fields[0, "require"].nl
    assert (0, "unless") not in check.fields


@pytest.mark.parametrize("value", ["", "twaalf", "1.000,5", "12m"])
def test_limit_that_is_no_number_is_refused(value: str) -> None:
    rule = with_sentence(
        height_rule(), Sentence("proposed.building_height", "<=", replace(LIMIT, value=value))
    )

    check = check_form(replace(filled(), rules=(rule,)))

    assert not check.is_ready
    assert check.rules[0].nl.startswith("grenswaarde")
    assert check.rules[0].nl.endswith(": geef een getal, bijvoorbeeld 12,5") or not value
    assert ([text.nl for text in check.rule_misses[0]] == ["grenswaarde"]) is (not value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "GM0599.hoogte"}, "id = 'GM0599.hoogte': schrijf wie de regel maakt"),
        ({"source": replace(SOURCE, url="www.example.org")}, "link = 'www.example.org': geef een adres"),
        ({"source": replace(SOURCE, valid_to="01-01-2020")}, "geldt t/m = "),
    ],
)
def test_reader_speaks_in_the_words_of_the_form(changes: dict[str, object], said: str) -> None:
    check = check_form(replace(filled(), rules=(replace(height_rule(), **changes),)))

    assert said in check.rules[0].nl


def test_code_of_a_municipality_is_checked() -> None:
    check = check_form(replace(filled(), authority="rotterdam", id="rotterdam-dakopbouw"))

    assert check.manifest.nl.startswith("code van wie de regels maakt = 'rotterdam': schrijf de code")


def test_day_that_is_none_is_refused() -> None:
    check = check_form(replace(filled(), valid_from="31-02-2026"))

    assert "valid_from = '31-02-2026'" in check.pack.nl


def test_limit_without_confirmation_is_written_without_it() -> None:
    rule = with_sentence(
        height_rule(), Sentence("proposed.building_height", "<=", replace(LIMIT, confirmed_by=" "))
    )

    pack = read_pack(pack_files(replace(filled(), rules=(rule,))))

    assert pack.rules[0].limits["max_building_height"].limit.confirmed_by is None


def test_facts_to_choose_have_units_and_dutch_words() -> None:
    facts = {fact.name: fact for fact in fact_choices()}

    height = facts["proposed.building_height"]
    assert (height.label.nl, height.unit, height.is_number) == (
        "bouwhoogte (voorgesteld)",
        "m",
        True,
    )
    assert facts["existing.is_monument"].is_truth
    assert not facts["existing.storeys"].is_number
    names = [fact.name for fact in fact_choices()]
    assert names.index("proposed.building_height") < names.index("existing.is_monument")


def test_instants_of_shade_go_through_the_form_unharmed(tmp_path: Path) -> None:
    limit = LimitForm("most", "250", "m2", "artikel 3", "gemeenteraad")
    noon = ShadeForm("lente", "21 maart", "12:00", "neighbours", ("tuin 1", "tuin 2"))
    require = "shade.lente.extra_area <= limit.most"
    rule = replace(height_rule(), require=require, limits=(limit,), shades=(noon,))
    saved = save_form(replace(filled(), rules=(rule,)), tmp_path)
    name = saved.rules[0].file
    assert saved.folder is not None
    path = saved.folder / name
    path.write_bytes(path.read_bytes().replace(b"[shade.lente]", b"[shade.lente]   # om 12 uur"))

    opened = read_form(saved.folder)
    again = save_form(replace(opened, version="1.0.1"))

    assert opened.rules[0].shades == again.rules[0].shades == (noon,)
    assert b"# om 12 uur" in path.read_bytes()
    assert read_pack(pack_files(again)).rules[0].shades == (
        ShadeMoment(3, 21, 12, 0, ShadeGround.NEIGHBOURS, ("tuin 1", "tuin 2")),
    )
    without = save_form(replace(again, rules=(replace(height_rule(), file=name),)))
    assert b"shade" not in path.read_bytes()
    assert without.rules[0].shades == ()
