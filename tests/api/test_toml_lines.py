from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api.toml_lines import line_at, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HARD = '''\
# [comment]
top = 1  # top = 2
"quoted key" = "a # no comment"
text = """
[no_table]
no_key = 1
ends with a quote: \\""""" # here
literal = \'\'\'
[[neither]]
\'\'\'
path = 'C:\\new\\'

[a.b]
c.d = [ 1, # one
  [2, 3],
  { x = 1, "y z" = [4,
    5] },
]
when = 1979-05-27 07:32:00

[[list]]
name = "first"
[list.deep]
k = 1
[[list]]
name = "second, with ] and }"
[a]
e = inf
'''

PLACES = {
    ("top",): 2,
    ("quoted key",): 3,
    ("text",): 4,
    ("literal",): 8,
    ("path",): 11,
    ("a", "b"): 13,
    ("a", "b", "c"): 14,
    ("a", "b", "c", "d"): 14,
    ("a", "b", "c", "d", 0): 14,
    ("a", "b", "c", "d", 1): 15,
    ("a", "b", "c", "d", 1, 1): 15,
    ("a", "b", "c", "d", 2, "x"): 16,
    ("a", "b", "c", "d", 2, "y z", 1): 17,
    ("a", "b", "when"): 19,
    ("list",): 21,
    ("list", 0): 21,
    ("list", 0, "name"): 22,
    ("list", 0, "deep", "k"): 24,
    ("list", 1): 25,
    ("list", 1, "name"): 26,
    ("a",): 27,
    ("a", "e"): 28,
}


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every key and item."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_value_of_a_hard_file_is_found_on_its_line(newline: str) -> None:
    lines = lines_of(HARD.replace("\n", newline))

    assert {path: lines[path] for path in PLACES} == PLACES
    assert set(lines) == set(paths(tomllib.loads(HARD)))


def test_what_is_missing_is_told_at_the_table_around_it() -> None:
    lines = lines_of(HARD)

    assert line_at(lines, ("a", "b", "nothing")) == 13
    assert line_at(lines, ("list", 1, "deep", "k")) == 25
    assert line_at(lines, ("nothing",)) is None


def test_every_value_of_the_files_of_this_house_is_found(checkout: Path) -> None:
    files = [checkout / "pyproject.toml", *checkout.glob("plugins/*/src/*/*.toml")]

    assert len(files) >= 2
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert set(lines_of(text)) == set(paths(tomllib.loads(text)))


KEYS = st.text("abc-_1", min_size=1, max_size=3)
BARE = st.sampled_from(
    ["1", "-2.5", "true", '"a]b"', "'{c'", '"""x\n[y]\nz = 1"""', "2024-01-01", "[]", "{}"]
)
VALUES = st.recursive(
    BARE,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[\n" + ",\n".join(items) + "]"),
    max_leaves=5,
)


@given(tables=st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=4))
def test_every_key_is_found_on_a_line_that_holds_it(tables: dict[str, dict[str, str]]) -> None:
    text = "".join(
        f"[{table}] # x\n" + "".join(f"{key} = {value}\n" for key, value in pairs.items())
        for table, pairs in tables.items()
    )
    rows, lines = text.split("\n"), lines_of(text)

    assert set(lines) == set(paths(tomllib.loads(text)))
    for table, pairs in tables.items():
        assert rows[lines[(table,)] - 1].startswith(f"[{table}]")
        for key in pairs:
            assert rows[lines[table, key] - 1].startswith(f"{key} = ")


@given(st.text("[]{}=\"'#.,a1\n\\ ", max_size=40))
def test_no_text_whatever_makes_it_fail_or_hang(text: str) -> None:
    last = text.count("\n") + 1

    assert all(1 <= line <= last for line in lines_of(text).values())
