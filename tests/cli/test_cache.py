"""Every store is shown, and emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.cli.main import main
from optopcheck.service.caches import geometry_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_store_is_shown_and_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("optopcheck.citymodel.kept.cache_folder", lambda: tmp_path / "3dbag")
    geometry, city = geometry_folder(), tmp_path / "3dbag"
    for folder, name in ((geometry, "abc.geometry"), (city, "3dbag_1.json"), (city, "van-iemand.json")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes(3 * 2**20))

    assert main(["cache"]) == 0
    shown = capsys.readouterr().out
    assert str(city) in shown
    assert shown.count("3,0 MB") == 2

    assert main(["cache", "--clear"]) == 0
    assert capsys.readouterr().out.count("0,0 MB") == 2
    assert [path.name for path in city.iterdir()] == ["van-iemand.json"]
    assert not list(geometry.iterdir())
