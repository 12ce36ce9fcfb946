"""The outcome as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import optopcheck

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.service.doctor.outcome import Checkup


def checkup_json(checkup: Checkup, language: Language) -> str:
    """Return all lines as JSON; `state` is one of fine, note and broken."""
    told = {
        "optopcheck": optopcheck.__version__,
        "state": checkup.worst.value,
        "headline": checkup.headline.in_language(language),
        "parts": [
            {
                "part": line.part,
                "title": line.title.in_language(language),
                "state": line.state.value,
                "said": line.said.in_language(language),
                "remedy": line.remedy and line.remedy.in_language(language),
                "seconds": round(line.took, 2),
            }
            for line in checkup.lines
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
