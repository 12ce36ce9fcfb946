"""What a maker of rules looks up is what the code says."""

from __future__ import annotations

import importlib.util
import inspect
import json
from enum import Enum
from typing import TYPE_CHECKING

import pytest

from optopcheck import api
from optopcheck.api import testing
from optopcheck.domain.job import InputError
from optopcheck.rules.authoring import SUBJECTS, docs_page
from optopcheck.rules.catalogue import FACTS

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def writer(checkout: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("api_page", checkout / "packaging" / "api_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_api_is_what_the_code_gives(writer: ModuleType, checkout: Path) -> None:
    written = (checkout / "optopcheck" / "api" / "README.md").read_text(encoding="utf-8")

    assert written == writer.page(), "run: python packaging/api_page.py"
    assert docs_page("api") == written


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_of_the_api_is_told_with_its_signature(name: str) -> None:
    page, found = docs_page("api"), getattr(api, name)

    assert page.count(f"### `{name}`\n") == 1
    entry = page.split(f"### `{name}`\n")[1].split("\n### ")[0].split("\n## ")[0]
    assert len(entry.strip()) > 10
    is_class = inspect.isclass(found)
    if is_class and issubclass(found, Enum):
        assert all(f"`{name}.{member.name}`" in entry for member in found)
    elif is_class or inspect.isfunction(found):
        named = [parameter for parameter in inspect.signature(found).parameters if parameter != "self"]
        assert [parameter for parameter in named if f"{parameter}: " not in entry] == []
    if is_class or inspect.isfunction(found):
        assert (inspect.getdoc(found) or "no text at all").split("\n")[0] in entry


def test_make_facts_is_told_too() -> None:
    page = docs_page("api").split("## `optopcheck.api.testing`")[1]

    for name in ("make_facts", "make_situation", "make_measurements", "measurement", "quantities_read"):
        assert f"### `{name}`" in page
        assert all(part in page for part in inspect.signature(getattr(testing, name)).parameters)


def test_facts_are_those_of_the_catalogue() -> None:
    for language in ("nl", "en"):
        page = docs_page("feiten", "en" if language == "en" else "nl")
        assert page.count("\n| `") == len(FACTS)
    assert "bouwhoogte (voorgesteld)" in docs_page("feiten")


def test_the_language_is_told_whole() -> None:
    page = docs_page("taal")

    assert page.startswith("# Regeltaal `lang = 1`")
    assert docs_page("feiten").splitlines()[2] in page


def test_schemas_are_printed_as_they_are() -> None:
    for subject in SUBJECTS:
        if subject.startswith("schema-"):
            assert json.loads(docs_page(subject))["$id"].endswith(f"{subject.removeprefix('schema-')}-1")
    with pytest.raises(InputError, match="kies uit taal, feiten, api"):
        docs_page("onzin")
