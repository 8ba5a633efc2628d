"""Everything odd about a set of files, collected while reading goes on."""

from rematch.cells.faults import shown
from rematch.errors import DataErrors, Finding
from rematch.intake.limits import MAX_FINDINGS

__all__ = ["Findings", "shown"]


class Findings:
    """Collects errors and warnings; `close` raises the errors, all at once."""

    def __init__(self) -> None:
        self._errors: list[Finding] = []
        self._warnings: list[Finding] = []
        self._unlisted = 0

    def error(self, file: str, row: int | None, column: str | None, code: str, **params: object) -> None:
        """Note a problem that must be mended before the data can be used."""
        self._keep(self._errors, _finding(file, row, column, code, params, warning=False))

    def warn(self, file: str, row: int | None, column: str | None, code: str, **params: object) -> None:
        """Note something odd that the data can be used with."""
        self._keep(self._warnings, _finding(file, row, column, code, params, warning=True))

    def warn_column(self, file: str, row: int | None, column: str, like: tuple[str, ...]) -> None:
        """Note a column or key that means nothing here, with the known names like it."""
        if like:
            self.warn(file, row, shown(column), "data.column_unknown_like", like=like)
        else:
            self.warn(file, row, shown(column), "data.column_unknown")

    def keep(self, finding: Finding) -> None:
        """Note a finding that is complete already."""
        self._keep(self._warnings if finding.warning else self._errors, finding)

    def close(self) -> tuple[Finding, ...]:
        """The warnings in the order of files and rows; raises DataErrors if there are errors."""
        if self._errors:
            raise DataErrors(self.all())
        return tuple(sorted(self._warnings, key=_place))

    def all(self) -> tuple[Finding, ...]:
        """Errors, then warnings, each in the order of files and rows; the last tells how many are not listed.

        Where errors are not listed that is an error, where only warnings are it is one to accept.
        """
        findings = sorted(self._errors, key=_place) + sorted(self._warnings, key=_place)
        if self._unlisted:
            blocking = len(self._errors) >= MAX_FINDINGS
            code = "data.and_more" if blocking else "data.more_warnings"
            findings.append(Finding("", None, None, code, {"count": self._unlisted}, warning=not blocking))
        return tuple(findings)

    def _keep(self, kept: list[Finding], finding: Finding) -> None:
        if len(kept) < MAX_FINDINGS:
            kept.append(finding)
        else:
            self._unlisted += 1


def _finding(
    file: str, row: int | None, column: str | None, code: str, params: dict[str, object], *, warning: bool
) -> Finding:
    """The finding; `sheet` among the parameters says on which sheet of a spreadsheet."""
    sheet = params.pop("sheet", None)
    return Finding(file, row, column, code, params, warning, sheet if isinstance(sheet, str) else None)


def _place(finding: Finding) -> tuple[str, str, int]:
    return finding.file, finding.sheet or "", finding.row or 0
