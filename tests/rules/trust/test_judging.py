"""The five states of trust, and what may happen in each."""

from __future__ import annotations

from datetime import date

import pytest

from optopcheck.api.toml_values import TomlError
from optopcheck.rules.bundle import BundleError, new_container, read_identity
from optopcheck.rules.trust import (
    KeyOfAuthority,
    Knowledge,
    Pin,
    Revocation,
    SecretKey,
    Trust,
    attach_signature,
    open_bundle,
    sign_container,
    signing_comment,
)
from tests.rules.bundle import made

DIGEST = made.signed().digest
PINNED = Knowledge(pins={"gm0637": Pin(made.OWN.public, date(2026, 1, 5))})
PINNED_OTHER = Knowledge(pins={"gm0637": Pin(made.OTHER.public, date(2026, 1, 5))})


def test_a_key_of_the_register_is_a_trusted_municipality() -> None:
    opened = open_bundle(made.signed_bytes(), made.knowing())
    standing = opened.standing

    assert standing.trust is Trust.TRUSTED
    assert (standing.signer, standing.signed_on) == ("Gemeente Zoetermeer", made.SIGNED_ON)
    assert [standing.loads, standing.replays, opened.runs_python] == [True, True, True]
    assert standing.mark is None
    assert opened.identity is not None
    assert opened.identity.file_name == "gm0637-optoppen-1.2.0.optrules"


def test_unsigned_loads_with_a_mark_and_without_python() -> None:
    opened = open_bundle(made.unsigned().to_bytes())

    assert opened.standing.trust is Trust.UNSIGNED
    assert [opened.standing.loads, opened.standing.replays, opened.runs_python] == [True, True, False]
    assert opened.standing.mark is not None
    assert "niet ondertekend" in opened.standing.mark.nl


def test_an_unknown_key_shows_its_fingerprint() -> None:
    opened = open_bundle(made.signed_bytes())

    assert opened.standing.trust is Trust.UNKNOWN_KEY
    assert [opened.standing.loads, opened.runs_python] == [True, False]
    assert made.OWN.public.fingerprint in opened.standing.reason.nl


def test_a_signature_does_not_change_what_the_bundle_is() -> None:
    assert open_bundle(made.unsigned().to_bytes()).digest == open_bundle(made.signed_bytes()).digest == DIGEST
    assert made.signed(by=made.OTHER).digest == DIGEST
    assert made.signed("1.3.0").digest != DIGEST


@pytest.mark.parametrize(
    ("content", "knowledge", "said"),
    [
        (made.signed(by=made.OTHER), made.knowing(), "andere sleutels"),
        (made.signed(by=made.OTHER), PINNED, "tekende eerder met"),
        (made.signed(), PINNED_OTHER, "tekende eerder met"),
        (made.unsigned(), made.knowing(), "ondertekent haar pakketten"),
        (made.unsigned(), PINNED, "ondertekent haar pakketten"),
        (made.signed(on=date(2025, 12, 31)), made.knowing(), "gold niet op 31-12-2025"),
        (
            made.signed(on=date(2026, 3, 2)),
            made.knowing(
                keys=(
                    KeyOfAuthority(
                        made.OWN.public, "gm0637", "Zoetermeer", date(2026, 1, 1), date(2026, 3, 1)
                    ),
                )
            ),
            "gold niet op 02-03-2026",
        ),
        (
            made.signed(),
            made.knowing(keys=(KeyOfAuthority(made.OWN.public, "gm0518", "Den Haag", date(2026, 1, 1)),)),
            "de sleutel is van Den Haag",
        ),
    ],
)  # fmt: skip
def test_doubt_is_a_full_stop_until_the_user_says_yes(
    content: object, knowledge: Knowledge, said: str
) -> None:
    packed = content.to_bytes()  # type: ignore[attr-defined]
    opened = open_bundle(packed, knowledge)

    assert opened.standing.trust in {Trust.UNKNOWN_KEY, Trust.UNSIGNED}
    assert opened.standing.question is not None
    assert said in opened.standing.question.nl
    assert [opened.standing.loads, opened.runs_python] == [False, False]

    accepted = Knowledge(knowledge.register, knowledge.pins, frozenset({opened.digest}))
    after = open_bundle(packed, accepted)
    assert [after.standing.loads, after.runs_python] == [True, False]
    assert after.standing.trust is opened.standing.trust


def test_a_key_holds_on_its_first_and_last_day() -> None:
    day = date(2026, 3, 1)
    entry = KeyOfAuthority(made.OWN.public, "gm0637", "Zoetermeer", day, day)

    opened = open_bundle(made.signed(on=day).to_bytes(), made.knowing(keys=(entry,)))

    assert opened.standing.trust is Trust.TRUSTED


def test_a_key_may_hold_in_two_periods() -> None:
    periods = ((date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 3, 1), date(2026, 3, 31)))
    knowledge = made.knowing(
        keys=tuple(KeyOfAuthority(made.OWN.public, "gm0637", "Zoetermeer", *days) for days in periods)
    )

    states = [
        open_bundle(made.signed(on=day).to_bytes(), knowledge).standing.trust
        for day in (date(2025, 6, 1), date(2026, 2, 1), date(2026, 3, 31))
    ]
    assert states == [Trust.TRUSTED, Trust.UNKNOWN_KEY, Trust.TRUSTED]


def test_a_register_that_does_not_know_the_authority_leaves_it_to_the_pin() -> None:
    elsewhere = made.register(
        keys=(KeyOfAuthority(made.OTHER.public, "gm0518", "Den Haag", date(2026, 1, 1)),)
    )

    assert (
        "sinds 05-01-2026"
        in open_bundle(made.signed_bytes(), Knowledge(elsewhere, PINNED.pins)).standing.reason.nl
    )
    assert open_bundle(made.unsigned().to_bytes(), Knowledge(elsewhere)).standing.loads


