"""The list of what was found about the fit: each finding has a state, and each test it names is there."""

import ast
import re

import pytest

from tests.unit.test_architecture import ROOT

TEXT = (ROOT / "docs" / "findings-fit.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+) \| ([\w ]+) \| (.*) \|$", TEXT, re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
STATES = {"held", "partly", "in work", "open", "not tested"}


def functions_of(path: str) -> set[str]:
    """The names of all test functions of a file; none where it is not there."""
    whole = ROOT / path
    tree = ast.parse(whole.read_text(encoding="utf-8")) if whole.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("path", sorted({path for path, _ in NAMED.findall(TEXT)}))
def test_every_test_that_is_named_is_there(path: str) -> None:
    """A test that is renamed or taken out shows here, so that no finding loses what holds it."""
    assert {name for where, name in NAMED.findall(TEXT) if where == path} <= functions_of(path)


def test_what_is_held_names_its_tests_and_every_line_has_a_state() -> None:
    """A finding is called held by a test alone."""
    assert len(ROWS) == sum(line.startswith("| ") for line in TEXT.splitlines()) - TEXT.count("\n## ")
    assert {state for _, _, state, _ in ROWS} <= STATES
    assert [row for row in ROWS if row[2] == "held" and not NAMED.search(row[3])] == []
