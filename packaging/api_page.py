"""Write the page of `optopcheck.api` from its code (`python packaging/api_page.py`)."""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck import api
from optopcheck.api import hookspecs, testing

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "optopcheck" / "api" / "README.md"
WIDTH = 100
INTRO = """\
# `optopcheck.api`, versie {version}

Alles wat een regelpakket in Python mag gebruiken. Deze bladzijde is gemaakt uit de code
(`python packaging/api_page.py`); een proef houdt haar gelijk. Binnen {version} komt er alleen bij.
De teksten hieronder zijn die van de code, in het Engels.

Everything that a rule pack in Python may import. This page is made from the code; within
{version} things are only added.

A pack names itself, and whose rules it holds, in its `pyproject.toml`; rules of another maker are then
refused. Where it is switched off, only cases of that maker wait for it; without the keyword all cases do:

```toml
[project]
keywords = ["optopcheck", "gm0637"]

[project.entry-points."{group}"]
my-pack = "my_pack"
```

and has one hook:

```python
{hook}
```

{hook_doc}

## Wat een regel mag

Regels draaien in een eigen proces en krijgen een momentopname van de feiten.

- Een regel geeft precies een `Finding` of een `NotApplicable`, en bij dezelfde feiten altijd dezelfde: zij
  wordt twee keer gevraagd, en twee antwoorden die verschillen tellen als *nader onderzoek*.
- Zij schrijft geen bestanden, start geen processen en gebruikt geen netwerk; na tien seconden stopt zij.
- Gegevens van het pakket leest zij met `importlib.resources`; een pad bij `__file__` is er niet altijd.

Rules run in a process of their own on a snapshot of the facts. A rule returns exactly a `Finding` or a
`NotApplicable`, the same one each time; it writes no files, starts no processes and uses no network; it reads
the data of its pack with `importlib.resources`.
"""
TESTING = """\
## `optopcheck.api.testing`

Facts made by hand, for the unit tests of a pack.
"""


def page() -> str:
    """Return the page."""
    hook = hookspecs.register_rules
    parts = [
        INTRO.format(
            version=api.API_VERSION,
            group=api.ENTRY_POINT_GROUP,
            hook=f"@hookimpl\n{signature('register_rules', hook)}",
            hook_doc=told(hook),
        )
    ]
    names = sorted(api.__all__, key=str.lower)
    kinds = (
        ("Functions", inspect.isfunction),
        ("Records", _is_record),
        ("Choices", _is_choice),
        ("Errors", _is_error),
        ("Other", _is_other),
    )
    for title, belongs in kinds:
        parts.append(f"## {title}\n")
        parts += [entry(name, getattr(api, name)) for name in names if belongs(getattr(api, name))]
    parts.append(TESTING)
    made = [n for n, v in vars(testing).items() if inspect.isfunction(v) and v.__module__ == testing.__name__]
    parts += [entry(name, getattr(testing, name)) for name in sorted(made) if not name.startswith("_")]
    return "\n".join(parts)


def _is_choice(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, Enum)


def _is_error(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, Exception)


def _is_record(found: object) -> bool:
    return inspect.isclass(found) and not _is_choice(found) and not _is_error(found)


def _is_other(found: object) -> bool:
    return not inspect.isclass(found) and not inspect.isfunction(found)


def entry(name: str, found: Any) -> str:  # noqa: ANN401 - anything that the API gives
    """Return one name: signature, what it is, and its parts."""
    return "\n".join([f"### `{name}`", "", *_entry(name, found), ""])


