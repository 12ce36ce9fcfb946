"""Dossiers on disk: made of an assessment, saved so that the last good one always opens, and opened."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from optopcheck.container import ContainerError, read_container_file
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.dossier import (
    DOSSIER,
    CaseGiven,
    Decision,
    Dossier,
    GivenFile,
    HeightGiven,
    NamedVariant,
    Parts,
    Settings,
    StatementGiven,
    new_dossier,
    read_dossier,
)
from optopcheck.report import assessment_json, json_text, write_bytes
from optopcheck.rules.trust import sign_container, signature_of
from optopcheck.service.inputs import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from optopcheck.container import Container
    from optopcheck.domain.assessment import Assessment
    from optopcheck.dossier import Judgement, View
    from optopcheck.rules import RuleSet
    from optopcheck.rules.trust import SecretKey
    from optopcheck.service.inputs import CaseInput, DatumInput
    from optopcheck.service.opened import OpenedCase

SUFFIX = ".optop"


def make_dossier(
    inputs: CaseInput,
    opened: OpenedCase,
    assessment: Assessment,
    rules: RuleSet,
    *,
    sun_every: int | None = None,
    enclose: bool = True,
    reports: Mapping[str, bytes] | None = None,
    variants: tuple[NamedVariant, ...] = (),
) -> Container:
    """Return the dossier of an assessment.

    Parameters
    ----------
    inputs, opened, assessment, rules, sun_every
        With what was assessed, and the result.
    enclose
        Whether the files themselves go in; else only their hashes.
    reports
        Reports that go in as they are, by file name.
    variants
        Kept beside the design.

    Raises
    ------
    InputError
        If an input was changed or taken away since it was read.
    """
    settings = Settings(_given(inputs, opened), assessment.facts.scenario, sun_every)
    given = tuple(_files(inputs, opened, enclose=enclose))
    published = json_text(assessment_json(assessment)).encode()
    return new_dossier(assessment, Parts(settings, given, rules.bundles, published, reports or {}, variants))


def save_dossier(path: Path, container: Container, *, keep_last: bool = True) -> None:
    """Write a dossier in one go and read it back; the version that was there stays as ``NAME.bak``.

    Without `keep_last` a ``NAME.bak`` stays what it is: the last version of a work that was done before.

    Raises
    ------
    InputError
        If it is not on disk as it should be; the old one still is.
    """
    content = container.to_bytes(DOSSIER)
    write_bytes(path, content, keep_last=keep_last)
    if read_container_file(path, DOSSIER).record != container.record:
        raise InputError(
            Text(
                f"'{path}' staat anders op de schijf dan het is geschreven; bewaar het op een andere plaats",
                f"'{path}' is on disk other than it was written; save it in another place",
            )
        )


def open_dossier(path: Path) -> Dossier:
    """Open a dossier; nothing of it is run.

    Raises
    ------
    InputError
        If it is none, was changed, or cannot be read.
    """
    try:
        return read_dossier(read_container_file(path, DOSSIER))
    except ContainerError as error:
        raise ContainerError(_named(path.name, error.text)) from error


def _named(name: str, said: Text) -> Text:
    """Name the file, and say what to do where that is not said."""
    nl, en = "vraag de maker om het dossier opnieuw", "ask the maker for the dossier again"
    if "vraag de maker" in said.nl:
        return Text(f"{name}: {said.nl}", f"{name}: {said.in_language('en')}")
    return Text(f"{name}: {said.nl}; {nl}", f"{name}: {said.in_language('en')}; {en}")


def decide(
    path: Path,
    by: str,
    words: str,
    at: datetime,
    rule: str | None = None,
    *,
    judgement: Judgement | None = None,
    evidence: str | None = None,
    view: View | None = None,
) -> Dossier:
    """Add a reviewer's decision to a dossier on disk; a signature of its maker no longer holds.

    Parameters
    ----------
    path
        The dossier.
    by, words, at
        Who decides, the reason, and when.
    rule
        Of which finding; None: of the whole.
    judgement
        Whether the finding is accepted; None: a remark.
    evidence
        On what the judgement rests.
    view
        Where the reviewer stood.

    Raises
    ------
    InputError
        If the log was changed, a word is missing, or the dossier cannot be written.
    """
    with _alone(path.parent):
        dossier = open_dossier(path)
        _check_rule(dossier, rule)
        try:
            stamp = at.isoformat(timespec="seconds")
            decision = Decision(by, stamp, words, rule, judgement, evidence or None, view)
        except ValueError as error:
            raise InputError(Text("een besluit heeft een naam en woorden nodig", str(error))) from error
        save_dossier(path, dossier.decided(decision))
    return open_dossier(path)


def _check_rule(dossier: Dossier, rule: str | None) -> None:
    if rule is not None and rule not in {outcome.rule.id for outcome in dossier.outcomes}:
        raise InputError(Text(f"dit dossier heeft geen regel '{rule}'", f"this dossier has no rule '{rule}'"))


def enclose_reports(path: Path, reports: Mapping[str, bytes]) -> Dossier:
    """Put reports into a dossier that was just saved; its id, and what it rests on, stay what they are.

    Raises
    ------
    InputError
        If it was changed or cannot be written; then it stays as it was, without them.
    """
    with _alone(path.parent):
        save_dossier(path, open_dossier(path).with_reports(reports), keep_last=False)
    return open_dossier(path)


def sign_dossier(path: Path, secret: SecretKey, on: date) -> Dossier:
    """Sign a dossier in place; its content stays what it is.

    Raises
    ------
    InputError
        If it was changed, bears a signature that does not hold, or cannot be written.
    """
    with _alone(path.parent):
        dossier = open_dossier(path)
        signature_of(dossier.container)  # a broken signature is not painted over
        comment = f"optop {dossier.description.report_id} {on}"
        save_dossier(path, sign_container(dossier.container, secret, comment))
    return open_dossier(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time read and write back; where a folder cannot be locked, hope for the best."""
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    import fcntl  # noqa: PLC0415  # nowhere on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _given(inputs: CaseInput, opened: OpenedCase) -> CaseGiven:
    statement = inputs.statement
    return CaseGiven(
        inputs.building,
        opened.case.site.municipality,
        _height(inputs.plan_datum),
        _height(inputs.measuring_level),
        None if statement is None else StatementGiven(statement.bears, statement.by, statement.role),
        inputs.repairs,
        inputs.bag_id,
        inputs.neighbours_service is not None,
    )


