"""What `intake --json` prints, as models."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal

from rematch.errors import Finding
from rematch.model import Frozen
from rematch.service import intake
from rematch.service.intake import Understood
from rematch.texts import problem


class ColumnContent(Frozen):
    """What one column of a file probably means: our column (or null), how sure from 0 to 1, and by what."""

    file: str
    sheet: str | None
    kind: str
    source: str
    target: str | None
    sure: float
    why: str
    examples: tuple[str, ...]


class ProblemContent(Frozen):
    """Something wrong (error) or doubtful (warning): where, the value there, what would be taken for it."""

    id: str
    code: str
    severity: Literal["error", "warning"]
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    proposal: str | None
    what: str
    todo: str


class RowContent(Frozen):
    """One row as understood: values by our columns (null is unknown); `confirm` names those only proposed.

    `members` counts the people of a household; `left_out` is the code of why a row is not loaded.
    """

    file: str
    sheet: str | None
    row: int
    kind: str
    id: str
    values: dict[str, Any]
    confirm: tuple[str, ...]
    members: int | None
    left_out: str | None


class IntakeContent(Frozen):
    """A reading of foreign files. `missing`: what no column says about households and `--set` can say."""

    loaded: bool
    households: int = 0
    persons: int = 0
    municipalities: int = 0
    errors: int = 0
    warnings: int = 0
    proposal: tuple[ColumnContent, ...] = ()
    missing: tuple[str, ...] = ()
    mapping: intake.Mapping | None = None
    problems: tuple[ProblemContent, ...]
    rows: tuple[RowContent, ...] = ()
    written: tuple[str, ...] = ()


MODELS = (
    IntakeContent,
    ColumnContent,
    ProblemContent,
    RowContent,
    intake.Mapping,
    intake.TableUse,
    intake.ColumnUse,
)


def nothing_read(findings: Iterable[Finding], lang: str) -> IntakeContent:
    """Files without a single usable table."""
    problems = tuple(_problem(finding, lang) for finding in findings)
    errors = sum(problem.severity == "error" for problem in problems)
    return IntakeContent(loaded=False, problems=problems, errors=errors, warnings=len(problems) - errors)


def reading(
    proposal: intake.Proposal,
    mapping: intake.Mapping,
    checked: intake.Checked,
    written: Iterable[str],
    lang: str,
) -> IntakeContent:
    """What was proposed, found and understood."""
    rows = intake.preview(checked)
    asked = [row for row in rows if row.kind in ("households", "persons") and not row.left_out]
    return IntakeContent(
        loaded=not checked.errors,
        households=len({row.id for row in asked}),
        persons=len(checked.people),
        municipalities=sum(row.kind == "municipalities" for row in rows),
        errors=len(checked.errors),
        warnings=len(checked.warnings),
        proposal=tuple(ColumnContent.model_validate(asdict(one)) for one in proposal.suggestions),
        missing=intake.missing_constants(mapping),
        mapping=mapping,
        problems=tuple(_problem(finding, lang) for finding in checked.findings),
        rows=tuple(_row(row) for row in rows),
        written=tuple(written),
    )


def _problem(finding: Finding, lang: str) -> ProblemContent:
    words = problem(finding, lang)
    return ProblemContent(
        id=finding.id,
        code=finding.code,
        severity="warning" if finding.warning else "error",
        file=finding.file,
        sheet=finding.sheet,
        row=finding.row,
        column=finding.column,
        value=finding.value,
        proposal=finding.proposal,
        what=words.what,
        todo=words.todo,
    )


def _row(row: Understood) -> RowContent:
    return RowContent.model_validate(asdict(row))
