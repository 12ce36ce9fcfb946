"""The list of packs, and what is told and asked before a file is installed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.trust import Trust
from optopcheck.service import (
    ListedPack,
    PackOrigin,
    explained,
    install_offer,
    list_packs,
    offer_file,
    offer_folder,
    remove_pack,
    rule_store,
    save_form,
    switch_pack,
)
from tests.service.bundles import OTHER, OWN, ROOT, TODAY, put, put_register, version
from tests.service.pack_forms import filled

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.service import Section

NAME = "gm0599-dakopbouw"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))


def _packs(name: str = NAME) -> list[ListedPack]:
    return [pack for pack in list_packs(TODAY) if pack.name == name]


def _told(sections: tuple[Section, ...]) -> str:
    return "\n".join(" ".join((s.title, *(" ".join(row) for row in s.rows), *s.notes)) for s in sections)


def test_every_kind_of_pack_is_listed() -> None:
    packs = {pack.name: pack for pack in list_packs(TODAY)}

    national = packs["optopcheck-national"]
    assert (national.origin, national.authority, national.rule_count) == (PackOrigin.DISTRIBUTION, "nl", 13)
    assert "rijk" in national.locked.nl
    twin = packs["gm0637-optoppen-data"]
    assert (twin.origin, twin.is_on, twin.takes_part, twin.rule_count) == (
        PackOrigin.SHIPPED,
        False,
        False,
        1,
    )
    assert "aanzet" in twin.aside.nl
    assert twin.locked is None
    assert packs["optopcheck-zoetermeer"].takes_part


def test_national_pack_cannot_be_switched_off() -> None:
    with pytest.raises(InputError, match="rijk"):
        switch_pack("optopcheck-national", on=False)

    assert _packs("optopcheck-national")[0].takes_part


def test_switch_takes_a_pack_out_and_in() -> None:
    switch_pack("optopcheck-zoetermeer", on=False)
    off = _packs("optopcheck-zoetermeer")[0]
    assert (off.is_on, off.takes_part, off.aside.nl, off.rule_count) == (False, False, "uitgezet", None)

    switch_pack("optopcheck-zoetermeer", on=True)
    assert _packs("optopcheck-zoetermeer")[0].takes_part


def test_versions_stand_side_by_side_and_one_is_in_force(tmp_path: Path) -> None:
    for number, since in (("1.0.0", "2024-01-01"), ("2.0.0", "2026-01-01"), ("3.0.0", "2027-01-01")):
        install_offer(offer_file(put(tmp_path / "a.optrules", version(number, since)), TODAY), TODAY)

    packs = _packs()

    assert [(pack.version, pack.takes_part) for pack in packs] == [
        ("3.0.0", False),
        ("2.0.0", True),
        ("1.0.0", False),
    ]
    assert packs[0].aside.nl == "op 02-07-2026 geldt versie 2.0.0"
    assert len({pack.key for pack in packs}) == 3
    assert all(pack.is_on for pack in packs)


def test_publisher_has_its_name_from_the_register_alone(tmp_path: Path) -> None:
    bundle = put(tmp_path / "a.optrules", by=OWN)
    unknown = offer_file(bundle, TODAY)
    assert unknown.trust is Trust.UNKNOWN_KEY
    assert OWN.public.fingerprint in _told(unknown.sections)
    install_offer(unknown, TODAY)
    assert _packs()[0].publisher == "gm0599"

    rule_store().trust_root(ROOT.public)
    offer = offer_file(put_register(tmp_path / "r.optreg"), TODAY)
    assert offer.is_register
    assert offer.refused is None
    assert "Gemeente Rotterdam" in _told(offer.sections)
    install_offer(offer, TODAY)

    listed = _packs()[0]
    assert listed.publisher == "gm0599 Gemeente Rotterdam"
    assert listed.standing.trust is Trust.TRUSTED


def test_register_of_an_unknown_root_is_refused(tmp_path: Path) -> None:
    offer = offer_file(put_register(tmp_path / "r.optreg"), TODAY)

    assert "niet vertrouwt" in offer.refused.nl
    with pytest.raises(InputError, match="niet vertrouwt"):
        install_offer(offer, TODAY)
    assert rule_store().register() is None


def test_altered_bundle_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = put(tmp_path / "a.optrules", by=OWN)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    offer = offer_file(path, TODAY)

    assert offer.trust is Trust.ALTERED
    assert offer.refused.nl.startswith("gewijzigd: ")
    with pytest.raises(InputError):
        install_offer(offer, TODAY, yes=True, python=True)
    assert _packs() == []


def test_revoked_key_is_refused(tmp_path: Path) -> None:
    rule_store().trust_root(ROOT.public)
    revoked = (
        f'[[revoked_key]]\nkey = "{OWN.public.text}"\nfingerprint = "{OWN.public.fingerprint}"\n'
        'since = 2026-05-01\nreason = "sleutel gestolen"\n'
    )
    install_offer(offer_file(put_register(tmp_path / "r.optreg", 2, revoked), TODAY), TODAY)

    offer = offer_file(put(tmp_path / "a.optrules", by=OWN), TODAY)

    assert offer.trust is Trust.REVOKED
    assert "sleutel gestolen" in offer.refused.nl


def test_question_of_a_bundle_is_asked_and_needs_a_yes(tmp_path: Path) -> None:
    install_offer(offer_file(put(tmp_path / "a.optrules", by=OWN), TODAY), TODAY)
    offer = offer_file(put(tmp_path / "b.optrules", version("1.1.0"), OTHER), TODAY)
    assert "tekende eerder" in offer.question.nl

    with pytest.raises(InputError, match="niet geïnstalleerd"):
        install_offer(offer, TODAY)
    assert [pack.version for pack in _packs()] == ["1.0.0"]

    install_offer(offer, TODAY, yes=True)
    assert [pack.version for pack in _packs()] == ["1.1.0", "1.0.0"]


def test_programs_need_a_yes_of_their_own(tmp_path: Path) -> None:
    offer = offer_file(put(tmp_path / "a.optrules", program=True), TODAY)
    assert "programma" in offer.programs.nl
    assert "gm0599.hand" in _told(offer.sections)

    with pytest.raises(InputError, match="niet toegestaan"):
        install_offer(offer, TODAY, yes=True)
    assert rule_store().bundles() == ()

    install_offer(offer, TODAY, python=True)
    assert rule_store().knowledge().python == {rule_store().bundles()[0].opened.digest}


def test_bytes_that_were_shown_are_installed_whatever_the_file_became(tmp_path: Path) -> None:
    path = put(tmp_path / "a.optrules")
    offer = offer_file(path, TODAY)
    put(path, version("9.9.9"))

    install_offer(offer, TODAY)

    assert [pack.version for pack in _packs()] == ["1.0.0"]


def test_bundle_with_a_slip_is_refused_with_file_and_line(tmp_path: Path) -> None:
    offer = offer_file(put(tmp_path / "a.optrules", broken=True), TODAY)

    assert "'rules/hoogte.toml', regel" in offer.refused.nl
    assert "reken om naar m" in offer.refused.nl


def test_broken_bundle_that_is_there_is_a_row_with_its_error(tmp_path: Path) -> None:
    path = put(tmp_path / "a.optrules", broken=True)
    rule_store().install(path.read_bytes(), TODAY)

    broken = _packs()[0]

    assert not broken.takes_part
    assert "'rules/hoogte.toml', regel" in broken.error.nl
    assert "reken om naar m" in _told(explained(broken))


def test_damaged_file_is_a_row_that_can_be_removed(tmp_path: Path) -> None:
    install_offer(offer_file(put(tmp_path / "a.optrules"), TODAY), TODAY)
    stored = rule_store().bundles()[0].path
    stored.write_bytes(b"geen zip")

    rows = [pack for pack in list_packs(TODAY) if pack.digest and pack.digest in stored.stem]
    assert len(rows) == 1
    assert rows[0].error is not None
    assert not rows[0].takes_part

    remove_pack(rows[0].digest)
    assert not stored.exists()


def test_removed_bundle_is_gone(tmp_path: Path) -> None:
    install_offer(offer_file(put(tmp_path / "a.optrules"), TODAY), TODAY)
    remove_pack(_packs()[0].digest)

    assert _packs() == []


def test_other_file_is_no_offer(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")

    with pytest.raises(InputError, match="geen regelbestand"):
        offer_file(path, TODAY)


def test_folder_of_a_form_can_be_tried(tmp_path: Path) -> None:
    folder = save_form(filled(), tmp_path).folder

    install_offer(offer_folder(folder, TODAY), TODAY)

    assert (_packs()[0].takes_part, _packs()[0].standing.trust) == (True, Trust.UNSIGNED)


def test_pack_is_explained_with_source_expression_and_limit(tmp_path: Path) -> None:
    install_offer(offer_file(put(tmp_path / "a.optrules"), TODAY), TODAY)

    told = _told(explained(_packs()[0]))

    for words in (
        "Nota dakopbouwen",
        "artikel 4.2",
        "gemeten vanaf peil",
        "https://example.org/nota",
        "beleidsregel",
        "proposed.building_height <= limit.max_building_height",
        "12,5 m (artikel 4.2 onder a), bevestigd door gemeenteraad, 1-1-2024",
        "Past de dakopbouw bij de straat?",
        "De nota zegt niet wat een dakopbouw is.",
        "EUPL-1.2",
        "optoppen@example.org",
        "1.0.0: eerste versie",
    ):
        assert words in told
    assert "Wat nog niets beslist" not in told


def test_second_content_of_one_version_is_refused(tmp_path: Path) -> None:
    install_offer(offer_file(put(tmp_path / "a.optrules"), TODAY), TODAY)
    again = offer_file(put(tmp_path / "a.optrules"), TODAY)
    assert again.refused is None
    assert "dit bestand is al geïnstalleerd" in _told(again.sections)

    other = offer_file(put(tmp_path / "b.optrules", replace(filled(), name="Anders")), TODAY)

    assert "gm0599-dakopbouw 1.0.0 is al geïnstalleerd met een andere inhoud" in other.refused.nl
    with pytest.raises(InputError, match="hogere versie"):
        install_offer(other, TODAY, yes=True)
    assert [pack.title for pack in _packs()] == ["Dakopbouwen in Rotterdam"]
