"""The words of a command line as the inputs of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.repair import AspectFrame, Repairs
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace


def case_input(arguments: Namespace) -> service.CaseInput:
    """Return the inputs of a check.

    Raises
    ------
    InputError
        If half a structural statement, or half a height reference was given, or a fact that cannot be.
    """
    return replace(
        model_input(arguments),
        neighbours=arguments.neighbours,
        neighbours_service=service.bag_service() if arguments.fetch_neighbours else None,
        bag_id=arguments.bag_id,
        statement=_statement(arguments),
        plan=arguments.plan,
        measuring_level=_datum(arguments, "meetniveau"),
        proposal=arguments.proposal,
        facts_file=arguments.facts,
        facts=tuple(service.checked_fact(name, value) for name, value in arguments.fact),
    )


def model_input(arguments: Namespace) -> service.CaseInput:
    """Return the inputs of a measurement.

    Raises
    ------
    InputError
        If half a height reference was given, or a repair that cannot be.
    """
    lead, *aspects = arguments.model
    return service.CaseInput(
        lead,
        arguments.building,
        arguments.municipality,
        _datum(arguments, "peil"),
        aspects=tuple(aspects),
        repairs_file=arguments.repairs,
        repairs=_repairs(arguments),
    )


def _datum(arguments: Namespace, name: str) -> service.DatumInput | None:
    more = {
        word: given
        for word in ("origin", "tolerance", "definition")
        if (given := getattr(arguments, f"{name}_{word}", None)) is not None
    }
    value = getattr(arguments, name)
    if value is None and not more:
        return None
    if value is None:
        option = f"--{name}-{next(iter(more))}"
        raise InputError(
            Text(f"{option} zonder --{name}: geef ook de hoogte", f"{option} without --{name}: give both")
        )
    return service.DatumInput(
        value, Origin(more.get("origin", Origin.ENTERED)), more.get("tolerance"), more.get("definition")
    )


def _repairs(arguments: Namespace) -> Repairs | None:
    frame = arguments.aspect_frame
    found = Repairs(
        None if arguments.north is None else service.checked_north(arguments.north),
        None if arguments.location is None else service.checked_location(arguments.location),
        tuple(arguments.storey_role),
        tuple(dict.fromkeys(arguments.drop)),
        aspect_frame=None if frame is None else AspectFrame(frame),
    )
    return None if found.is_empty else found


def _statement(arguments: Namespace) -> service.StatementInput | None:
    named = {
        "--structural-statement": arguments.structural_statement,
        "--bears": arguments.bears,
        "--by": arguments.by,
        "--role": arguments.role,
    }
    missing = ", ".join(option for option, value in named.items() if value is None)
    if not missing:
        return service.StatementInput(
            arguments.structural_statement, arguments.bears, arguments.by, arguments.role
        )
    if all(value is None for value in named.values()):
        return None
    raise InputError(
        Text(
            f"de constructieve verklaring is niet volledig; geef ook {missing}",
            f"the structural statement is incomplete; also give {missing}",
        )
    )
