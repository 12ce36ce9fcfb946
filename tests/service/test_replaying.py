"""A dossier replayed, verified and compared: equal says equal, and each change is told by its name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck import service
from optopcheck.container import Container, digest_of, new_container, read_container
from optopcheck.domain.assessment import LoadedPlugin
from optopcheck.domain.building import StoreyRole
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.repair import North, Repairs
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Origin
from optopcheck.dossier import DOSSIER, GivenFile, changed_facts, read_dossier
from optopcheck.records import canonical
from optopcheck.report import assessment_json, json_text
from optopcheck.rules import check
from optopcheck.rules import replaying as rules_replaying
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.trust import Knowledge, Store, sign_container
from optopcheck.service.assessing import versions_now
from optopcheck.service.replaying import asked_packs, replay
from optopcheck.service.verifying import verify_dossier
from tests.citymodel.towns import town_of
from tests.citymodel.towns import written as written_town
from tests.dossier import made as hand_made
from tests.ifc.test_aspects import roof_file
from tests.rules.bundle import made as bundles
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.facts import Facts
    from optopcheck.dossier import Dossier

HEIGHT = "gm0637.dakopbouw-hoogte"


def texts(sections: tuple[service.Section, ...]) -> str:
    parts = [cell for s in sections for row in s.rows for cell in row]
    return "\n".join([*(s.title for s in sections), *parts, *(n for s in sections for n in s.notes)])


def written(path: Path, container: Container) -> Path:
    path.write_bytes(container.to_bytes(DOSSIER))
    return path


def test_the_case_tries_something(checked: small_case.Checked) -> None:
    verdicts = {o.rule.id: o.finding.verdict for o in checked.assessment.outcomes if o.finding}

    assert verdicts[HEIGHT] is Verdict.COMPLIES
    assert len(verdicts) > 10
    assert checked.assessment.facts.existing.sun


def test_the_rules_on_the_stored_facts_say_the_same(saved: Path) -> None:
    found = replay(saved, facts_only=True)

    assert found.equal
    assert found.ran
    assert found.facts is None
    assert "gelijk" in texts(service.replay_sections("x", found, "nl"))
    assert all(pack.same and pack.runs for pack in found.packs)


def test_measured_anew_it_says_the_same(saved: Path) -> None:
    found = replay(saved)

    assert found.equal
    assert found.facts == ()
    assert "equal" in texts(service.replay_sections("x", found, "en"))


def test_an_opened_dossier_shows_what_was_shown(saved: Path, checked: small_case.Checked) -> None:
    stored = service.open_dossier(saved).assessment
    report = service.text_report(stored, "nl")

    assert report.headline == service.text_report(checked.assessment, "nl").headline
    assert [o.rule.id for o in stored.outcomes] == sorted(o.rule.id for o in checked.assessment.outcomes)


def test_files_that_are_only_named_are_asked_for(
    checked: small_case.Checked, saved: Path, folder: Path
) -> None:
    path = written(folder / "zonder.optop", checked.dossier(enclose=False))
    enclosed = service.open_dossier(saved).description.report_id

    assert service.open_dossier(path).description.report_id == enclosed
    assert replay(path, facts_only=True).equal
    with pytest.raises(InputError, match=r"'huis\.ifc' zit niet in dit dossier; geef met --inputs"):
        replay(path)
    assert replay(path, inputs=folder).equal


def test_one_changed_byte_of_a_named_model_is_told(
    checked: small_case.Checked, folder: Path, tmp_path: Path
) -> None:
    path = written(folder / "zonder.optop", checked.dossier(enclose=False))
    for name in ("huis.ifc", "plan.toml", "verklaring.pdf"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    model = bytearray((tmp_path / "huis.ifc").read_bytes())
    model[-2] ^= 1
    (tmp_path / "huis.ifc").write_bytes(model)

    with pytest.raises(InputError, match=r"huis\.ifc' is een ander bestand dan getoetst \(sha256 "):
        replay(path, inputs=tmp_path)


def test_a_model_that_changed_since_it_was_read_is_told(checked: small_case.Checked, tmp_path: Path) -> None:
    other = tmp_path / "huis.ifc"
    other.write_bytes(checked.inputs.model.read_bytes() + b"\n")

    with pytest.raises(InputError, match=r"'huis\.ifc' is gewijzigd of weg sinds het is gelezen"):
        replace(checked, inputs=replace(checked.inputs, model=other)).dossier()


def test_one_changed_byte_of_an_enclosed_model_is_told(saved: Path, tmp_path: Path) -> None:
    files = dict(service.open_dossier(saved).files)
    member = "input/01-model.ifc"
    files[member] = files[member].replace(b"(8.,6.)", b"(8.,7.)") + b" "
    path = written(tmp_path / "x.optop", new_container(files, DOSSIER))
    verified, found = verify_dossier(path), replay(path, facts_only=True)

    told = f"{member} hoort niet bij deze verantwoording"
    assert [problem.nl for problem in verified.problems] == [told]
    assert not found.equal
    assert told in texts(service.replay_sections("x", found, "nl"))


def forged(
    dossier: Dossier, files: dict[str, bytes], receipt: dict[str, Any], told: dict[str, Any]
) -> Container:
    """Return a dossier made consistent again, as a careful forger would."""
    told["report_id"] = digest_of(canonical(receipt))
    own = {n: c for n, c in dossier.files.items() if n not in files}
    return new_container(
        {**own, **files, "receipt.json": canonical(receipt), "dossier.json": canonical(told)}, DOSSIER
    )


def with_other_pack(dossier: Dossier, other: Container) -> Container:
    receipt, told = (json.loads(dossier.files[name]) for name in ("receipt.json", "dossier.json"))
    sha = other.digest.removeprefix("sha256:")
    (pack,) = [p for p in told["packs"] if p["name"] == "gm0637-dakopbouw"]
    (plugin,) = [p for p in receipt["receipt"]["plugins"] if p["name"] == "gm0637-dakopbouw"]
    pack["sha256"] = plugin["sha256"] = sha
    pack["member"] = f"bundles/{sha}.optrules"
    return forged(dossier, {pack["member"]: other.to_bytes()}, receipt, told)


def test_one_changed_limit_in_a_pack_is_told(saved: Path, tmp_path: Path) -> None:
    other = build_bundle(small_case.pack(tmp_path / "pakket", limit=6.0)).container
    path = written(tmp_path / "x.optop", with_other_pack(service.open_dossier(saved), other))
    found = replay(path, facts_only=True)

    assert verify_dossier(path).sound  # nothing is run: a careful forgery holds together
    assert not found.equal
    assert found.ran
    (changed,) = found.findings
    assert changed.rule == HEIGHT
    assert changed.verdict_changes
    shown = texts(service.replay_sections("x", found, "nl"))
    assert "NIET gelijk" in shown
    assert "grens 8 → 6" in shown
    assert "voldoet aan beleid" in shown


def test_a_forged_fact_fails_the_new_measurement(saved: Path, tmp_path: Path) -> None:
    """A careful forger makes facts, findings and receipt fit; only measuring anew shows it."""
    dossier = service.open_dossier(saved)
    facts = dossier.facts
    low = measured(facts, 5.5)
    inputs, rules = (
        dossier.description.inputs,
        rules_replaying.load_again(asked_packs(dossier), service.rule_store().knowledge())[0],
    )
    again = replace(dossier.assessment, facts=low, outcomes=check(rules, low, small_case.ON))
    path = tmp_path / "x.optop"
    made = hand_made.container(
        again,
        settings=dossier.description.settings,
        inputs=tuple(GivenFile(f.role, f.name, f.sha256, dossier.files[f.member or ""]) for f in inputs),
        bundles=rules.bundles,
        published=json_text(assessment_json(again)).encode(),
    )
    found = replay(written(path, made))

    assert verify_dossier(path).sound
    assert found.findings == ()
    assert not found.equal
    (difference,) = [d for d in found.facts or () if d.name == "proposed.building_height"]
    assert not difference.within
    assert difference.before == 5.5
    assert "BUITEN de grens" in texts(service.replay_sections("x", found, "nl"))


def measured(facts: Facts, height: float) -> Facts:
    proposed = facts.proposed.measured
    assert isinstance(proposed.building_height, Measurement)
    other = replace(proposed, building_height=replace(proposed.building_height, value=height))
    return replace(facts, proposed=replace(facts.proposed, measured=other))


@pytest.mark.parametrize(("shift", "within"), [(0.0009, True), (0.0011, False)])
def test_heights_may_differ_by_a_millimetre(
    checked: small_case.Checked,
    shift: float,
    within: bool,  # noqa: FBT001 - a row of the table
) -> None:
    facts = checked.assessment.facts
    value = facts.proposed.measured.building_height
    assert isinstance(value, Measurement)
    (found,) = changed_facts(facts, measured(facts, value.value + shift))

    assert found.within is within
    assert found.limit == 0.001


@pytest.mark.parametrize(("minutes", "within"), [(0.9, True), (1.1, False)])
def test_sun_may_differ_by_a_minute(
    checked: small_case.Checked,
    minutes: float,
    within: bool,  # noqa: FBT001 - same
) -> None:
    facts = checked.assessment.facts
    norm, study = next((n, s) for n, s in facts.proposed.sun.items() if hasattr(s, "minutes"))
    table = np.array(study.minutes)  # type: ignore[union-attr]
    table[0, 0] += minutes
    sun = {**facts.proposed.sun, norm: replace(study, minutes=table)}  # type: ignore[arg-type]
    (found,) = changed_facts(facts, replace(facts, proposed=replace(facts.proposed, sun=sun)))

    assert found.within is within
    assert found.unit == "min"


def test_another_version_of_a_program_is_told(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_replaying, "hash_of_packages", lambda _: "f" * 64)
    found = replay(saved, facts_only=True)
    told = {pack.name: pack.told.nl for pack in found.packs if not pack.same}

    assert "optopcheck-national" in told
    assert "andere inhoud (versie 0.1.0) dan toen is gebruikt (0.1.0)" in told["optopcheck-national"]
    assert not found.equal
    assert found.findings == ()


def test_a_missing_program_is_not_passed_over(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_replaying, "distribution_packs", lambda: ())
    found = replay(saved, facts_only=True)

    assert not found.ran
    assert not found.equal
    assert "optopcheck-national" in {pack.name for pack in found.packs if not pack.runs}
    assert "niet volledig uitgevoerd" in texts(service.replay_sections("x", found, "nl"))


def test_another_library_is_named(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = versions_now()
    monkeypatch.setattr("optopcheck.service.replaying.versions_now", lambda: {**now, "numpy": "9.9"})

    assert replay(saved, facts_only=True).versions == (("numpy", now["numpy"], "9.9"),)


def with_program() -> Container:
    """A dossier that rests on a bundle with Python in it, of a maker whom nobody knows."""
    found = hand_made.assessment()
    bundle = bundles.unsigned()
    plugin = LoadedPlugin(
        "gm0637-optoppen", "1.2.0", bundle.digest.removeprefix("sha256:"), ("gm0637.height",)
    )
    receipt = replace(found.receipt, plugins=(plugin,))
    return hand_made.container(replace(found, receipt=receipt), bundles=(bundle,))


def test_enclosed_python_does_not_run_without_trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optopcheck.rules.loading.host_wheel", lambda *_: pytest.fail("it ran"))
    found = replay(written(tmp_path / "x.optop", with_program()), facts_only=True)

    assert not found.ran
    (pack,) = found.packs
    assert not pack.runs


def test_verify_runs_nothing_and_names_each_pack(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("host_wheel", "host_distribution", "start_distributions"):
        monkeypatch.setattr(f"optopcheck.rules.loading.{name}", lambda *_: pytest.fail("it ran"))
    found = verify_dossier(saved)

    assert found.sound
    assert found.signer is None
    standing = {pack.name: pack for pack in found.packs}
    assert standing["gm0637-dakopbouw"].told.nl.startswith("niet ondertekend")
    assert not standing["gm0637-dakopbouw"].known
    assert standing["nl-bbl"].known


def test_a_published_form_that_says_more_is_told(saved: Path, tmp_path: Path) -> None:
    dossier = service.open_dossier(saved)
    published = json.loads(dossier.files["assessment.json"])
    published["verdict"] = "complies"
    files = {**dossier.files, "assessment.json": json.dumps(published).encode()}
    found = verify_dossier(written(tmp_path / "x.optop", new_container(files, DOSSIER)))

    assert [p.nl for p in found.problems] == ["assessment.json zegt iets anders dan de bevindingen"]


def test_a_broken_log_is_told(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.optop"
    path.write_bytes(saved.read_bytes())
    for words in ("eerste", "tweede"):
        service.decide(path, "A. Jansen", words, datetime(2026, 7, 3, tzinfo=UTC))
    assert verify_dossier(path).sound
    files = dict(service.open_dossier(path).files)
    files["decisions.jsonl"] = files["decisions.jsonl"].replace(b"eerste", b"anders")
    found = verify_dossier(written(path, new_container(files, DOSSIER)))

    assert "regel 2 past niet" in found.problems[0].nl
    assert found.decisions == ()


def test_the_maker_signs_and_a_decision_takes_the_signature_away(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.optop"
    path.write_bytes(saved.read_bytes())
    before = service.open_dossier(path)
    service.sign_dossier(path, bundles.OWN, small_case.ON)
    found = verify_dossier(path)

    assert found.sound
    assert found.signer == bundles.OWN.public
    assert found.signed == f"optop {before.description.report_id} 2026-07-02"
    assert service.open_dossier(path).container.digest == before.container.digest
    service.decide(path, "A. Jansen", "akkoord", datetime(2026, 7, 3, tzinfo=UTC))
    assert verify_dossier(path).signer is None
    assert verify_dossier(path.with_name("x.optop.bak")).signer == bundles.OWN.public


def test_signatures_of_something_else_are_told(saved: Path, tmp_path: Path) -> None:
    own = service.open_dossier(saved).container
    other = sign_container(own, bundles.OWN, "optop sha256:0 2026-07-02")
    found = verify_dossier(written(tmp_path / "x.optop", other))
    assert [p.nl for p in found.problems] == ["de handtekening is voor een ander rapport gezet"]

    more = read_dossier(own).with_files({"report/x.txt": b"x"})
    stolen = more.signed(other.signature or b"", other.public_key or b"")
    found = verify_dossier(written(tmp_path / "y.optop", stolen))
    assert "hoort niet bij deze inhoud" in found.problems[0].nl


def test_two_submissions_are_compared(checked: small_case.Checked, saved: Path, tmp_path: Path) -> None:
    inputs = replace(small_case.case(tmp_path, limit=6.0), model=checked.inputs.model)
    pack = str(small_case.pack(tmp_path / "pakket", 7.0, "1.1.0"))
    other = small_case.checked(inputs, [pack], replace(Scenario(), storey_height=3.5))
    path = written(tmp_path / "later.optop", other.dossier())
    found = service.compare_dossiers(saved, path)
    shown = texts(service.diff_sections(found, "nl"))

    assert service.compare_dossiers(saved, saved).equal
    assert not found.equal
    assert [(a.name, b.name) for a, b in found.inputs if a and b] == [("plan.toml", "plan.toml")]
    assert found.settings == (("scenario.storey_height", 3.0, 3.5),)
    assert [pack[0] for pack in found.packs] == ["gm0637-dakopbouw"]
    height = next(d for d in found.facts if d.name == "proposed.building_height")
    assert height.before is not None
    assert height.after is not None
    assert height.after - height.before == pytest.approx(0.5)
    assert {HEIGHT, "nl.pln-building-height"} <= {c.rule for c in found.findings}
    for words in ("hoogte per laag [m]", "planregels", "grens 9 → 6", "grens 8 → 7", "0,5000 m"):
        assert words in shown, words
    english = texts(service.diff_sections(found, "en"))
    assert "limit 9 → 6" in english
    assert "storey height" in english


def test_the_container_of_the_model_is_what_was_handed_in(saved: Path, checked: small_case.Checked) -> None:
    files = read_container(saved.read_bytes(), DOSSIER).files

    assert files["input/01-model.ifc"] == checked.inputs.model.read_bytes()
    assert sum(name.startswith("bundles/") for name in files) >= 2


def test_all_that_can_be_entered_comes_back(tmp_path: Path) -> None:
    """Two files of one building, repairs in a file and entered, both datums, neighbours, days of sun."""
    roof = roof_file(tmp_path, place=(0.0, *small_case.RD, 0.0))
    (tmp_path / "herstel.toml").write_text('[noorden]\ndegrees = 12.5\norigin = "design"\n')
    north, south = ((2.0, 16.0, 0.0), (10.0, 24.0, 9.0)), ((0.0, -20.0, 0.0), (8.0, -12.0, 12.0))
    inputs = replace(
        small_case.case(tmp_path),
        aspects=(roof,),
        repairs_file=tmp_path / "herstel.toml",
        repairs=Repairs(
            storey_roles=(("begane grond", StoreyRole.LAYER),), by="A. Jansen", on=date(2026, 7, 1)
        ),
        measuring_level=service.DatumInput(-0.1, Origin.SURVEYED, 0.02, "trottoir"),
        neighbours=written_town(tmp_path, town_of(noord=north, zuid=south), "buren.city.json"),
    )
    rules = service.load_rules(small_case.ON, [str(small_case.pack(tmp_path / "pakket"))])
    opened = service.open_case(inputs, rules=rules)
    found = service.assess(opened, Scenario(), small_case.ON, rules=rules, sun_every=30)
    made = service.make_dossier(inputs, opened, found, rules, sun_every=30)
    again = replay(written(tmp_path / "x.optop", made))
    given = again.dossier.description.settings

    assert [f.role for f in again.dossier.description.inputs] == [
        "model", "aspect", "neighbours", "plan", "statement", "repairs",
    ]  # fmt: skip
    assert given.sun_every == 30
    assert given.case.repairs == inputs.repairs
    assert found.facts.case.repairs is not None
    assert found.facts.case.repairs.north == North(12.5, Origin.DESIGN)
    assert again.facts == ()
    assert again.equal


def test_data_of_a_revoked_bundle_may_run_again_and_says_so(
    checked: small_case.Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bundle,) = [b for b in checked.rules.bundles if b"gm0637-dakopbouw" in b.files["manifest.toml"]]
    revoked = bundles.register(revoked_bundles=((bundle.digest, bundles.REVOKED),))
    known = Knowledge(revoked)
    monkeypatch.setattr(Store, "knowledge", lambda _: known)
    found = replay(written(tmp_path / "x.optop", checked.dossier()), facts_only=True)
    (pack,) = [pack for pack in found.packs if pack.name == "gm0637-dakopbouw"]

    assert found.equal
    assert pack.told.nl.startswith("ingetrokken")
    assert not pack.known


def without_rule(dossier: Dossier, pack: str, rule: str) -> Container:
    """Return a dossier from which a forger took a rule, its finding, and every mention of it."""
    receipt, told, findings = (
        json.loads(dossier.files[name]) for name in ("receipt.json", "dossier.json", "findings.json")
    )
    (used,) = [p for p in told["packs"] if p["name"] == pack]
    (plugin,) = [p for p in receipt["receipt"]["plugins"] if p["name"] == pack]
    used["rules"].remove(rule)
    plugin["rule_ids"].remove(rule)
    findings["findings"].pop(f"{rule} {pack}")
    files = {"findings.json": canonical(findings)}
    receipt["findings"] = digest_of(files["findings.json"])
    return forged(dossier, files, receipt, told)


@pytest.mark.parametrize(
    ("pack", "rule"), [("nl-bbl", "nl.bbl-lift"), ("optopcheck-national", "nl.pln-building-height")]
)
def test_a_rule_that_was_taken_away_is_missed(saved: Path, tmp_path: Path, pack: str, rule: str) -> None:
    path = written(tmp_path / "x.optop", without_rule(service.open_dossier(saved), pack, rule))
    found = replay(path, facts_only=True)
    told = {p.name: p.told.nl for p in found.packs if not p.same}

    assert not found.equal
    assert told == {pack: f"brengt ook regels die hier ontbreken: {rule}"}


def test_packs_that_did_not_take_part_are_named(saved: Path) -> None:
    found = replay(saved, facts_only=True)

    assert "gm0599-optoppen" in found.absent
    assert "nl-bbl" not in found.absent
    assert "hier wel: " in texts(service.replay_sections("x", found, "nl"))
