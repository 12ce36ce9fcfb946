"""What the pictures of a report took is given back when they are drawn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed")
_MOST = 180.0
"""Of which the library that draws takes a hundred; freed buffers that stay are two hundred more [MiB]."""
_DRAW = """
import gc, sys
from pathlib import Path
from optopcheck import service
from optopcheck.domain.scenario import Scenario
from optopcheck.service.report_pictures import cover_picture
from tests.service import small_case

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

rules = service.load_rules(small_case.ON)
opened = service.open_case(small_case.case(Path(sys.argv[1])), rules=rules)
found = service.assess(opened, Scenario(), small_case.ON, rules=rules)
before = held()
for _ in range(3):
    cover_picture(found)
    gc.collect()
print(held() - before)
"""


def test_pictures_of_a_report_leave_little_behind(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _DRAW, str(tmp_path)], cwd=here, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < _MOST
