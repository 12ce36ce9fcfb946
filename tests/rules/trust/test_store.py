"""What is kept: bundles by digest, pins, and the register."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.bundle import new_container
from optopcheck.rules.trust import Store, Trust, user_folder
from tests.rules.bundle import made
from tests.rules.trust.test_register import packed, revoking, text

TODAY = date(2026, 7, 2)


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", write)


@pytest.fixture
def registered(store: Store) -> Store:
    store.trust_root(made.ROOT.public)
    store.take_register(packed(text()))
    return store


def test_an_empty_store_knows_nothing(store: Store) -> None:
    assert store.bundles() == ()
    assert store.register() is None
    assert not store.folder.exists()


def test_versions_stand_side_by_side_under_their_digest(registered: Store) -> None:
    for version in ("1.2.0", "1.3.0", "1.2.0"):
        registered.install(made.signed(version).to_bytes(), TODAY)

    kept = registered.bundles()
    assert sorted(b.opened.identity.version for b in kept if b.opened and b.opened.identity) == [
        "1.2.0",
        "1.3.0",
    ]
    assert {f"sha256:{bundle.path.stem}" for bundle in kept} == {
        made.signed("1.2.0").digest, made.signed("1.3.0").digest,
    }  # fmt: skip
    assert all(b.opened and b.opened.standing.trust is Trust.TRUSTED for b in kept)


def test_an_unknown_key_is_pinned_at_its_first_use(store: Store) -> None:
    first = store.install(made.signed_bytes(), TODAY)
    assert first.standing.trust is Trust.UNKNOWN_KEY
    assert "sinds 02-07-2026" in first.standing.reason.nl

    with pytest.raises(InputError, match="tekende eerder met"):
        store.install(made.signed("1.3.0", by=made.OTHER).to_bytes(), TODAY)
    with pytest.raises(InputError, match="ondertekent haar pakketten"):
        store.install(made.unsigned("1.3.0").to_bytes(), TODAY)
    assert len(store.bundles()) == 1

    accepted = store.install(made.signed("1.3.0", by=made.OTHER).to_bytes(), TODAY, accept=True)
    assert accepted.standing.loads
    pins = store.knowledge().pins
    assert pins is not None
    assert pins["gm0637"].key == made.OWN.public  # one yes is for one bundle


def test_a_pin_keeps_its_first_day(store: Store) -> None:
    store.install(made.signed_bytes(), TODAY)
    store.install(made.signed("1.3.0").to_bytes(), date(2026, 9, 1))

    pins = store.knowledge().pins
    assert pins is not None
    assert pins["gm0637"].first_seen == TODAY


def test_a_trusted_municipality_needs_no_pin(registered: Store) -> None:
    registered.install(made.signed_bytes(), TODAY)

    assert registered.knowledge().pins == {}


def test_altered_and_revoked_are_never_installed(registered: Store) -> None:
    with pytest.raises(InputError, match="gewijzigd"):
        registered.install(made.signed_bytes() + b"x", TODAY, accept=True)
    registered.take_register(packed(text(18, more=revoking(made.OWN))))
    with pytest.raises(InputError, match="ingetrokken"):
        registered.install(made.signed_bytes(), TODAY, accept=True)

    assert registered.bundles() == ()


def test_a_revocation_reaches_what_was_installed(registered: Store) -> None:
    registered.install(made.signed_bytes(), TODAY)
    registered.take_register(packed(text(18, more=revoking(made.OWN))))

    kept = registered.bundles()[0].opened
    assert kept is not None
    assert [kept.standing.trust, kept.standing.loads, kept.standing.replays] == [Trust.REVOKED, False, True]


def test_each_installed_bundle_is_verified_again(registered: Store) -> None:
    for version in ("1.2.0", "1.3.0"):
        registered.install(made.signed(version).to_bytes(), TODAY)
    paths = [bundle.path for bundle in registered.bundles()]
    paths[0].write_bytes(paths[0].read_bytes()[:-5])

    rows = registered.bundles()
    assert rows[0].opened is not None
    assert rows[0].opened.standing.trust is Trust.ALTERED
    assert rows[1].opened is not None
    assert rows[1].opened.standing.trust is Trust.TRUSTED

    paths[0].write_bytes(paths[1].read_bytes())
    swapped = registered.bundles()[0]
    assert swapped.opened is None
    assert swapped.error is not None
    assert "niet die van de naam" in swapped.error.nl


def test_a_bundle_with_a_wrong_manifest_is_a_row_with_its_line(registered: Store) -> None:
    files = {**made.files(), "manifest.toml": b'id = "x"\n'}
    folder = registered.folder / "bundles"
    folder.mkdir()
    (folder / "a.optrules").write_bytes(new_container(files).to_bytes())

    row = registered.bundles()[0]
    assert row.opened is None
    assert row.error is not None
    assert "manifest.toml" in row.error.nl


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")

    with pytest.raises(InputError, match="is niet te maken"):
        Store(tmp_path / "home", write).trust_root(made.ROOT.public)


def test_a_damaged_copy_is_replaced_at_the_next_install(registered: Store) -> None:
    registered.install(made.signed_bytes(), TODAY)
    path = registered.bundles()[0].path
    path.write_bytes(b"")
    registered.install(made.signed_bytes(), TODAY)

    assert path.read_bytes() == made.signed_bytes()


def test_python_needs_a_yes_for_this_digest(store: Store) -> None:
    opened = store.install(made.signed_bytes(), TODAY)
    assert not opened.runs_python
    store.allow_python(opened.digest)

    kept = store.bundles()[0].opened
    assert kept is not None
    assert kept.runs_python


def test_a_register_does_not_go_back_even_when_its_file_is_replaced(registered: Store) -> None:
    registered.take_register(packed(text(18)))
    with pytest.raises(InputError, match="in gebruik is al nummer 18"):
        registered.take_register(packed(text(17)))

    (registered.folder / "register.optreg").write_bytes(packed(text(17)))
    with pytest.raises(InputError, match="verouderd"):
        registered.knowledge()
    (registered.folder / "register.optreg").unlink()
    with pytest.raises(InputError, match="geen bestand"):
        registered.knowledge()


def test_a_new_root_stays_and_a_revoked_one_goes(registered: Store) -> None:
    registered.take_register(packed(text(18, more=f'[[root]]\nkey = "{made.OTHER.public.text}"\n')))
    registered.take_register(packed(text(19, more=revoking(made.ROOT)), made.OTHER))

    register = registered.register()
    assert register is not None
    assert register.number == 19
    assert registered.roots() == (made.OTHER.public,)
    with pytest.raises(InputError, match="niet vertrouwt"):
        registered.take_register(packed(text(20)))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"pins": {}}', b"[" * 100_000, b'{"pins": {"gm0637": 1}, "accepted": []}']
)
def test_damaged_knowledge_is_no_empty_knowledge(store: Store, content: bytes) -> None:
    store.install(made.signed_bytes(), TODAY)
    (store.folder / "known.json").write_bytes(content)

    with pytest.raises(InputError, match="beschadigd"):
        store.knowledge()


def test_the_pin_is_written_before_the_bundle(store: Store) -> None:
    order: list[str] = []

    def noting(path: Path, content: bytes) -> None:
        order.append(path.suffix)
        path.write_bytes(content)

    Store(store.folder, noting).install(made.signed_bytes(), TODAY)

    assert order == [".json", ".optrules"]
    assert (
        json.loads((store.folder / "known.json").read_text())["pins"]["gm0637"]["first_seen"] == "2026-07-02"
    )


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    assert user_folder() == tmp_path

    monkeypatch.delenv("OPTOPCHECK_HOME")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert user_folder() == tmp_path / "data" / "optopcheck"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert user_folder() == tmp_path / "local" / "optopcheck"
    monkeypatch.setattr("sys.platform", "darwin")
    assert user_folder() == Path.home() / "Library" / "Application Support" / "optopcheck"
