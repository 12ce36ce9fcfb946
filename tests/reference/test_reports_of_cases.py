"""Reports of whole cases, from the files on: form of the JSON, words of the English one, size of the PDF."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pikepdf
import pytest

from optopcheck import service
from optopcheck.domain.repair import Location, Repairs
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import PitchedRoof, Scenario
from optopcheck.report import assessment_json, json_text, pdf, report_document, schema
from optopcheck.report.document import Heading, Paragraph, Table
from optopcheck.report.paper import report_number
from tests.report import papers
from tests.report.english import dutch_in, left_overs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Document

ANSWERS = {Verdict.COMPLIES: "true", Verdict.VIOLATES: "false", Verdict.UNDETERMINED: "unknown"}
MOST_PAGES = {"sample": 32, "no-place": 16, "two-buildings": 24, "schependomlaan": 20, "dense": 45}
CASES = (
    "sample",
    "no-place",
    "two-buildings",
    pytest.param("schependomlaan", marks=pytest.mark.long),
    pytest.param("dense", marks=[pytest.mark.long, pytest.mark.timeout(1200)]),
)


@dataclass(frozen=True, eq=False)
class Whole:
    """A case that was assessed, and what follows from it."""

    name: str
    assessment: Assessment

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json_text(assessment_json(self.assessment)))
        return found

    def document(self, language: Language) -> Document:
        return report_document(self.assessment, language)


@pytest.fixture(scope="module", params=CASES)
def whole(request: pytest.FixtureRequest, model: Callable[[str], Path], city: Callable[[str], Path]) -> Whole:
    made = {
        "sample": lambda: (service.sample_case(), Scenario()),
        "no-place": lambda: (
            service.CaseInput(model("openhouse_ifc4.ifc")),
            Scenario(pitched_roof=PitchedRoof.REPLACE),
        ),
        "two-buildings": lambda: (
            service.CaseInput(model("bimwhale_large.ifc"), municipality="GM0637"),
            Scenario(),
        ),
        "schependomlaan": lambda: (
            service.CaseInput(model("schependomlaan_ROOT_merged.ifczip"), municipality="GM0268"),
            Scenario(),
        ),
        "dense": lambda: _dense(city("delfshaven.city.json")),
    }
    inputs, scenario = made[request.param]()
    rules = service.load_rules(service.SAMPLE_DAY)
    opened = service.open_case(inputs, rules=rules)
    return Whole(request.param, service.assess(opened, scenario, service.SAMPLE_DAY, rules=rules))


def _dense(around: Path) -> tuple[service.CaseInput, Scenario]:
    """Put the sample block amid the 853 buildings of a tile of Rotterdam."""
    place = Repairs(location=Location(90950.0, 435780.0, in_rd=True))
    sample = replace(service.sample_case(), municipality="GM0599", neighbours=around, repairs=place)
    return sample, Scenario()


def test_json_is_as_published(whole: Whole) -> None:
    validator = jsonschema.Draft202012Validator(schema())

    assert list(validator.iter_errors(whole.content)) == []


def test_each_finding_answers_in_the_words_of_accord_too(whole: Whole) -> None:
    findings = [found for found in whole.content["findings"] if "verdict" in found]

    assert findings
    for found in findings:
        judges = found["standing"] not in ("ontwerp", "eigen aanname")
        verdict = Verdict(found["verdict"]) if judges else Verdict.UNDETERMINED
        assert found["answer"] == ANSWERS[verdict]
        assert found["documentReference"] == (found["source"]["url"] or None)
        missed = found["margin"] is not None and found["margin"] < 0 and found["verdict"] == "violates"
        assert found["missValue"] == (-found["margin"] if missed else None)


def test_findings_stand_in_an_order_of_their_own(whole: Whole) -> None:
    outcomes = whole.assessment.outcomes
    turned = replace(whole.assessment, outcomes=tuple(reversed(outcomes)))

    assert [found["rule"] for found in whole.content["findings"]] == sorted(o.rule.id for o in outcomes)
    # Not the texts themselves: to show where two of 2 MB differ takes half a minute.
    assert report_number(json_text(assessment_json(turned)).encode()) == whole.document("nl").report_id


def test_the_english_report_is_english(whole: Whole) -> None:
    assert left_overs(whole.document("en")) == []


def test_texts_of_the_json_are_english_where_they_say_so(whole: Whole) -> None:
    found = {text["en"]: words for text in _texts(whole.content) if (words := dutch_in(text["en"]))}
    # Keys that the author of a rule gave its limits, and names of levels and rooms in the model.
    keys = {u["label"]["en"] for f in whole.content["findings"] for u in f.get("used", ())}
    parts = {p["label"]["en"] for m in _measured(whole.content) for p in m.get("parts", ())}

    assert set(found) - keys - parts == set()


def test_the_search_for_dutch_finds_it(whole: Whole) -> None:
    assert len(left_overs(whole.document("nl"))) > 100


def test_it_is_set_and_of_a_size_that_is_read(whole: Whole, tmp_path: Path) -> None:
    document = whole.document("nl")
    content = pdf(document)
    texts = papers.pages(content)

    assert len(texts) <= MOST_PAGES[whole.name]
    assert all(len(text) > 300 for text in texts[:-1])
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.attachments["beoordeling.json"].get_file().read_bytes() == document.attachment
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    qpdf = shutil.which("qpdf")
    if qpdf is not None:
        checked = subprocess.run([qpdf, "--check", str(path)], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_what_is_left_out_of_the_annex_is_counted(whole: Whole) -> None:
    blocks = whole.document("nl").blocks
    heads = [k for k, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith("Bijlage")]
    points = max((len(norm["points"]) for norm in whole.content["sun"].values()), default=0)
    if not points:
        assert heads == []
        return
    annex = blocks[heads[0] :]
    rows = [len(block.rows) for block in annex if isinstance(block, Table)]
    told = [b.text for b in annex if isinstance(b, Paragraph) and b.text.startswith("Deze tabel is ingekort")]

    if whole.name == "dense":
        assert max(rows) < points
        assert len(told) == len(rows)
        assert all(f"staan hier de {count} " in text for count, text in zip(rows, told, strict=True))
    else:
        assert max(rows) == points
        assert told == []


def _texts(value: object) -> Iterator[dict[str, str]]:
    """Yield all texts in two languages within a JSON value."""
    if isinstance(value, dict):
        if set(value) == {"nl", "en"}:
            yield value
        else:
            for inner in value.values():
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _measured(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for situation in content["measurements"].values():
        yield from situation.values()
