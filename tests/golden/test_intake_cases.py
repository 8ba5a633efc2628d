"""Files that made trouble elsewhere: of each what would be stored, and what a person is asked."""

from collections.abc import Iterator
from pathlib import Path

from rematch.errors import Finding
from rematch.intake.named_files import told_apart
from rematch.intake.profiles.checking import Checked
from rematch.intake.profiles.preview import Understood, preview
from rematch.intake.questions import together
from tests.golden.kept import golden
from tests.unit.intake.foreign import checked
from tests.unit.texts.project import ROOT

CASES = ROOT / "tests" / "intake_samples" / "cases"
TOGETHER = {"same_file_name_twice"}
"""Cases whose files are one load."""


def loads() -> Iterator[tuple[str, list[Path]]]:
    """Each load by its name: a file, or all of a case that are read in one go."""
    for case in sorted(path for path in CASES.iterdir() if path.is_dir()):
        files = sorted(path for path in case.rglob("*") if path.is_file())
        if case.name in TOGETHER:
            yield case.name, files
        else:
            yield from ((f"{case.name}/{file.name}", [file]) for file in files)


def said(row: Understood) -> str:
    """A row as understood; a value that is only proposed has a question mark."""
    known = {name: value for name, value in row.values.items() if value not in (None, "", [], {})}
    cells = ", ".join(f"{n}={v}{'?' if n in row.confirm else ''}" for n, v in sorted(known.items()))
    count = "" if row.members is None else f" [{row.members}]"
    out = f"  OUT {row.left_out}" if row.left_out else ""
    return f"  {row.file} {row.row} {row.kind}{count}: {cells}{out}"


def asked(finding: Finding, at_once: tuple[Finding, ...]) -> str:
    """An error (!), a warning with a look of its own (?), or one that is accepted with the others (+)."""
    sign = "!" if not finding.warning else "+" if finding in at_once else "?"
    where = " ".join(str(part) for part in (finding.file, finding.row, finding.column) if part is not None)
    taken = f" -> {finding.proposal}" if finding.proposal else ""
    return f"  {sign} {where}: {finding.code} {finding.value or ''}{taken}".rstrip()


def told(name: str, done: Checked) -> Iterator[str]:
    stored = [household.id for household in done.households] + [town.name for town in done.municipalities]
    yield f"== {name}"
    yield f"  stored: {', '.join(stored) or 'nothing yet'}"
    yield from map(said, preview(done))
    at_once = together(done.findings)
    yield from (asked(finding, at_once) for finding in done.findings)
    yield ""


def test_what_is_stored_of_each_case_and_what_is_asked() -> None:
    """Nothing that is not wholly understood is stored without a question; the list is read by people."""
    lines: list[str] = []
    for name, files in loads():
        content = told_apart((file.name, file.read_bytes()) for file in files)
        lines += told(name, checked(content))
    text = "\n".join(lines)
    assert text == golden("intake_cases.txt", text)
