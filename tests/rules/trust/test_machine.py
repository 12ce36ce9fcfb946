"""The folder of the administrator: what nobody else can change, and what his register vouches for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.trust import Machine, Store, Trust, machine_folder
from optopcheck.rules.trust.owned import ADMINISTRATOR, why_changeable, why_replaceable
from tests.rules.bundle import made
from tests.rules.trust.test_register import packed, revoking, text
from tests.rules.trust.test_store import TODAY, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks who owns a file")
ME = frozenset({0, os.getuid()}) if sys.platform != "win32" else ADMINISTRATOR


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give a folder with a register that knows the key of gm0637, and one bundle."""
    folder = tmp_path / "machine"
    for part in ("bundles", "roots"):
        (folder / part).mkdir(parents=True)
    (folder / "roots" / "root.pub").write_bytes(made.ROOT.public.to_file())
    (folder / "register.optreg").write_bytes(packed(text()))
    (folder / "bundles" / "zoetermeer.optrules").write_bytes(made.signed_bytes())
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return Machine(folder, ME)


def said(machine: Machine) -> str:
    (row,) = machine.bundles()
    assert row.opened is None
    assert row.error is not None
    return row.error.nl


def test_a_bundle_of_the_register_counts_and_is_the_same_bytes(machine: Machine) -> None:
    (row,) = machine.bundles()
    assert row.error is None
    assert row.opened is not None
    assert row.opened.standing.trust is Trust.TRUSTED
    assert row.opened.digest == made.signed().digest
    assert row.opened.runs_python


def test_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    gone = Machine(tmp_path / "none", ME)
    assert (gone.bundles(), gone.refusal(), gone.register()) == ((), None, None)


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o757])
@pytest.mark.parametrize("part", ["", "bundles", "roots", "register.optreg"])
def test_what_others_can_change_counts_for_nothing(machine: Machine, part: str, mode: int) -> None:
    (machine.folder / part).chmod(mode)
    assert "telt niet" in said(machine)
    assert "anderen dan de beheerder" in said(machine)
    assert str(machine.folder) in said(machine)
    assert machine.register() is None


def test_a_bundle_that_others_can_change_is_refused_alone(machine: Machine) -> None:
    (machine.folder / "bundles" / "b.optrules").write_bytes(made.signed("1.3.0").to_bytes())
    (machine.folder / "bundles" / "b.optrules").chmod(0o666)
    first, second = sorted(machine.bundles(), key=lambda row: row.path.name)
    assert first.error is not None
    assert "anderen dan de beheerder" in first.error.nl
    assert second.opened is not None


def test_a_root_key_that_others_can_change_counts_for_nothing(machine: Machine) -> None:
    (machine.folder / "roots" / "root.pub").chmod(0o646)
    assert "register van de beheerder telt niet" in said(machine)


def test_a_folder_above_that_others_can_change_counts_for_nothing(machine: Machine) -> None:
    above = machine.folder.parent / "open"
    above.mkdir()
    machine.folder.rename(above / "machine")
    above.chmod(0o777)
    moved = Machine(above / "machine", ME)
    assert f"ligt in '{above}'" in said(moved)
    above.chmod(0o1777)
    assert why_replaceable(moved.folder, ME) is None


@pytest.mark.parametrize("part", ["", "bundles", "roots", "register.optreg", "bundles/zoetermeer.optrules"])
def test_links_are_not_followed(machine: Machine, part: str) -> None:
    place = machine.folder / part
    elsewhere = place.parent / f"{place.name}-elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    assert "verwijzing" in said(machine)


def test_a_pipe_is_not_waited_for(machine: Machine) -> None:
    (machine.folder / "bundles" / "zoetermeer.optrules").unlink()
    os.mkfifo(machine.folder / "bundles" / "a.optrules", 0o644)
    assert "geen gewoon bestand" in said(machine)


def test_files_of_another_user_count_for_nothing(machine: Machine) -> None:
    stranger = Machine(machine.folder, frozenset({os.getuid() + 1}))
    (row,) = stranger.bundles()
    assert row.error is not None
    assert "niet van de beheerder" in row.error.nl
    assert (why_changeable(machine.folder) is None) is (os.getuid() == 0)


def test_an_altered_bundle_is_refused(machine: Machine) -> None:
    content = bytearray(made.signed_bytes())
    place = content.index(b"storeys_added <= 1") + len(b"storeys_added <= ")
    content[place] = ord("9")
    (machine.folder / "bundles" / "zoetermeer.optrules").write_bytes(content)
    assert said(machine).startswith("gewijzigd")


@pytest.mark.parametrize("by", [None, made.OTHER])
def test_a_bundle_that_the_register_does_not_vouch_for_is_refused(machine: Machine, by: object) -> None:
    content = made.unsigned() if by is None else made.signed(by=made.OTHER)
    (machine.folder / "bundles" / "zoetermeer.optrules").write_bytes(content.to_bytes())
    assert said(machine).startswith("niet ondertekend" if by is None else "onbekende sleutel")


def test_without_a_register_nothing_counts(machine: Machine) -> None:
    (machine.folder / "register.optreg").unlink()
    assert "er is geen register.optreg" in said(machine)


def test_a_register_that_no_root_signed_is_said(machine: Machine) -> None:
    (machine.folder / "roots" / "root.pub").write_bytes(made.OTHER.public.to_file())
    assert "niet vertrouwt" in said(machine)
    assert machine.register() is None


def test_a_revocation_holds_in_both_directions(machine: Machine, tmp_path: Path) -> None:
    revoked = text(18, more=revoking(made.OWN))
    user = Store(tmp_path / "home", write, machine)
    user.install(made.signed_bytes(), TODAY)
    user.trust_root(made.ROOT.public)
    user.take_register(packed(revoked))
    assert said_of(user).startswith("ingetrokken")

    (machine.folder / "register.optreg").write_bytes(packed(revoked))
    other = Store(tmp_path / "other", write, machine)
    with pytest.raises(InputError, match="ingetrokken"):
        other.install(made.signed_bytes(), TODAY)


def said_of(user: Store) -> str:
    (row,) = user.managed()
    return row.error.nl if row.error else ""


def test_its_register_serves_a_user_without_one(machine: Machine, tmp_path: Path) -> None:
    user = Store(tmp_path / "home", write, machine)
    assert user.install(made.signed("1.4.0").to_bytes(), TODAY).standing.trust is Trust.TRUSTED
    assert Store(tmp_path / "home", write).bundles()[0].opened.standing.trust is Trust.UNKNOWN_KEY  # type: ignore[union-attr]


def test_no_variable_points_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = machine_folder()
    for name in ("OPTOPCHECK_HOME", "OPTOPCHECK_MACHINE", "XDG_CONFIG_DIRS", "ProgramData", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert machine_folder() == before
    assert before.is_absolute()
    if sys.platform == "linux":
        assert before == Path("/etc/optopcheck")
