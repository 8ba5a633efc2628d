"""Tables that the framework paints: each under a name, with words in its cells, drawn in few places."""

import ast
from collections import Counter
from collections.abc import Iterator

from tests.unit.test_architecture import ROOT

PAINTED = {"rematch/ui/tables.py"}
"""Where tables to read are painted, with a true one beside short ones; the others are true ones."""


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a widget or column of these names, with its file."""
    for path in sorted((ROOT / "rematch" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in names
            ):
                yield path.relative_to(ROOT).as_posix(), node


def calls_of(module: str, name: str) -> Iterator[tuple[str, ast.Call]]:
    """The same of a module's function."""
    for file, call in calls(name):
        if ast.unparse(call.func) == f"{module}.{name}":
            yield file, call


def test_no_table_is_painted_without_a_name() -> None:
    """Those to read; those to write in are not painted."""
    painted = list(calls("dataframe"))
    unnamed = {file for file, call in painted if "alt" not in {keyword.arg for keyword in call.keywords}}
    assert painted and unnamed == set()


def test_tables_to_read_are_drawn_in_one_place() -> None:
    """There they get a true table beside them; the long ones of profiles and plan are true ones."""
    assert {file for file, _ in calls("dataframe")} <= PAINTED


def test_tables_to_write_in_are_true_ones() -> None:
    """A field of a painted table is no field to who hears it."""
    assert not list(calls("data_editor"))


def test_every_chart_has_its_rows_as_a_table_on_the_page() -> None:
    """Points are reached by a pointer alone; whoever has none reads the same in the table beside."""
    charts = Counter(file for file, _ in calls_of("figures", "show"))
    doors = (("tables", "show"), ("tables", "titled"), ("tables", "with_files"))
    tables = Counter(file for module, name in doors for file, _ in calls_of(module, name))
    assert len(charts) > 5
    assert {file: count for file, count in charts.items() if tables[file] < count} == {}


def test_a_share_is_written_in_percent_and_never_read_as_a_decimal() -> None:
    """A bar of the framework's is read aloud as the bare number behind it."""
    assert not list(calls("ProgressColumn"))
