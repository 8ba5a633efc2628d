"""Who may import what, read from the code itself; the map is docs/decisions and the table below."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASE = {"model", "scenario", "errors", "texts"}
"""May be imported anywhere; among themselves only as ROOMS says."""

ROOMS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "scenario": {"model", "errors"},
    "texts": {"errors"},
    "criteria": {"model", "errors"},
    "scoring": {"criteria"},
    "optimise": {"model", "scenario", "errors"},
    "basis": {"scoring", "criteria", "optimise"},
    "explain": {"basis", "scoring", "criteria", "optimise"},
    "measures": {"basis", "scoring", "criteria", "optimise"},
    "synthetic": {"criteria"},
    "store": {"model", "scenario", "errors"},
    "intake": {"model", "criteria", "errors"},
    "report": {"explain", "measures", "criteria", "basis", "scoring"},
    "charts": {"explain", "measures", "criteria", "basis", "scoring"},
    "service": {"store", "scoring", "optimise", "explain", "measures", "synthetic", "basis", "criteria"},
    "opening": {"store", "intake", "criteria"},
    "ui": {"charts", "service", "report", "intake", "opening"},
    "command": {"service", "report", "intake", "opening", "bench"},
    "__main__": {"command"},
    "pages": {"ui"},
    "app": {"ui"},
}
"""Room -> what stands to its right. `bench` may import anything and is imported only by the command line."""

LIBRARIES: dict[str, tuple[str, ...]] = {
    "streamlit": ("app.py", "pages/", "rematch/ui/"),
    "pulp": ("rematch/optimise/", "rematch/bench/"),
    "highspy": ("rematch/optimise/", "rematch/bench/"),
    "ortools": ("rematch/bench/cpsat_program.py",),
    "duckdb": ("rematch/store/",),
    "plotly": ("rematch/charts/",),
    "pydeck": ("rematch/charts/",),
    "python_calamine": ("rematch/intake/",),
    "xlsxwriter": ("rematch/report/",),
    "tomlkit": ("rematch/criteria/toml.py",),
    "distributed": ("rematch/optimise/sweeps.py",),
}
SOURCES = sorted(
    path.relative_to(ROOT)
    for path in [*ROOT.glob("rematch/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]
)


def room_of(module: str) -> str:
    first, *rest = module.split(".")
    return rest[0] if first == "rematch" and rest else first


def imports(path: Path) -> Iterator[str]:
    """Modules a file imports when it runs; what stands under TYPE_CHECKING is only for the type checker."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module
            names = [f"rematch.{alias.name}" for alias in node.names]
            yield from names if node.module == "rematch" else [node.module]


def rooms_imported(path: Path) -> set[str]:
    return {
        room
        for module in imports(path)
        if module.startswith("rematch.") and (room := room_of(module)).islower()
    }


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_module_imports_only_what_stands_to_its_right(path: Path) -> None:
    """Every import leads to a room that the importing room may use."""
    room = room_of(".".join(path.with_suffix("").parts))
    if room in {"rematch", "bench", "__init__"}:
        return
    allowed = ROOMS[room] | {room} | (set() if room in BASE | {"pages", "app"} else BASE)
    assert rooms_imported(path) <= allowed


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_one_library_lives_in_one_room(path: Path) -> None:
    """Streamlit, the solver, the database, the charts and the spreadsheets are each used in one place."""
    for module in imports(path):
        rooms = LIBRARIES.get(module.split(".")[0])
        assert rooms is None or path.as_posix().startswith(rooms), module


def test_pages_are_tables_of_contents() -> None:
    """A page has no logic: it is short, imports nothing but rematch.ui and defines nothing."""
    for path in ROOT.glob("pages/*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, path
        own = {module for module in imports(path.relative_to(ROOT)) if module.startswith("rematch")}
        assert all(module.startswith("rematch.ui") for module in own), path
        assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in ast.walk(ast.parse(text))), path


def test_no_room_is_named_after_nothing() -> None:
    """Modules are named by what they are about."""
    vague = {"utils", "helpers", "common", "manager", "handler", "misc"}
    assert not [path for path in SOURCES if vague & set(path.with_suffix("").parts)]


def test_no_screen_module_hides_a_library() -> None:
    """The main script's folder comes first on the path: no module there is named like one of those."""
    installed = (
        set(sys.stdlib_module_names) | {name.split(".")[0] for name in LIBRARIES} | {"numpy", "pandas"}
    )
    assert not {path.stem for path in ROOT.glob("rematch/ui/*.py")} & installed


@pytest.mark.parametrize(
    "module", ["rematch.optimise", "rematch.optimise.problem", "rematch.optimise.verify"]
)
def test_stating_a_problem_loads_no_solver(module: str) -> None:
    """A fresh process that imports the problem or its check has loaded neither PuLP nor HiGHS."""
    code = f"import sys, {module}; sys.exit(bool({{'pulp', 'highspy'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_core_loads_no_screen() -> None:
    """The command line's services work where Streamlit is not even imported."""
    code = "import sys, rematch.service; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
