"""A small cohort's files with every type of field, to be spoiled one cell at a time."""

from pathlib import Path

from rematch.criteria.catalogue import Catalogue
from rematch.errors import DataErrors, Finding
from rematch.intake.folder.read import read_files
from rematch.model import Profiles
from tests.builders import catalogue, criterion, field, label, resource

OPTIONS = [{"id": id, "label": label()} for id in ("sea", "forest", "lake")]

FOLDER = Path(__file__).parent / "small"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}


def every_type() -> Catalogue:
    """A catalogue with a field of each type."""
    doctors = [{"id": id, "label": label()} for id in ("gp", "eye")]
    return catalogue(
        criterion("sight"),
        criterion("need", side="municipality"),
        fields=[
            field("wants"),
            field("landscape", type="set", options=OPTIONS),
            field("relatives", type="points"),
            field("languages", "member", "languages", codes="language"),
            field("isco", "member", "text", codes="isco08"),
            field("isced", "member", "text", codes="isced2011"),
            field("level", "member", "level"),
            field("born", "member", "date"),
            field("notes", "member", "text"),
            field("view", "municipality", "set", options=OPTIONS),
            field("doctors", "municipality", "map", low=0, high=600, options=doctors),
            field("rent", "municipality", "number", low=0, high=100),
            field("size", "municipality", "choice", options=[{"id": "large", "label": label()}]),
        ],
        resources=[resource("units", per="household", field="wants")],
    )


def read(files: dict[str, str | bytes]) -> tuple[Profiles, tuple[Finding, ...]]:
    """Read these files with the catalogue of every type."""
    encoded = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    return read_files(encoded, every_type())


def spoiled(name: str, old: str, new: str) -> dict[str, str | bytes]:
    """The small cohort's files with one piece of text replaced, which must be there once."""
    assert FILES[name].count(old) == 1, f"{old!r} is {FILES[name].count(old)} times in {name}"
    return {**FILES, name: FILES[name].replace(old, new)}


def errors(files: dict[str, str | bytes]) -> list[Finding]:
    """The errors that reading these files raises."""
    try:
        read(files)
    except DataErrors as raised:
        return [finding for finding in raised.findings if not finding.warning]
    return []