def _entry(name: str, found: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if _is_other(found):
        yield f"`{name} = {shown(found)}`" if isinstance(found, str) else OTHER[name]
        return
    if _is_choice(found):
        yield told(found)
        yield ""
        docs = attribute_docs(found)
        for member in found:
            yield _listed(f"`{name}.{member.name}`{_value(member)}", docs.get(member.name))
        return
    yield f"```python\n{signature(name, found)}\n```"
    yield ""
    yield told(found)
    if inspect.isclass(found):
        docs = {key: text for key, text in attribute_docs(found).items() if not key.startswith("_")}
        if docs:
            yield ""
            yield from (_listed(f"`{key}`", text) for key, text in docs.items())
        yield from _methods(found)


def _value(member: Enum) -> str:
    """Return the value of a choice; of one with more parts its key, unit and English texts."""
    if not isinstance(member.value, tuple):
        return f" = `{shown(member.value)}`"
    key, unit, *texts = member.value
    english = "; ".join(text.in_language("en") for text in texts)
    return f" = `{shown(key)}` [{unit}]: {english}"


def _methods(found: type) -> Iterator[str]:
    own = [(key, value) for key, value in vars(found).items() if not key.startswith("_")]
    for key, value in own:
        if isinstance(value, property):
            yield f"\n`{key}` (property): {_first(value)}"
        elif inspect.isfunction(value) and inspect.getdoc(value):
            yield f"\n`{signature(key, value).removeprefix('def ').removesuffix(': ...')}`: {_first(value)}"


OTHER = {
    "hookimpl": "Marks the function `register_rules` of a pack: `@hookimpl`.",
    "Measured": "`Measurement | Unmeasured`: a quantity as measured, or why it is not.",
}
"""Names that are neither function, class nor text."""


def _listed(head: str, text: str | None) -> str:
    return f"- {head}" + (f": {text}" if text else "")


def told(found: object) -> str:
    """Return the docstring, its sections as they stand."""
    return re.sub(r"^(\w[\w ]*)\n-+$", r"**\1**\n", inspect.getdoc(found) or "", flags=re.MULTILINE)


def _first(found: object) -> str:
    return " ".join((inspect.getdoc(found) or "").split("\n\n")[0].split())


def signature(name: str, found: Any) -> str:  # noqa: ANN401 - a function or a class
    """Return how it is called, over more lines where it is long."""
    told_by = inspect.signature(found)
    parts: list[str] = []
    keyword_only = positional = False
    for parameter in told_by.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            parts.append("*")
        keyword_only = keyword_only or parameter.kind is parameter.VAR_POSITIONAL
        if positional and parameter.kind is not parameter.POSITIONAL_ONLY:
            parts.append("/")
        positional = parameter.kind is parameter.POSITIONAL_ONLY
        parts.append(_parameter(found, parameter))
    returns = "" if inspect.isclass(found) else f" -> {_annotation(told_by.return_annotation)}"
    word, end = ("", "") if inspect.isclass(found) else ("def ", ": ...")
    line = f"{word}{name}({', '.join(parts)}){returns}{end}"
    if len(line) <= WIDTH:
        return line
    return f"{word}{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){returns}{end}"


def _parameter(found: object, parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    written = f"{stars}{parameter.name}: {_annotation(parameter.annotation)}"
    if parameter.default is parameter.empty:
        return written
    made = (
        {f.name: f.default_factory for f in fields(found) if f.default_factory is not MISSING}
        if (is_dataclass(found) and inspect.isclass(found))
        else {}
    )
    if parameter.name in made:
        return f"{written} = {getattr(made[parameter.name], '__name__', '...')}()"
    return f"{written} = {shown(parameter.default)}"


def _annotation(found: object) -> str:
    return found if isinstance(found, str) else getattr(found, "__name__", str(found))


def shown(value: object) -> str:
    """Return a value as one writes it."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if is_dataclass(value):
        return f"{type(value).__name__}(...)"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def attribute_docs(found: type) -> dict[str, str | None]:
    """Return the fields and members of a class, with the text below each."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(found)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    docs: dict[str, str | None] = {}
    last: str | None = None
    for node in body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
            docs[last] = None
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            last = node.targets[0].id
            docs[last] = None
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and last is not None:
            docs[last] = " ".join(str(node.value.value).split())
            last = None
        else:
            last = None
    return docs


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
