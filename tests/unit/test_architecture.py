"""The plan of the house, held against the code: rooms, wings, who imports whom, how full a folder may be.

The tables below are the plan; docs/architecture.md draws it. One test lists all offenders at once.
"""

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GROUND = {
    "model",
    "base_fields",
    "canonical",
    "scenario",
    "identity",
    "errors",
    "incident",
    "settings",
    "texts",
    "jobs",
    "rights",
}
"""May be imported anywhere; among themselves only as ROOMS says."""

PLANS = {"instance", "scoring", "criteria", "optimise"}
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "settings": {"errors"},
    "rights": {"model", "errors"},
    "canonical": {"errors"},
    "incident": set(),
    "jobs": {"errors", "incident", "rights"},
    "identity": {"model"},
    "base_fields": set(),
    "scenario": {"model", "canonical", "errors"},
    "texts": {"errors", "settings"},
    "criteria": {"model", "errors"},
    "cells": {"model", "errors", "criteria"},
    "scoring": {"criteria"},
    "optimise": {"model", "scenario", "errors"},
    "instance": {"scoring", "criteria", "optimise"},
    "explain": PLANS,
    "planning": {"explain", "store"} | PLANS,
    "whatif": {"planning", "explain"} | PLANS,
    "insight": {"planning", "explain"} | PLANS,
    "release": {"whatif", "planning", "explain", "store"} | PLANS,
    "process": {"release", "planning", "explain", "store"} | PLANS,
    "workshop": {"planning", "explain", "store"} | PLANS,
    "synthetic": {"criteria"},
    "store": {"model", "scenario", "errors"},
    "working": {"store"},
    "intake": {"model", "cells", "criteria", "errors"},
    "report": {"cells", "explain", "criteria", "instance", "scoring", "release", "process", "workshop"},
    "charts": {"explain", "criteria", "instance", "scoring"},
    "bootstrap": {"store", "intake", "criteria"},
    "service": {
        "planning",
        "whatif",
        "insight",
        "release",
        "process",
        "workshop",
        "explain",
        "synthetic",
        "store",
        "working",
        "intake",
        "bootstrap",
    }
    | PLANS,
    "ui": {"cells", "charts", "service", "report", "bootstrap"},
    "command": {"service", "report", "bench", "bootstrap"},
    "__main__": {"command"},
    "pages": {"ui"},
    "app": {"ui"},
}
"""Room -> what stands below it. `bench` may import anything and is imported only by the command line."""

WINGS: dict[str, list[str]] = {
    "optimise": ["heuristics", "proof", "policy", "exact", "pricing", "fairness"],
    "whatif": ["sensitivity", "unknowns", "alternatives", "counterfactuals"],
    "intake": [
        "wording",
        "sheets",
        "survey",
        "files",
        "folder",
        "matching",
        "quantities",
        "values",
        "profiles",
        "interview",
    ],
    "report": ["wording", "files", "papers"],
    "process": ["evaluation", "papers", "partners", "occupancy", "forecast", "prices"],
    "criteria": ["housing", "measuring"],
    "charts": ["maps", "courses", "opinions"],
    "command": ["planning", "explanation", "releasing"],
}
"""Room -> its wings, each importing only those before it (and the modules at the room's door)."""

