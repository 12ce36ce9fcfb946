"""A dossier that was read: what it holds, and whether its parts belong together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optopcheck.container import Container, ContainerError, digest_of, read_container
from optopcheck.domain.assessment import Assessment, Outcome, Receipt
from optopcheck.domain.facts import Facts
from optopcheck.domain.text import Text
from optopcheck.dossier import names
from optopcheck.dossier.decisions import Decision, appended, read_decisions
from optopcheck.dossier.description import FORMAT, FORMAT_VERSION, Description
from optopcheck.dossier.findings import read_outcomes
from optopcheck.dossier.limits import DOSSIER
from optopcheck.dossier.making import facts_digest, sealed
from optopcheck.dossier.receipt import Counted, read_receipt, report_id
from optopcheck.dossier.variants import NamedVariant, read_variants, variants_json
from optopcheck.records import Reading, RecordError, StoredArrays, clean, decode, decode_shared, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class Dossier:
    """A dossier whose record holds; its facts and findings are read when they are asked for."""

    container: Container
    description: Description

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files but the record and its signature."""
        return self.container.files

    @cached_property
    def facts(self) -> Facts:
        """The facts, to the last bit as the rules saw them.

        Raises
        ------
        ContainerError
            If they cannot be read.
        """
        try:
            return decode_shared(Facts, self._json(names.FACTS), self._arrays)[0]
        except RecordError as error:
            raise _unreadable(names.FACTS, error) from error

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What each rule found, in the order of the ids.

        Raises
        ------
        ContainerError
            If they cannot be read.
        """
        try:
            return read_outcomes(self._json(names.FINDINGS), Reading(array=self._arrays))
        except RecordError as error:
            raise _unreadable(names.FINDINGS, error) from error

    @cached_property
    def receipt(self) -> Receipt:
        """Versions and hashes, without what is of a day or a machine.

        Raises
        ------
        ContainerError
            If it cannot be read.
        """
        return self._receipt[0]

    @property
    def assessment(self) -> Assessment:
        """The whole, as it was; its rules can be shown and no longer run."""
        return Assessment(self.facts, self.outcomes, self.receipt)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What reviewers decided.

        Raises
        ------
        ContainerError
            If the log was changed.
        """
        return read_decisions(self.files.get(names.DECISIONS, b""), self.description.report_id)

    @property
    def variants(self) -> tuple[NamedVariant, ...]:
        """Variants that were kept beside the design; no id counts them.

        Raises
        ------
        ContainerError
            If they cannot be read.
        """
        content = self.files.get(names.VARIANTS)
        if content is None:
            return ()
        try:
            return read_variants(content)
        except RecordError as error:
            raise _unreadable(names.VARIANTS, error) from error

    def with_variants(self, variants: tuple[NamedVariant, ...]) -> Container:
        """Return the dossier with these variants in place of its own; unsigned where that is a change."""
        return (
            self.container
            if variants == self.variants
            else self.with_files({names.VARIANTS: variants_json(variants)})
        )

    def decided(self, decision: Decision) -> Container:
        """Return the dossier with one more decision; a signature no longer holds and is left out."""
        log = appended(self.files.get(names.DECISIONS, b""), decision, self.description.report_id)
        return self.with_files({names.DECISIONS: log})

    def with_files(self, files: Mapping[str, bytes]) -> Container:
        """Return the dossier with more files, or others; unsigned."""
        own = {n: content for n, content in self.files.items() if n not in {names.DESCRIPTION, names.CRATE}}
        return sealed({**own, **files}, self.description)

    @property
    def reports(self) -> Mapping[str, bytes]:
        """The reports in it by their names; no id counts them."""
        start = len(names.REPORT)
        return {n[start:]: c for n, c in sorted(self.files.items()) if n.startswith(names.REPORT)}

    def with_reports(self, reports: Mapping[str, bytes]) -> Container:
        """Return the dossier with more reports, or others; unsigned.

        Raises
        ------
        ContainerError
            If a report has a name that cannot be.
        """
        return self.with_files({f"{names.REPORT}{name}": content for name, content in reports.items()})

    @property
    def problems(self) -> tuple[Text, ...]:
        """What does not belong together, although the record holds: a file was exchanged with its record."""
        try:
            counted = self._receipt[1]
        except ContainerError as error:
            return (error.text,)
        pairs = [
            (names.RECEIPT, self.description.report_id, report_id(self.files.get(names.RECEIPT, b""))),
            (names.FACTS, counted.facts, facts_digest(self.files)),
            (names.FINDINGS, counted.findings, digest_of(self.files.get(names.FINDINGS, b""))),
        ]
        for file in self.description.inputs:
            if file.member is not None:
                content = self.files.get(file.member, b"")
                pairs.append((file.member, file.sha256, hashlib.sha256(content).hexdigest()))
        found = [_other(name) for name, told, is_so in pairs if told != is_so]
        return (*found, *self._other_than_receipt(counted))

    def _other_than_receipt(self, counted: Counted) -> list[Text]:
        """Return where dossier.json tells something else than the receipt, whose hash is the id."""
        told, receipt = self.description, self.receipt
        packs = {(p.name, p.version, p.sha256, p.rules) for p in told.packs}
        same = (
            told.settings == counted.settings,
            told.reference_date == receipt.reference_date,
            dict(told.versions) == dict(receipt.versions),
            tuple((file.role, file.name, file.sha256) for file in told.inputs) == counted.inputs,
            {file.sha256 for file in told.inputs} == set(receipt.inputs.values()),
            packs == {(p.name, p.version, p.sha256, p.rule_ids) for p in receipt.plugins},
        )
        return [] if all(same) else [_other(names.DESCRIPTION)]

    @cached_property
    def _receipt(self) -> tuple[Receipt, Counted]:
        try:
            return read_receipt(self._json(names.RECEIPT), _plain())
        except RecordError as error:
            raise _unreadable(names.RECEIPT, error) from error

    @cached_property
    def _arrays(self) -> StoredArrays:
        start, end = len(names.ARRAYS), -len(".bin")
        files = {n[start:end]: c for n, c in self.files.items() if n.startswith(names.ARRAYS)}
        return StoredArrays(self._json(names.INDEX), files)

    def _json(self, name: str) -> object:
        if name not in self.files:
            raise ContainerError(
                Text(f"er is geen {name} in dit dossier", f"there is no {name} in this dossier")
            )
        try:
            return parsed(self.files[name])
        except RecordError as error:
            raise _unreadable(name, error) from error


