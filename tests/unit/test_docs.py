"""What the documents point at is there."""

import re
import subprocess
from pathlib import Path

from rematch.bootstrap import shipped_catalogue
from tests.mutants import unfit
from tests.unit.test_architecture import ROOT

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:rematch|pages|tests|docs|data)/[\w./-]*)`")
MODULE = re.compile(r"`(rematch(?:\.\w+)+)`")
PAST = {"CHANGELOG.md"}
"""A history may name what is gone."""


def documents() -> list[Path]:
    """Every document that is kept."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split()]


def leads_somewhere(module: str) -> bool:
    """Whether a dotted name is a module, or something that stands in one."""
    whole = ROOT / module.replace(".", "/")
    if whole.is_dir() or whole.with_suffix(".py").exists():
        return True
    home = whole.parent.with_suffix(".py") if not whole.parent.is_dir() else whole.parent / "__init__.py"
    return home.exists() and re.search(rf"\b{whole.name}\b", home.read_text(encoding="utf-8")) is not None


def test_every_link_leads_to_a_file_that_is_there() -> None:
    """Links within the project, from the document's own folder."""
    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents()
        for link in LINK.findall(document.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith("mailto:") and not (document.parent / link).exists()
    ]
    assert not broken


def test_every_path_and_module_that_is_named_is_there() -> None:
    """`rematch/...` and `rematch....` in documents; NAME in a recipe is the reader's own."""
    gone = []
    for document in documents():
        if document.name in PAST:
            continue
        text = document.read_text(encoding="utf-8")
        gone += [
            f"{document.relative_to(ROOT)}: {path}"
            for path in PATH.findall(text)
            if "NAME" not in path and not (ROOT / path).exists()
        ]
        gone += [f"{document.relative_to(ROOT)}: {m}" for m in MODULE.findall(text) if not leads_somewhere(m)]
    assert not gone


def test_every_mutant_still_changes_one_place_of_the_code() -> None:
    """Code that is renamed takes its mutants along, so that `make mutants` can be run at any time."""
    assert unfit() == []


def test_the_readme_counts_the_criteria_as_the_catalogue_does() -> None:
    """A number on the first screen."""
    said = re.search(r"each of (\d+) \[criteria\]", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert said is not None and int(said[1]) == len(shipped_catalogue().criteria)