MOST_MODULES = 12
"""In one folder, its `__init__` not counted."""

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
    "segno": ("rematch/ui/workshop/room/joining.py",),
    "typst": ("rematch/report/papers/",),
    "tomlkit": ("rematch/criteria/toml.py",),
    "distributed": ("rematch/optimise/worker_pool.py",),
    "loky": ("rematch/optimise/worker_pool.py",),
    "rapidfuzz": ("rematch/intake/",),
    "ftfy": ("rematch/intake/",),
}
SOURCES = sorted(
    path.relative_to(ROOT)
    for path in [*ROOT.glob("rematch/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
)


def name_of(path: Path) -> str:
    """A file's module name; a package's is its folder's."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    first, *rest = module.split(".")
    return rest[0] if first == "rematch" and rest else first


def wing_of(module: str) -> str:
    parts = module.split(".")
    return parts[2] if len(parts) > 3 else ""


MODULES = {name_of(path): path for path in SOURCES}


@cache
def imports(path: Path, *, types_too: bool = False) -> tuple[str, ...]:
    """Modules a file imports when it runs; what stands under TYPE_CHECKING is only for the type checker."""
    return tuple(_imported(path, types_too))


def _imported(path: Path, types_too: bool) -> Iterator[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not types_too
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
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def own_imports(path: Path, *, types_too: bool = False) -> set[str]:
    return {module for module in imports(path, types_too=types_too) if module in MODULES} - {"rematch"}


def test_a_module_imports_only_what_stands_below_it() -> None:
    """Every import leads to a room that the importing room may use."""
    offenders = []
    for module, path in MODULES.items():
        room = room_of(module)
        if room in {"rematch", "bench"}:
            continue
        allowed = ROOMS[room] | {room} | (set() if room in GROUND | {"pages", "app"} else GROUND)
        offenders += [f"{path} -> {other}" for other in own_imports(path) if room_of(other) not in allowed]
    assert not offenders


def test_a_wing_imports_only_the_wings_before_it() -> None:
    """Within a room the wings have an order, too."""
    offenders = []
    for module, path in MODULES.items():
        room, wing = room_of(module), wing_of(module)
        order = WINGS.get(room, [])
        if wing not in order:
            continue
        below = {*order[: order.index(wing) + 1], ""}
        offenders += [
            f"{path} -> {other}"
            for other in own_imports(path)
            if room_of(other) == room and wing_of(other) not in below
        ]
    assert not offenders


def test_no_module_imports_itself_round_a_circle() -> None:
    """No circle of modules, not even one that only the type checker walks within the core."""
    arrows = {
        module: own_imports(path, types_too=room_of(module) == "optimise") for module, path in MODULES.items()
    }
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(arrows[module]):
                walk(other, (*way, module))
            done.add(module)

    for module in arrows:
        walk(module, ())


def test_no_folder_grows_over_its_size() -> None:
    """A folder that is full is looked at for the seam where a wing begins."""
    sizes = Counter(path.parent for path in SOURCES if path.stem != "__init__" and path.parts[0] == "rematch")
    assert not {folder.as_posix(): n for folder, n in sizes.items() if n > MOST_MODULES}


def test_every_folder_says_what_lives_there() -> None:
    """Each `__init__` names in a few lines what lives in its folder and where to begin."""
    folders = {path.parent for path in SOURCES if path.parts[0] == "rematch"}
    silent = []
    for folder in folders:
        file = ROOT / folder / "__init__.py"
        said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else None
        own = {path.stem for path in SOURCES if path.parent == folder} | {
            child.name for child in (ROOT / folder).iterdir() if child.is_dir()
        }
        if (
            not said
            or len(said.splitlines()) > 6
            or not any(f"`{name}" in said or name in said for name in own)
        ):
            silent.append(folder.as_posix())
    assert not silent


def test_one_library_lives_in_one_room() -> None:
    """Streamlit, the solver, the database, the charts and the spreadsheets are each used in one place."""
    offenders = []
    for path in SOURCES:
        for module in imports(path):
            rooms = LIBRARIES.get(module.split(".")[0])
            if rooms is not None and not path.as_posix().startswith(rooms):
                offenders.append(f"{path}: {module}")
    assert not offenders


def test_pages_are_tables_of_contents() -> None:
    """A page has no logic: it is short, imports nothing but rematch.ui and defines nothing."""
    for path in ROOT.glob("pages/**/*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, path
        own = {module for module in imports(path.relative_to(ROOT)) if module.startswith("rematch")}
        assert all(module.startswith("rematch.ui") for module in own), path
        assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in ast.walk(ast.parse(text))), path


def test_no_room_is_named_after_nothing() -> None:
    """Modules are named by what they are about."""
    vague = {"utils", "helpers", "common", "manager", "handler", "misc"}
    assert not [path for path in SOURCES if vague & set(path.with_suffix("").parts)]


def test_no_class_name_means_two_things() -> None:
    """A stranger who reads a class's name finds one class; `_private` ones stay in their module."""
    homes = defaultdict(list)
    for path in SOURCES:
        for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path.as_posix())
    assert not {name: paths for name, paths in homes.items() if len(paths) > 1}


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
    code = "import sys, rematch.service.session; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
