"""One small case, checked once, and its dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("zaak")


@pytest.fixture(scope="session")
def checked(folder: Path) -> small_case.Checked:
    return small_case.checked(small_case.case(folder), [str(small_case.pack(folder / "pakket"))])


@pytest.fixture(scope="session")
def saved(checked: small_case.Checked, folder: Path) -> Path:
    service.save_dossier(folder / "huis.optop", checked.dossier())
    return folder / "huis.optop"