def _height(given: DatumInput | None) -> HeightGiven | None:
    if given is None:
        return None
    return HeightGiven(given.value, given.origin, given.tolerance, given.definition)


def _files(inputs: CaseInput, opened: OpenedCase, *, enclose: bool) -> Iterator[GivenFile]:
    """Yield the very bytes that were read, each held against the hash taken then."""
    paper = inputs.statement.paper if inputs.statement else None
    given = [("model", inputs.model), *(("aspect", path) for path in inputs.aspects)]
    given += [("tile", path) for path in inputs.city_tiles]
    single = {
        "neighbours": opened.surroundings,
        "plan": inputs.plan,
        "statement": paper,
        "repairs": inputs.repairs_file,
        "proposal": inputs.proposal,
        "facts": inputs.facts_file,
    }
    given += [(role, path) for role, path in single.items() if path is not None]
    known = set(opened.hashes.values())
    for role, path in given:
        if enclose and path.is_file() and path.stat().st_size > DOSSIER.member_bytes:
            raise InputError(
                Text(
                    f"'{path.name}' is te groot om in te sluiten; geef --no-inputs en bewaar het erbij",
                    f"'{path.name}' is too large to enclose; give --no-inputs and keep it beside",
                )
            )
        content = b""
        with suppress(OSError):
            content = path.read_bytes()
        digest = sha256(content)
        if digest not in known:
            raise InputError(
                Text(
                    f"'{path.name}' is gewijzigd of weg sinds het is gelezen; toets opnieuw",
                    f"'{path.name}' was changed or taken away since it was read; check again",
                )
            )
        yield GivenFile(role, path.name, digest, content if enclose else None)
