"""docs/office/accessibility-*.md written from data/accessibility.toml: `python -m tests.statement`."""

from pathlib import Path

from rematch.report.files.statement import statement
from rematch.texts import screen_languages
from tests.unit.test_architecture import ROOT

FOLDER = ROOT / "docs" / "office"


def written() -> dict[Path, str]:
    """The statement in each language of the screens, by its file."""
    return {FOLDER / f"accessibility-{lang}.md": statement(lang) for lang in screen_languages()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, words in written().items():
        path.write_text(words, encoding="utf-8")
