from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.packs import Packs, packs_on_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Packs]:
    with packs_on_path(tmp_path) as made:
        yield made
