"""The question for a newer version: signed, never older than was seen, and asked of nobody by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

import optopcheck
from optopcheck.cli.main import main
from optopcheck.domain.job import InputError
from optopcheck.rules.bundle import new_container
from optopcheck.rules.trust import Machine, SecretKey, sign_container, to_file
from optopcheck.service import Age, check_update, updating
from optopcheck.service.releases import make_release, open_release, order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKERS = SecretKey(b"makers00", bytes(range(3, 35)))
OTHERS = SecretKey(b"others00", bytes(range(4, 36)))
DAY, LATER = date(2026, 5, 1), date(2026, 6, 1)
PAGE = "https://example.org/optopcheck"
OWN = "1.2.0"


@dataclass
class Makers:
    """A server on this machine, and what it was asked."""

    content: bytes = b""
    code: int = 200
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def makers() -> Iterator[Makers]:
    here = Makers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, self.headers["User-Agent"]))
            self.send_response(here.code)
            self.send_header("Content-Length", str(len(here.content)))
            self.end_headers()
            self.wfile.write(here.content)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        here.address = f"http://127.0.0.1:{http.server_port}/latest.optrelease"
        thread = Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield here
        http.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("OPTOPCHECK_HOME", str(folder))
    monkeypatch.setattr(optopcheck, "__version__", OWN)
    monkeypatch.setattr(updating, "this_machine", lambda: Machine(tmp_path / "none"))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def configure(folder: Path, address: str, key: SecretKey = MAKERS) -> None:
    (folder / "update.toml").write_text(f'address = "{address}"\nkey = "{key.public.text}"\n')


def announced(version: str, day: date = DAY, by: SecretKey = MAKERS) -> bytes:
    return make_release(version, day, PAGE, by)


@pytest.mark.parametrize(
    ("version", "age", "code"),
    [
        ("1.2.1", Age.NEWER, 1),
        ("1.10.0", Age.NEWER, 1),
        (OWN, Age.SAME, 0),
        ("1.2.0-rc1", Age.OLDER, 0),
        ("1.1.9", Age.OLDER, 0),
    ],
)
def test_newer_same_and_older_are_told(
    home: Path, makers: Makers, version: str, age: Age, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(home, makers.address)
    makers.content = announced(version)
    answer = check_update()
    assert (answer.age, answer.own, answer.release.version) == (age, OWN, version)
    assert (PAGE in answer.told.nl) is (age is Age.NEWER)
    assert main(["update", "--check", "--quiet"]) == code
    assert version in capsys.readouterr().out
    assert sorted(path.name for path in home.iterdir() if path.is_file()) == [
        "update-seen.json",
        "update.toml",
    ]


def test_nothing_is_told_about_who_asks(home: Path, makers: Makers) -> None:
    configure(home, makers.address)
    makers.content = announced("1.3.0")
    check_update()
    assert makers.asked == [("/latest.optrelease", "optopcheck")]


def refused(home: Path, makers: Makers, content: bytes) -> str:
    configure(home, makers.address)
    makers.content = content
    with pytest.raises(InputError) as told:
        check_update()
    assert not (home / "update-seen.json").exists()
    return told.value.text.nl


def test_another_key_is_refused(home: Path, makers: Makers) -> None:
    assert "sleutel van de makers" in refused(home, makers, announced("9.9.9", by=OTHERS))


def test_an_unsigned_one_is_refused(home: Path, makers: Makers) -> None:
    text = f'version = "9.9.9"\nissued = 2026-05-01\npage = "{PAGE}"\n'.encode()
    assert "niet ondertekend" in refused(home, makers, new_container({"release.toml": text}).to_bytes())


def test_no_altered_byte_says_anything_else() -> None:
    content, refusals = announced("1.3.0"), 0
    genuine = open_release(content, MAKERS.public)
    assert genuine.version == "1.3.0"
    for place in range(len(content)):
        altered = bytearray(content)
        altered[place] ^= 1
        try:
            found = open_release(bytes(altered), MAKERS.public)
        except InputError:
            refusals += 1
        else:
            assert found == genuine  # minisign's own line "untrusted comment" may say anything
    assert refusals > 0.9 * len(content)


def test_a_signature_for_another_version_is_refused(home: Path, makers: Makers) -> None:
    text = f'version = "9.9.9"\nissued = 2026-05-01\npage = "{PAGE}"\n'.encode()
    made = sign_container(
        new_container({"release.toml": text}), MAKERS, "optopcheck-release 1.0.0 2026-05-01"
    )
    assert "iets anders" in refused(home, makers, made.to_bytes())


@pytest.mark.parametrize(
    "text",
    [
        'version = "nieuw"\nissued = 2026-05-01\npage = "https://example.org"\n',
        'version = "9.9.9"\npage = "https://example.org"\n',
        'version = "9.9.9"\nissued = 2026-05-01\npage = "javascript:alert(1)"\n',
        'version = "9.9.9"\nissued = 2026-05-01\npage = "https://example.org"\nrun = "x"\n',
    ],
)
def test_what_cannot_be_is_refused_also_when_signed(home: Path, makers: Makers, text: str) -> None:
    made = sign_container(new_container({"release.toml": text.encode()}), MAKERS, "optopcheck-release 9.9.9")
    assert refused(home, makers, made.to_bytes())


@pytest.mark.parametrize(("version", "day"), [("1.2.9", LATER), ("1.3.0", DAY)])
def test_an_older_signed_one_is_refused(home: Path, makers: Makers, version: str, day: date) -> None:
    configure(home, makers.address)
    makers.content = announced("1.3.0", LATER)
    assert check_update().age is Age.NEWER
    makers.content = announced(version, day)
    with pytest.raises(InputError, match="ouder"):
        check_update()
    makers.content = announced("1.3.1", LATER)
    assert check_update().release.version == "1.3.1"


def test_a_damaged_memory_is_said(home: Path, makers: Makers) -> None:
    configure(home, makers.address)
    makers.content = announced("1.3.0")
    (home / "update-seen.json").write_text("{")
    with pytest.raises(InputError, match="beschadigd"):
        check_update()


@pytest.mark.parametrize(("code", "content", "said"), [(404, b"", "404"), (200, b"x" * 70_000, "65536")])
def test_a_useless_answer_is_told(home: Path, makers: Makers, code: int, content: bytes, said: str) -> None:
    makers.code = code
    assert said in refused(home, makers, content)


def test_nobody_there_is_told(home: Path, makers: Makers) -> None:
    configure(home, "http://127.0.0.1:9/latest.optrelease")
    with pytest.raises(InputError, match="geen verbinding"):
        check_update()
    assert makers.asked == []


@pytest.mark.parametrize("address", ["http://example.org/x", "file:///etc/passwd", "ftp://example.org", "x"])
def test_only_a_safe_address_is_asked(home: Path, address: str) -> None:
    configure(home, address)
    with pytest.raises(InputError, match="https"):
        check_update()


def test_without_an_address_it_says_what_it_needs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", "--check", "--quiet"]) == 3
    said = capsys.readouterr().err
    assert str(home / "update.toml") in said
    assert "address" in said
    assert "key" in said


@pytest.mark.skipif(sys.platform == "win32", reason="asks who owns a file")
def test_the_administrator_goes_before_the_user(
    home: Path, makers: Makers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "machine"
    folder.mkdir(mode=0o755)
    configure(folder, makers.address)
    (folder / "update.toml").chmod(0o644)
    configure(home, makers.address, OTHERS)
    monkeypatch.setattr(updating, "this_machine", lambda: Machine(folder, frozenset({0, os.getuid()})))
    makers.content = announced("1.3.0")
    assert check_update().age is Age.NEWER
    (folder / "update.toml").chmod(0o666)
    with pytest.raises(InputError, match="beheerder"):
        check_update()


def test_the_question_is_asked_in_so_many_words_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update"]) == 3
    assert "--check" in capsys.readouterr().err


def test_versions_are_compared_as_numbers() -> None:
    names = ["0.9.0", "0.10.0-a1", "0.10.0", "0.10.1", "1.0.0-rc1", "1.0.0"]
    shuffled = [names[k] for k in (3, 0, 5, 1, 4, 2)]
    assert sorted(shuffled, key=order_of) == names
    with pytest.raises(ValueError, match="no version"):
        order_of("1.0")


def test_the_makers_script_makes_what_is_read(tmp_path: Path) -> None:
    key, out = tmp_path / "makers.key", tmp_path / "latest.optrelease"
    key.write_bytes(to_file(MAKERS, None))
    script = Path(__file__).parents[2] / "packaging" / "release_file.py"
    subprocess.run([sys.executable, script, "0.2.0", PAGE, key, out], check=True)
    assert open_release(out.read_bytes(), MAKERS.public).version == "0.2.0"
