"""The markup of a BCF topic: title, labels, who is to act, comment and viewpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.report.bcf_topics import STATUS, stable_guid
from optopcheck.report.bcf_view import view_guid
from optopcheck.report.bcf_xml import Node

if TYPE_CHECKING:
    from optopcheck.report.bcf import BcfHead
    from optopcheck.report.bcf_topics import Topic


def markup(topic: Topic, index: int, head: BcfHead, author: str) -> Node:
    """Return the document of a topic; `index` is its place in the list, from 0."""
    newer = head.version == "3.0"
    comment, view = _comment(topic, head, author), _view(topic, newer=newer)
    attributes = {"Guid": topic.guid, "TopicType": topic.kind, "TopicStatus": STATUS}
    fields = _fields(topic, index, head, author)
    if newer:
        inner = [*fields, Node("Comments", children=[comment]), Node("Viewpoints", children=[view])]
        return Node("Markup", children=[_header(head), Node("Topic", attributes, inner)])
    return Node("Markup", children=[_header(head), Node("Topic", attributes, fields), comment, view])


def _header(head: BcfHead) -> Node:
    """Name the model; the file itself is not inside."""
    newer = head.version == "3.0"
    outside = {"IsExternal" if newer else "isExternal": "true"}
    file = Node("File", outside, [Node("Filename", text=head.model)])
    return Node("Header", children=[Node("Files", children=[file])] if newer else [file])


def _fields(topic: Topic, index: int, head: BcfHead, author: str) -> list[Node]:
    newer = head.version == "3.0"
    if newer:
        labels = [Node("Labels", children=[Node("Label", text=v) for v in topic.labels])]
    else:
        labels = [Node("Labels", text=v) for v in topic.labels]
    assigned = [Node("AssignedTo", text=head.assigned_to)] if head.assigned_to else []
    return [
        Node("Title", text=topic.title),
        Node("Priority", text=topic.priority),
        Node("Index", text=str(index)),
        *(labels if topic.labels else []),
        Node("CreationDate", text=_instant(head)),
        Node("CreationAuthor", text=author),
        *assigned,
        Node("Description", text=topic.description),
    ]


def _comment(topic: Topic, head: BcfHead, author: str) -> Node:
    return Node(
        "Comment",
        {"Guid": stable_guid("comment", topic.guid)},
        [
            Node("Date", text=_instant(head)),
            Node("Author", text=author),
            Node("Comment", text=topic.comment),
            Node("Viewpoint", {"Guid": view_guid(topic)}),
        ],
    )


def _view(topic: Topic, *, newer: bool) -> Node:
    return Node(
        "ViewPoint" if newer else "Viewpoints",
        {"Guid": view_guid(topic)},
        [
            Node("Viewpoint", text="viewpoint.bcfv"),
            Node("Snapshot", text="snapshot.png"),
            Node("Index", text="0"),
        ],
    )


def _instant(head: BcfHead) -> str:
    return f"{head.on.isoformat()}T12:00:00Z"
