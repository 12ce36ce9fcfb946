"""Rule packs in the application: a signed one counts, an altered one does not, Python has its library."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from optopcheck.rules.bundle import new_container, read_identity
from optopcheck.rules.trust import sign_container, signing_comment
from tests.rules.bundle.made import OWN, SIGNED_ON
from tests.rules.declared.texts import GOOD
from tests.rules.hosting.test_wheels import wheel
from tests.rules.hosting.zoo import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.conftest import Application, Source

pytestmark = [pytest.mark.app, pytest.mark.timeout(600)]
MANIFEST = """\
id = "gm0637-proef"
version = "1.2.0"
name = "Proef van Zoetermeer"
authority = "gm0637"
contact = "Omgevingsloket"
licence = "EUPL-1.2"
changes = ["1.2.0: eerste uitgave"]
valid_from = 2026-01-01
"""
NOT_FOR_PACKS = {"antigravity", "idlelib", "ensurepip", "lib2to3", "this", "tkinter", "turtle", "turtledemo"}
"""As packaging/app/contents.py leaves them out: windows, jokes and installers."""
IMPORTING = """
import importlib
NAMES = {names!r}

def check(facts):
    missing = []
    for name in NAMES:
        try:
            importlib.import_module(name)
        except ImportError as error:
            missing.append(f"{{name}}: {{error}}")
    return complies(f"GELEZEN {{len(NAMES) - len(missing)}} MIST {{missing}}")

@hookimpl
def register_rules():
    yield rule("gm0637.proef", check)
"""


def bundle(path: Path, files: dict[str, bytes]) -> Path:
    """Write a signed rule file."""
    container = new_container(files)
    signed = sign_container(container, OWN, signing_comment(read_identity(container.files), SIGNED_ON))
    path.write_bytes(signed.to_bytes())
    path.chmod(0o644)
    return path


def data_pack(folder: Path) -> Path:
    rules = GOOD.replace("gm0001", "gm0637").encode()
    manifest = (MANIFEST + "lang = 1\n").encode()
    return bundle(folder / "proef.optrules", {"manifest.toml": manifest, "rules/proef.toml": rules})


def altered(good: Path) -> Path:
    """Write the same file with one limit higher, and the signature left as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            changed = content.replace(b"value = 12\n", b"value = 99\n")
            new.writestr(entry, changed if entry.filename == "rules/proef.toml" else content)
    path = good.with_name("veranderd.optrules")
    path.write_bytes(out.getvalue())
    path.chmod(0o644)
    return path


def test_signed_data_pack_counts_as_from_source_and_is_gone_when_removed(
    app: Application, source: Source
) -> None:
    lists, written = [], []
    for run in (app, source):
        pack = data_pack(run.desk)
        taken = run("rules", "install", "--accept", pack)
        assert taken.returncode == 0, taken.stdout + taken.stderr
        lists.append(run("plugins").stdout)
        judged = run("demo", "--out", "out", "--no-reports")
        assert judged.returncode != 3, judged.stderr
        written.append({path.name: path.read_bytes() for path in (run.desk / "out").iterdir()})
    kept = [[path.stem for path in (run.desk / "home" / "bundles").iterdir()] for run in (app, source)]
    (digest,) = kept[0]
    assert kept[0] == kept[1]
    assert "gm0637.hoogte" in lists[0]
    assert lists[0] == lists[1]
    # The receipt in it names the pack by its hash: the same from source.
    assert written[0] == written[1]
    assert digest.encode() in written[0]["portiekflat.json"]

    (app.desk / "home" / "bundles" / f"{digest}.optrules").unlink()
    assert "gm0637.hoogte" not in app("plugins").stdout


def test_altered_data_pack_is_refused(app: Application) -> None:
    changed = altered(data_pack(app.desk))

    refused = app("rules", "install", "--accept", changed)
    assert refused.returncode == 3
    assert "gewijzigd" in refused.stdout + refused.stderr
    assert app("rules", "verify", changed).returncode == 1
    assert "gm0637.hoogte" not in app("plugins").stdout


def standard_library() -> list[str]:
    """Return what this system has of it; loading what is not for packs would open a window or a browser."""
    return sorted(
        n for n in sys.stdlib_module_names - NOT_FOR_PACKS - {"_tkinter"} if find_spec(n) is not None
    )


def test_pack_in_python_finds_the_whole_standard_library(app: Application) -> None:
    names = standard_library()
    code = HEAD + IMPORTING.format(names=names)
    manifest = (MANIFEST + 'api = 1\nrules = ["gm0637.proef"]\n').encode()
    wheels = {"python/optopcheck_proef-1.0-py3-none-any.whl": wheel({"optopcheck_proef/__init__.py": code})}
    pack = bundle(app.desk / "python.optrules", {"manifest.toml": manifest, **wheels})

    taken = app("rules", "install", "--accept", "--allow-python", pack)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    judged = app("demo", "--out", "out", "--no-reports")
    assert judged.returncode == 0, judged.stderr
    words = " ".join(judged.stdout.split())
    assert len(names) > 250
    assert f"GELEZEN {len(names)} MIST []" in words
