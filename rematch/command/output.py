"""What the commands print: results as text or JSON on stdout, problems one line each on stderr."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from math import isfinite
from typing import Any

from rematch.errors import Finding, RematchError
from rematch.texts import percent, problem, say


@dataclass(frozen=True)
class Output:
    """Where results and problems go: in which language, and as text or JSON."""

    lang: str
    as_json: bool

    def say(self, code: str, **params: object) -> str:
        """The text of a command line code."""
        return say(f"cli.{code}", self.lang, **params)

    def text(self, code: str, **params: object) -> str:
        """A text of the app."""
        return say(code, self.lang, **params)

    def gap(self, share: float) -> str:
        """How far below its bound a value can be, rounded outward."""
        return percent(share, self.lang, 2, bound="upper")

    def result(self, content: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print a result: its content where JSON is asked for, else its lines."""
        if self.as_json:
            print(json.dumps(plain(content), ensure_ascii=False, allow_nan=False, indent=2))
        else:
            for line in lines:
                print(line)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print each finding on a line of its own: file, row, column, what, what to do."""
        for finding in findings:
            words = problem(finding, self.lang)
            where = [finding.file] if finding.file else []
            where += [self.say("sheet", sheet=finding.sheet)] if finding.sheet else []
            where += [self.say("row", row=str(finding.row))] if finding.row else []
            where += [self.say("column", column=finding.column)] if finding.column else []
            mark = self.say("note") if finding.warning else self.say("error")
            self.line(f"{mark} {', '.join(where)}: {words.what} {words.todo}" if where else words.what)

    def fault(self, fault: RematchError) -> None:
        """Print why a command could not be done, and what to do about it."""
        words = problem(fault, self.lang)
        self.line(f"{self.say('error')} {words.what} {words.todo}")

    def line(self, text: str) -> None:
        """Print one line on stderr, whatever it contains."""
        print(" ".join(text.split()), file=sys.stderr)


def plain(value: Any) -> Any:
    """The value as JSON has it; null for numbers that are infinite or absent."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(entry) for entry in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