def test_the_register_goes_before_a_pin() -> None:
    knowledge = Knowledge(made.register(), PINNED_OTHER.pins)

    assert open_bundle(made.signed_bytes(), knowledge).standing.trust is Trust.TRUSTED


def test_a_pinned_key_is_told_since_when() -> None:
    standing = open_bundle(made.signed_bytes(), PINNED).standing

    assert (standing.trust, standing.loads) == (Trust.UNKNOWN_KEY, True)
    assert "sinds 05-01-2026" in standing.reason.nl


@pytest.mark.parametrize("accepted", [frozenset(), frozenset({DIGEST})])
@pytest.mark.parametrize(
    "changes",
    [
        {"revoked_keys": ((made.OWN.public, made.REVOKED),)},
        {"revoked_bundles": ((DIGEST, made.REVOKED),)},
    ],
)
def test_revoked_serves_replay_only(changes: dict[str, object], accepted: frozenset[str]) -> None:
    opened = open_bundle(
        made.signed_bytes(), Knowledge(made.register(**changes), None, accepted, python=accepted)
    )

    assert opened.standing.trust is Trust.REVOKED
    assert [opened.standing.loads, opened.standing.replays, opened.runs_python] == [False, True, False]
    assert "sleutel gestolen" in opened.standing.reason.nl
    assert opened.standing.mark is not None


def test_a_digest_is_revoked_whoever_signed_it_or_nobody() -> None:
    register = made.register(revoked_bundles=((DIGEST, made.REVOKED),))
    for container in (made.unsigned(), made.signed(by=made.OTHER)):
        assert open_bundle(container.to_bytes(), Knowledge(register)).standing.trust is Trust.REVOKED


def test_another_revocation_is_none_of_its_business() -> None:
    other = Revocation(date(2026, 1, 1), "x")
    knowledge = made.knowing(
        revoked_keys=((made.OTHER.public, other),), revoked_bundles=((made.signed("1.3.0").digest, other),)
    )

    assert open_bundle(made.signed_bytes(), knowledge).standing.trust is Trust.TRUSTED


def test_python_runs_by_consent_for_one_digest() -> None:
    consent = Knowledge(python=frozenset({DIGEST}))

    assert open_bundle(made.signed_bytes(), consent).runs_python
    assert open_bundle(made.unsigned().to_bytes(), consent).runs_python
    assert not open_bundle(made.unsigned("1.3.0").to_bytes(), consent).runs_python
    stopped = Knowledge(pins=PINNED_OTHER.pins, python=frozenset({DIGEST}))
    assert not open_bundle(made.signed_bytes(), stopped).runs_python


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((b'"1.2.0"', b'"1.2"'), "'manifest.toml', regel 2: version = '1.2': schrijf drie getallen"),
        ((b'"gm0637-optoppen"', b'"gm0518-optoppen"'), 'regel 1: id = .* begin met "gm0637-"'),
        ((b'authority = "gm0637"', b'authority = "0637"'), "regel 4: authority = '0637'"),
        ((b"lang = 1", b"valid_to = 2025-12-31"), "regel 5: valid_to = .* ligt voor valid_from"),
        ((b"lang = 1", b"lang = "), "regel 5: geen geldige TOML"),
        ((b"name = ", b"nam = "), "name ontbreekt"),
    ],
)
def test_a_slip_in_the_manifest_has_its_line(change: tuple[bytes, bytes], said: str) -> None:
    manifest = made.files()["manifest.toml"].replace(*change)
    container = new_container({**made.files(), "manifest.toml": manifest})
    signed = sign_container(container, made.OWN, "gm0637-optoppen 1.2.0 2026-03-01")

    with pytest.raises(TomlError, match=said):
        open_bundle(signed.to_bytes(), made.knowing())


def test_no_manifest_is_told() -> None:
    with pytest.raises(BundleError, match=r"geen manifest\.toml"):
        open_bundle(new_container({"rules/a.toml": b""}).to_bytes())


@pytest.mark.parametrize(
    ("signer", "comment", "said"),
    [
        (
            made.OWN,
            "gm0637-optoppen 1.3.0 2026-03-01",
            "vertrouwde commentaar moet zijn: gm0637-optoppen 1.2.0",
        ),
        (made.OTHER, "gm0637-optoppen 1.2.0 2026-03-01", "hoort niet bij deze inhoud"),
    ],
)
def test_a_signature_from_elsewhere_must_be_that_of_this_bundle(
    signer: SecretKey, comment: str, said: str
) -> None:
    unsigned, expected = made.unsigned(), "gm0637-optoppen 1.2.0 2026-03-01"
    pub = made.OWN.public.to_file()
    good = made.OWN.sign(unsigned.record, expected).to_file()
    assert open_bundle(
        attach_signature(unsigned, good, pub, expected).to_bytes(), made.knowing()
    ).standing.loads

    bad = signer.sign(unsigned.record, comment).to_file()
    with pytest.raises(BundleError, match=said):
        attach_signature(unsigned, bad, pub, expected)


def test_signing_again_replaces_the_signature() -> None:
    comment = signing_comment(read_identity(made.files()), date(2026, 6, 1))
    opened = open_bundle(
        sign_container(made.signed(by=made.OTHER), made.OWN, comment).to_bytes(), made.knowing()
    )

    assert (opened.standing.trust, opened.standing.signed_on) == (Trust.TRUSTED, date(2026, 6, 1))
