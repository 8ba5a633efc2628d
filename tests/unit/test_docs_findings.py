"""The lists of what was found: each finding has a state, and each test it names is there."""

import ast
import re

import pytest

from tests.unit.test_architecture import ROOT

LISTS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("findings-*.md")}
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
STATES = {"held", "partly", "in work", "open", "not tested"}


def functions_of(path: str) -> set[str]:
    """The names of all test functions of a file; none where it is not there."""
    whole = ROOT / path
    tree = ast.parse(whole.read_text(encoding="utf-8")) if whole.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def named(text: str) -> dict[str, set[str]]:
    """Tests by their file."""
    found: dict[str, set[str]] = {}
    for path, name in NAMED.findall(text):
        found.setdefault(path, set()).add(name)
    return found


def test_every_test_that_is_named_is_there() -> None:
    """A test that is renamed or taken out shows here, so that no finding loses what holds it."""
    gone = {
        f"{path}::{name}"
        for text in LISTS.values()
        for path, names in named(text).items()
        for name in names - functions_of(path)
    }
    assert set(LISTS) >= {f"findings-{area}.md" for area in ("coordinator", "door", "fit", "municipality")}
    assert gone == set()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_what_is_held_names_its_tests_and_every_line_has_a_state(name: str) -> None:
    """A finding is called held by a test alone."""
    text = LISTS[name]
    rows = re.findall(r"^\| (.+?) \| (.+) \| ([\w ]+) \| (.*) \|$", text, re.MULTILINE)
    assert len(rows) == sum(line.startswith("| ") for line in text.splitlines()) - text.count("\n## ")
    assert {state for _, _, state, _ in rows} <= STATES
    assert [row for row in rows if row[2] == "held" and not NAMED.search(row[3])] == []
