"""Which text codes the project's own code uses, read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAYING = {"say", "t"}
HOLE = "{}"
CODE = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


@dataclass(frozen=True)
class Call:
    """A call that says a text: its code, literal or with holes, and the names of its parameters."""

    where: str
    code: str
    params: frozenset[str] | None
    """None where the call passes on parameters it does not name."""


@cache
def trees() -> dict[str, ast.Module]:
    """Every source file but the tests, parsed."""
    paths = [*ROOT.glob("rematch/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
    return {str(p.relative_to(ROOT)): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def calls() -> Iterator[Call]:
    """Every call of `say` or `t` whose code can be read off."""
    return calls_of(SAYING)


def calls_of(saying: set[str]) -> Iterator[Call]:
    """Every call of these functions whose code can be read off."""
    return (call for called, call in _every_call() if called in saying)


@cache
def _every_call() -> tuple[tuple[str, Call], ...]:
    """All calls whose first argument is a string that can be read off, with what they call."""
    found = []
    for name, tree in trees().items():
        for node in ast.walk(tree):
            code = written(node.args[0]) if isinstance(node, ast.Call) and node.args else None
            if isinstance(node, ast.Call) and code is not None:
                names = frozenset(k.arg for k in node.keywords if k.arg)
                passes_on = any(k.arg is None for k in node.keywords)
                call = Call(f"{name}:{node.lineno}", code, None if passes_on else names)
                found.append((_called(node), call))
    return tuple(found)


def constants() -> set[str]:
    """Every literal that looks like a code, and every one with holes."""
    return {text for text in literals() if CODE.fullmatch(text.replace(HOLE, "x"))}


@cache
def literals() -> frozenset[str]:
    """Every string that stands in the code."""
    found = (written(node) for tree in trees().values() for node in ast.walk(tree))
    return frozenset(text for text in found if text is not None)


def written(node: ast.AST) -> str | None:
    """A string as it stands in the code, with {} where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else HOLE for v in node.values)
    return None


def _called(node: ast.Call) -> str:
    """`say` and `t`, also as `texts.say`; other objects' methods of that name are their own business."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr if ast.unparse(node.func.value) == "texts" else ""
    return getattr(node.func, "id", "")
