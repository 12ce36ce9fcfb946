"""In the child: a model against an IDS file."""

from __future__ import annotations

from typing import Any

import ifcopenshell
import ifctester.ids

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.log import read_errors


def check(job: dict[str, Any]) -> dict[str, Any]:
    """Check the model of a job against its IDS file; return plain data.

    Raises
    ------
    InputError
        If one of the two cannot be read.
    """
    wanted = _requirements(job["ids"])
    model = _model(job)
    wanted.validate(model)
    return {
        "title": str(wanted.info.get("title", "")),
        "schema": model.schema_identifier,
        "specifications": [_told(specification) for specification in wanted.specifications],
    }


def _requirements(path: str) -> Any:  # noqa: ANN401
    try:
        return ifctester.ids.open(path, validate=True)
    except Exception as error:  # the library passes on what three parsers raise
        said = " ".join(str(error).split())[:200]
        raise InputError(
            Text(f"{path} is geen geldige IDS 1.0 ({said})", f"{path} is not valid IDS 1.0 ({said})")
        ) from error


def _model(job: dict[str, Any]) -> Any:  # noqa: ANN401
    read_errors()
    try:
        model = ifcopenshell.open(job["model"])
    except MemoryError:
        raise
    except Exception as error:  # the library raises nine unrelated classes
        raise InputError(_damaged(job["file"], str(error))) from error
    # What the parser dropped is not looked at: that must not pass.
    errors = [message for _, message in read_errors()]
    if errors:
        raise InputError(_damaged(job["file"], errors[0]))
    return model


def _damaged(file: str, said: str) -> Text:
    said = " ".join(said.split())[:200]
    return Text(
        f"{file} kan niet worden gecontroleerd ({said}); exporteer het model opnieuw",
        f"{file} cannot be checked ({said}); export the model again",
    )


def _told(specification: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "name": specification.name,
        "instructions": specification.instructions or "",
        "for_schema": bool(specification.is_ifc_version),
        "required": specification.minOccurs != 0,
        "forbidden": specification.maxOccurs == 0,
        "met": bool(specification.status),
        "applicable": sorted(_id(e) for e in specification.applicable_entities),
        "failing": sorted(_id(e) for e in specification.failed_entities),
        "unmet": [_facet(facet) for facet in specification.requirements if facet.failures],
    }


def _facet(facet: Any) -> list[str]:  # noqa: ANN401
    kind = type(facet).__name__
    if kind == "Property":
        return [kind, f"{facet.propertySet}.{facet.baseName}"]
    name = facet.name if kind in ("Attribute", "PartOf", "Entity") else kind
    return [kind, str(name)]


def _id(entity: Any) -> str:  # noqa: ANN401
    return str(getattr(entity, "GlobalId", None) or f"#{entity.id()}")
