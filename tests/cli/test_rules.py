"""Rule bundles on the command line: from a folder to trusted, and to revoked."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli import passwords
from optopcheck.cli.main import main
from optopcheck.rules.trust import ed25519, read_public_key, secret_key
from tests.rules.bundle.made import files
from tests.rules.declared.texts import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUNDLE = "gm0637-optoppen-1.2.0.optrules"
ROOT = "beheer"


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a pack, and a home of its own."""
    monkeypatch.setenv("OPTOPCHECK_HOME", str(folder / "home"))
    rules = GOOD.replace("gm0001", "gm0637").encode()
    given = files()
    manifest = given["manifest.toml"] + b'api = 1\nrules = ["gm0637.in-python"]\n'
    for name, content in {**given, "manifest.toml": manifest, "rules/optoppen.toml": rules}.items():
        path = folder / "pack" / name.replace("cases/", "notes/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command; give its exit code and all that it printed, on one line."""

    def run(*words: str) -> tuple[int, str]:
        code = main(["rules", *words])
        captured = capsys.readouterr()
        return code, " ".join((captured.out + captured.err).split())

    return run


def write_register(desk: Path, number: int, issued: str, more: str = "") -> None:
    key = read_public_key((desk / "zoetermeer.pub").read_bytes())
    (desk / "register.toml").write_text(
        f'number = {number}\nissued = {issued}\npublisher = "Beheerder"\n{more}'
        '[[authority]]\ncode = "gm0637"\nname = "Gemeente Zoetermeer"\n'
        f'[[authority.key]]\nkey = "{key.text}"\nfrom = 2026-01-01\n'
    )


def revoking(desk: Path) -> str:
    key = read_public_key((desk / "zoetermeer.pub").read_bytes())
    return (
        f'[[revoked_key]]\nkey = "{key.text}"\nfingerprint = "{key.fingerprint}"\n'
        'since = 2026-06-01\nreason = "sleutel gestolen"\n'
    )


def test_from_a_folder_to_trusted_and_to_revoked(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    def take_register(number: int, issued: str, more: str = "") -> tuple[int, str]:
        write_register(desk, number, issued, more)
        assert said("register", "build", "register.toml", "--key", f"{ROOT}.key", "--out", "r.optreg")[0] == 0
        return said("register", "install", "r.optreg")

    code, told = said("build", "pack")
    assert (code, (desk / BUNDLE).is_file()) == (0, True)
    assert "gm0637-optoppen 1.2.0" in told
    code, told = said("verify", BUNDLE)
    assert code == 2
    assert "niet ondertekend" in told

    for name in ("zoetermeer", ROOT):
        assert said("keygen", name, "--no-password")[0] == 0
    code, told = said("sign", BUNDLE, "--key", "zoetermeer.key", "--on", "2026-03-01")
    assert code == 0
    assert read_public_key((desk / "zoetermeer.pub").read_bytes()).fingerprint in told
    code, told = said("verify", BUNDLE)
    assert code == 2
    assert "onbekende sleutel" in told

    assert take_register(17, "2026-03-12")[0] == 3  # nobody said whose registers count
    assert said("register", "trust", f"{ROOT}.pub")[0] == 0
    assert take_register(17, "2026-03-12")[0] == 0
    code, told = said("verify", BUNDLE)
    assert code == 0
    assert "vertrouwde gemeente" in told
    assert "ondertekend door Gemeente Zoetermeer" in told
    assert "register 17 van 12-03-2026" in told
    assert said("install", BUNDLE)[0] == 0
    assert "ondertekend door Gemeente Zoetermeer" in said("list")[1]

    assert take_register(18, "2026-06-02", revoking(desk))[0] == 0
    code, told = said("verify", BUNDLE)
    assert code == 1
    assert "ingetrokken" in told
    assert "sleutel gestolen" in told
    assert "ingetrokken" in said("list")[1]
    assert said("install", BUNDLE)[0] == 3
    code, told = take_register(17, "2026-03-12")
    assert code == 3
    assert "in gebruik is al nummer 18" in told
    assert "register 18" in said("register", "show")[1]


def test_what_was_installed_can_be_taken_away(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    said("build", "pack")
    assert said("install", BUNDLE, "--accept")[0] == 0
    name, version = BUNDLE.removesuffix(".optrules").rsplit("-", 1)

    assert said("remove", name) == (0, f"{name} {version}: verwijderd")
    assert not list((desk / "home").glob("bundles/*"))
    code, told = said("remove", name)
    assert code == 3
    assert "is niet geïnstalleerd" in told

    assert said("install", BUNDLE, "--accept")[0] == 0
    (stored,) = (desk / "home").glob("bundles/*")
    for short in ("", stored.stem[:3]):
        assert said("remove", short)[0] == 3
    assert stored.exists()
    assert said("remove", stored.stem[:12])[0] == 0
    assert not stored.exists()


def test_what_comes_with_the_program_stays(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    del desk
    code, told = said("remove", "nl-bbl")
    assert code == 3
    assert "hoort bij het programma" in told


def test_one_flipped_byte_of_the_wheel_is_refused(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    said("build", "pack")
    said("keygen", "zoetermeer", "--no-password")
    said("sign", BUNDLE, "--key", "zoetermeer.key")
    content = bytearray((desk / BUNDLE).read_bytes())
    at = content.index(bytes(range(200, 256)) + bytes(range(10)))
    content[at] ^= 1
    (desk / BUNDLE).write_bytes(content)

    code, told = said("verify", BUNDLE)
    assert code == 1
    assert "gewijzigd" in told
    for words in (
        ("install", BUNDLE, "--accept", "--allow-python"),
        ("sign", BUNDLE, "--key", "zoetermeer.key"),
    ):
        assert said(*words)[0] == 3
    assert said("check", BUNDLE)[0] == 1
    assert not list((desk / "home").glob("bundles/*"))


@pytest.mark.usefixtures("desk")
def test_an_unknown_maker_is_kept_by_its_fingerprint(said: Callable[..., tuple[int, str]]) -> None:
    said("build", "pack")
    for name in ("eerste", "tweede"):
        said("keygen", name, "--no-password")
    said("sign", BUNDLE, "--key", "eerste.key")
    assert said("install", BUNDLE)[0] == 0
    said("sign", BUNDLE, "--key", "tweede.key")

    code, told = said("install", BUNDLE)
    assert code == 3
    assert "tekende eerder met" in told
    assert "toch gebruiken?" in said("verify", BUNDLE)[1]
    assert said("install", BUNDLE, "--accept")[0] == 0


def test_check_names_file_and_line(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    assert said("check", "pack")[0] == 0
    (desk / "pack" / "rules" / "b.toml").write_text("a = 1\nb =\n")

    code, told = said("check", "pack")
    assert code == 3
    assert "'rules/b.toml', regel 2" in told


def test_a_key_is_never_overwritten_and_is_private(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    said("keygen", "zoetermeer", "--no-password")
    before = (desk / "zoetermeer.key").read_bytes()

    code, told = said("keygen", "zoetermeer", "--no-password")
    assert code == 3
    assert "nooit overschreven" in told
    assert (desk / "zoetermeer.key").read_bytes() == before
    assert (desk / "zoetermeer.key").stat().st_mode & 0o077 == 0


def test_a_password_comes_from_a_file_or_a_terminal(
    desk: Path, said: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret_key.to_file, "__defaults__", (ed25519.LEAST,))
    (desk / "word.txt").write_text("geheim\n")
    (desk / "wrong.txt").write_text("anders\n")
    said("build", "pack")
    assert said("keygen", "zoetermeer", "--password-file", "word.txt")[0] == 0

    assert said("sign", BUNDLE, "--key", "zoetermeer.key", "--password-file", "word.txt")[0] == 0
    code, told = said("sign", BUNDLE, "--key", "zoetermeer.key", "--password-file", "wrong.txt")
    assert (code, "wachtwoord is onjuist" in told) == (3, True)
    code, told = said("sign", BUNDLE, "--key", "zoetermeer.key")
    assert (code, "--password-file" in told) == (3, True)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed = iter(["een", "twee", "drie", "drie", ""])
    monkeypatch.setattr(passwords.getpass, "getpass", lambda _: next(typed))
    assert "de twee wachtwoorden verschillen" in said("keygen", "ander")[1]
    assert said("keygen", "ander")[0] == 0
    assert "--no-password" in said("keygen", "leeg")[1]


def test_a_signature_made_elsewhere_with_minisign(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("minisign is not installed (Debian: apt-get install minisign)")

    def minisign(*words: str) -> None:
        subprocess.run([program or "", *words], cwd=desk, check=True, capture_output=True, timeout=60)

    said("build", "pack")
    with zipfile.ZipFile(desk / BUNDLE) as archive:
        archive.extract("RECORD.json", desk)
    minisign("-G", "-W", "-s", "away.key", "-p", "away.pub")
    attach = (
        "sign",
        BUNDLE,
        "--signature",
        "RECORD.json.minisig",
        "--public-key",
        "away.pub",
        "--on",
        "2026-03-01",
    )
    minisign("-S", "-m", "RECORD.json", "-s", "away.key")
    code, told = said(*attach)
    assert code == 3
    assert 'minisign -S -t "gm0637-optoppen 1.2.0 2026-03-01"' in told
    minisign("-S", "-m", "RECORD.json", "-s", "away.key", "-t", "gm0637-optoppen 1.2.0 2026-03-01")
    assert said(*attach)[0] == 0

    with zipfile.ZipFile(desk / BUNDLE) as archive:
        archive.extractall(desk / "out")
    minisign("-V", "-m", "out/RECORD.json", "-p", "out/RECORD.json.pub")
    assert "ondertekend op 2026-03-01" in said("verify", BUNDLE)[1]


@pytest.mark.parametrize(
    "words",
    [
        ("sign", BUNDLE),
        ("sign", BUNDLE, "--key", "a", "--signature", "b"),
        ("sign", BUNDLE, "--public-key", "b"),
    ],
)
def test_half_an_order_to_sign_is_told(
    desk: Path, said: Callable[..., tuple[int, str]], words: tuple[str, ...]
) -> None:
    del desk
    code, told = said(*words)

    assert code == 3
    assert "--signature met --public-key" in told


def test_messages_are_english_on_request(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    del desk
    said("build", "pack")

    assert "nobody vouches for the content" in said("verify", BUNDLE, "--lang", "en")[1]
    assert "no rule bundle is installed" in said("list", "--lang", "en")[1]


def test_help_is_dutch_throughout(
    said: Callable[..., tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    del said
    for words in (["rules"], ["rules", "sign"], ["rules", "register"], ["rules", "register", "build"]):
        with pytest.raises(SystemExit):
            main([*words, "--help"])
        shown = capsys.readouterr().out
        assert shown.startswith("gebruik: optopcheck rules")
        assert "options:" not in shown
        assert "positional" not in shown
