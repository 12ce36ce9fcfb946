"""A BCF file, 2.1 or 3.0: topics with viewpoint, picture and comment (buildingSMART BCF-XML).

Laid out as the checkers in use want it, not only as the schema allows (IfcOpenShell#7152, #4887): the first
viewpoint is ``viewpoint.bcfv`` with ``snapshot.png``, and a comment points to it.

References
----------
.. [1] BCF-XML 2.1 and 3.0, https://github.com/buildingSMART/BCF-XML
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from optopcheck.report import bcf_markup, bcf_view
from optopcheck.report.bcf_topics import PRIORITIES, STATUS, TOPIC_TYPES
from optopcheck.report.bcf_xml import Node, xml_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optopcheck.report.bcf_topics import Topic
    from optopcheck.report.bcf_view import View

BcfVersion = Literal["2.1", "3.0"]
BCF_VERSIONS: tuple[BcfVersion, ...] = ("2.1", "3.0")
AUTHOR = "optopcheck"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first instant that a zip can name: the same bytes whenever it is written."""
_MODE = 0o644 << 16
_UNIX = 3


@dataclass(frozen=True)
class BcfHead:
    """What all topics of a file share."""

    version: BcfVersion
    on: date
    """Reference date of the assessment: no time of day is written."""
    model: str
    """File name of the model."""
    assigned_to: str | None = None


def bcf_bytes(pictured: Sequence[tuple[Topic, View]], head: BcfHead) -> bytes:
    """Return the file: the same bytes for the same topics.

    Parameters
    ----------
    pictured
        Topics, each with its viewpoint in the coordinates of the model.
    head
        Version, date, model and who is to act.
    """
    # 3.0 refuses a user who is only spaces.
    head = replace(head, assigned_to=(head.assigned_to or "").strip() or None)
    files: list[tuple[str, bytes]] = [("bcf.version", xml_bytes(_version(head.version)))]
    if head.version == "3.0":
        files.append(("extensions.xml", xml_bytes(_extensions([topic for topic, _ in pictured], head))))
    for index, (topic, view) in enumerate(pictured):
        markup = bcf_markup.markup(topic, index, head, AUTHOR)
        files.append((f"{topic.guid}/markup.bcf", xml_bytes(markup)))
        files.append(
            (f"{topic.guid}/viewpoint.bcfv", xml_bytes(bcf_view.viewpoint(topic, view, head.version)))
        )
        files.append((f"{topic.guid}/snapshot.png", view.snapshot))
    return _zipped(files)


def _version(version: BcfVersion) -> Node:
    # The schema of 3.0 knows no DetailedVersion.
    detail = [Node("DetailedVersion", text=version)] if version == "2.1" else []
    return Node("Version", {"VersionId": version}, detail)


def _extensions(topics: Sequence[Topic], head: BcfHead) -> Node:
    """List every value that the topics use: 3.0 asks for it."""
    labels = dict.fromkeys(label for topic in topics for label in topic.labels)
    users = dict.fromkeys([AUTHOR, *([head.assigned_to] if head.assigned_to else [])])
    lists = (
        ("TopicTypes", "TopicType", TOPIC_TYPES),
        ("TopicStatuses", "TopicStatus", (STATUS, "Closed")),
        ("Priorities", "Priority", PRIORITIES),
        ("TopicLabels", "TopicLabel", labels),
        ("Users", "User", users),
        ("SnippetTypes", "SnippetType", ()),
        ("Stages", "Stage", ()),
    )
    return Node(
        "Extensions",
        children=[Node(many, children=[Node(one, text=v) for v in values]) for many, one, values in lists],
    )


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = _MODE, _UNIX
            # A picture is packed already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