def read_dossier(content: bytes | Container) -> Dossier:
    """Read a dossier from the bytes of its file, or from its container; nothing of it is run.

    Raises
    ------
    ContainerError
        If it breaks a limit, a file is not the one of its record, or it is no dossier.
    """
    container = read_container(content, DOSSIER) if isinstance(content, bytes) else content
    if names.DESCRIPTION not in container.files:
        raise ContainerError(
            Text(
                f"dit is geen dossier: er is geen {names.DESCRIPTION}",
                f"this is no dossier: there is no {names.DESCRIPTION}",
            )
        )
    try:
        data = parsed(container.files[names.DESCRIPTION])
        _check_version(data)
        description = decode(Description, data, _plain())
    except RecordError as error:
        raise _unreadable(names.DESCRIPTION, error) from error
    for file in description.inputs:
        if not names.is_plain_name(file.name):
            raise ContainerError(
                Text(
                    f"een invoerbestand heet {file.name[:80]!a}: dat is geen bestandsnaam",
                    f"an input is called {file.name[:80]!a}: that is no file name",
                )
            )
    return Dossier(container, description)


def _check_version(data: object) -> None:
    table = _table(data)
    if table.get("format") == FORMAT and table.get("format_version") != FORMAT_VERSION:
        version = clean(str(table.get("format_version"))[:20])
        raise ContainerError(
            Text(
                f"dit dossier heeft vorm {version}, dit programma leest {FORMAT_VERSION}: neem een nieuwere",
                f"this dossier has form {version}; this program reads {FORMAT_VERSION}: take a newer one",
            )
        )
    if table.get("format") != FORMAT:
        raise RecordError(f"format is not {FORMAT}")


def _table(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise RecordError("a table was expected")
    return data


def _plain() -> Reading:
    return Reading(array=StoredArrays({}, {}))


def _unreadable(name: str, error: Exception) -> ContainerError:
    said = clean(str(error)[:200])
    return ContainerError(Text(f"{name} is niet te lezen ({said})", f"{name} cannot be read ({said})"))


def _other(name: str) -> Text:
    return Text(f"{name} hoort niet bij deze verantwoording", f"{name} does not belong to this receipt")
