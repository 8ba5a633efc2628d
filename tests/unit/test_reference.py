"""docs/interfaces.md is what the code says."""

from pathlib import Path

from rematch.bootstrap import shipped_catalogue
from rematch.command.reference import markdown

ROOT = Path(__file__).parents[2]


def test_the_written_reference_is_that_of_the_code():
    """After a change of columns or models: `python -m rematch reference > docs/interfaces.md`."""
    assert (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8") == markdown(shipped_catalogue())


def test_every_column_of_the_demo_cohort_is_in_it():
    """The files that ship hold no column the reference does not name."""
    text = markdown(shipped_catalogue())
    for name in ("households", "members", "municipalities"):
        header = (ROOT / "data" / "session" / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert [column for column in header.strip().split(",") if f"`{column}`" not in text] == []
