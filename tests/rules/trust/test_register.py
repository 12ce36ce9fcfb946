"""The register: signed by a root, growing, never going back."""

from __future__ import annotations

from datetime import date

import pytest

from optopcheck.api.toml_values import TomlError
from optopcheck.rules.bundle import BundleError, new_container
from optopcheck.rules.trust import (
    Register,
    SecretKey,
    comment_of,
    open_register,
    read_register,
    sign_container,
)
from tests.rules.bundle import made

ROOTS = (made.ROOT.public,)
DIGEST = "sha256:" + "ab" * 32


def text(number: int = 17, issued: str = "2026-03-12", more: str = "") -> bytes:
    return f"""\
number = {number}
issued = {issued}
publisher = "Beheerder van het register"
{more}
[[authority]]
code = "gm0637"
name = "Gemeente Zoetermeer"
[[authority.key]]
key = "{made.OWN.public.text}"
from = 2026-01-01
until = 2028-12-31
""".encode()


def packed(content: bytes, by: SecretKey = made.ROOT, comment: str | None = None) -> bytes:
    container = new_container({"register.toml": content})
    told = comment or comment_of(read_register(content, container.digest))
    return sign_container(container, by, told).to_bytes()


def revoking(key: SecretKey) -> str:
    return (
        f'[[revoked_key]]\nkey = "{key.public.text}"\nfingerprint = "{key.public.fingerprint}"\n'
        'since = 2026-02-01\nreason = "gestolen"\n'
    )


def current(number: int = 17, **more: str) -> Register:
    return open_register(packed(text(number, **more)), ROOTS)


def test_says_whose_key_is_whose() -> None:
    register = current()
    entry = register.keys_of("gm0637")[0]

    assert (register.number, register.issued) == (17, date(2026, 3, 12))
    assert (entry.key, entry.name) == (made.OWN.public, "Gemeente Zoetermeer")
    assert (entry.since, entry.until) == (date(2026, 1, 1), date(2028, 12, 31))
    assert register.keys_of("gm0518") == ()


def test_revocations_are_by_key_and_by_digest() -> None:
    more = revoking(made.OTHER) + (
        f'[[revoked_bundle]]\ndigest = "{DIGEST}"\nsince = 2026-02-01\nreason = "fout"\n'
        f'[[superseded]]\ndigest = "{DIGEST[:-1]}0"\nby = "{DIGEST}"\nsince = 2026-02-02\n'
    )
    register = current(more=more)

    assert register.revocation("sha256:1", made.OTHER.public) is not None
    assert register.revocation(DIGEST, None) is not None
    superseded = register.revocation(DIGEST[:-1] + "0", None)
    assert superseded is not None
    assert "vervangen door sha256:abab" in superseded.reason
    assert register.revocation("sha256:1", made.OWN.public) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (new_container({"register.toml": text()}).to_bytes(), "niet ondertekend"),
        (packed(text(), made.OTHER), "niet vertrouwt: " + made.OTHER.public.fingerprint),
        (packed(text(), comment="optopcheck-register 18 2026-03-12"), "ander nummer"),
        (packed(text(), comment="gm0637-optoppen 1.2.0 2026-03-12"), "ander nummer"),
        (made.signed(by=made.ROOT).to_bytes(), r"geen register\.toml"),
        (packed(text(more=revoking(made.ROOT))), "eigen sleutel"),
        (packed(text())[:-1], "afgekapt"),
    ],
)
def test_what_no_root_vouches_for_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(BundleError, match=said):
        open_register(content, ROOTS)


@pytest.mark.parametrize(("number", "issued"), [(16, "2026-03-12"), (17, "2026-03-13"), (18, "2026-03-11")])
def test_going_back_is_refused(number: int, issued: str) -> None:
    with pytest.raises(BundleError, match=f"nummer {number} van {issued}; in gebruik is al nummer 17"):
        open_register(packed(text(number, issued)), ROOTS, current())


def test_the_same_and_a_newer_one_are_taken() -> None:
    assert open_register(packed(text()), ROOTS, current()).number == 17
    assert open_register(packed(text(18)), ROOTS, current()).number == 18


def test_a_root_introduces_the_next_and_takes_another_away() -> None:
    introducing = current(more=f'[[root]]\nkey = "{made.OTHER.public.text}"\n')
    assert open_register(packed(text(18), made.OTHER), ROOTS, introducing).number == 18

    revoked = open_register(
        packed(text(18, more=revoking(made.ROOT)), made.OTHER), (*ROOTS, made.OTHER.public), introducing
    )
    with pytest.raises(BundleError, match="niet vertrouwt"):
        open_register(packed(text(19)), ROOTS, revoked)


def test_its_age_is_told_and_amber_after_180_days() -> None:
    register = current()

    assert register.told(date(2026, 9, 8)).nl == "register 17 van 12-03-2026, 180 dagen oud"
    assert not register.is_old(date(2026, 9, 8))
    assert register.is_old(date(2026, 9, 9))
    assert "vraag of er een nieuwer is" in register.told(date(2026, 11, 7)).nl


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number = 17", "number = 1.5", "regel 1: number = 1.5: schrijf een heel getal"),
        ("number = 17", "number = 0", "regel 1: number = 0"),
        ("issued = 2026-03-12", 'issued = "vandaag"', "regel 2: issued"),
        ("issued = 2026-03-12", "", "issued ontbreekt"),
        ("publisher", "uitgever", "uitgever"),
        ('"gm0637"', '"Zoetermeer"', "regel 6: .*code"),
        ("until = 2028-12-31", "until = 2025-12-31", "regel 11: .*ligt voor from"),
        (made.OWN.public.text, made.OWN.public.text[:-4], r"regel 9: .*van het \.pub-bestand"),
        ("from =", "form =", "form"),
    ],
)
def test_a_slip_has_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(TomlError, match=said):
        read_register(text().decode().replace(old, new).encode(), DIGEST)


def test_one_key_speaks_for_one_authority() -> None:
    twice = text() + text().split(b"[[authority]]")[1].replace(b"gm0637", b"gm0518").join(
        [b"[[authority]]", b""]
    )

    with pytest.raises(TomlError, match="is al van een andere instantie"):
        read_register(twice, DIGEST)


def test_a_slip_in_a_revoked_key_is_no_key_of_somebody_else() -> None:
    slip = revoking(made.OTHER).replace(made.OTHER.public.text, made.OTHER.public.text[:-2] + "AA")

    with pytest.raises(TomlError, match=r"fingerprint = .* is niet die van de sleutel"):
        read_register(text(more=slip), DIGEST)


def test_half_a_digest_revokes_nothing_and_is_told() -> None:
    more = '[[revoked_bundle]]\ndigest = "sha256:abab"\nsince = 2026-02-01\nreason = "fout"\n'

    with pytest.raises(TomlError, match="64 tekens"):
        read_register(text(more=more), DIGEST)
