"""Foreign tables and questionnaires: proposed, checked, shown, and written as our own CSV."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rematch import intake, opening
from rematch.command.output import Output
from rematch.errors import Finding, Unreadable
from rematch.report.intake_folder import write_intake
from rematch.texts import problem

if TYPE_CHECKING:
    from rematch.intake.preview import Understood
    from rematch.intake.tables import Table

FAULTY, UNUSABLE = 1, 2


def intake_files(args: argparse.Namespace, output: Output) -> int:
    """Read files by a mapping, proposed or given; print what was understood and everything wrong with it."""
    catalogue = opening.open_catalogue()
    tables, found = intake.read_foreign(dict(_contents(args.files)))
    if not tables:
        output.result(_nothing(found.all(), output), [])
        output.findings(found.all())
        return UNUSABLE
    proposal = intake.propose(tables, catalogue, args.kind)
    mapping = _mapping(args, tables, proposal.mapping)
    checked = intake.check(tables, mapping, catalogue, found)
    if args.save_map:
        _write(args.save_map, mapping.to_json())
    written = _written(args, checked, catalogue)
    content = {
        "loaded": not checked.errors,
        "proposal": [asdict(suggestion) for suggestion in proposal.suggestions],
        "missing": list(intake.missing_constants(mapping)),
        "mapping": mapping.model_dump(mode="json"),
        "problems": [problem_content(finding, output) for finding in checked.findings],
        "rows": [asdict(row) for row in intake.preview(checked)],
        **_counts(checked),
        "written": written,
    }
    output.result(content, _lines(proposal, checked, written, output))
    output.findings(checked.findings)
    return FAULTY if checked.errors else 0


def problem_content(finding: Finding, output: Output) -> dict[str, object]:
    """A finding as JSON, with its words."""
    words = problem(finding, output.lang)
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": "warning" if finding.warning else "error",
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "proposal": finding.proposal,
        "what": words.what,
        "todo": words.todo,
    }


def _contents(files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        try:
            yield file.name, file.read_bytes()
        except OSError as error:
            raise Unreadable("cli.cannot_read", file=file.name, why=type(error).__name__) from error


def _mapping(args: argparse.Namespace, tables: "Iterable[Table]", proposed: intake.Mapping) -> intake.Mapping:
    """The mapping that is given, or the one proposed, with what holds for all households."""
    mapping = proposed
    if args.map is not None:
        mapping = intake.read_mapping(dict(_contents([args.map]))[args.map.name])
        if not mapping.matches(tables):
            raise Unreadable("cli.mapping_of_another", file=args.map.name)
    said = dict(args.set or ())
    return mapping.model_copy(update={"constants": {**mapping.constants, **said}})


def _written(args: argparse.Namespace, checked: intake.Checked, catalogue: Any) -> list[str]:
    if args.write is None or checked.errors:
        return []
    try:
        return write_intake(checked.households, checked.municipalities, catalogue, args.write)
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=args.write.name, why=type(error).__name__) from error


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=file.name, why=type(error).__name__) from error


def _counts(checked: intake.Checked) -> dict[str, int]:
    kept = [row for row in intake.preview(checked) if row.left_out is None]
    ids = {row.id for row in kept if row.kind in ("households", "persons")}
    return {
        "households": len(ids),
        "persons": len(checked.people),
        "municipalities": sum(row.kind == "municipalities" for row in kept),
        "errors": len(checked.errors),
        "warnings": len(checked.warnings),
    }


def _nothing(findings: Iterable[Finding], output: Output) -> dict[str, object]:
    return {
        "loaded": False,
        "problems": [problem_content(finding, output) for finding in findings],
        "rows": [],
    }


def _lines(
    proposal: intake.Proposal, checked: intake.Checked, written: list[str], output: Output
) -> Iterator[str]:
    yield from _proposed(proposal, output)
    yield ""
    for row in intake.preview(checked):
        yield _row(row, output)
    yield ""
    yield output.say("intake_result", **_counts(checked))
    if written:
        yield output.say("intake_written", files=", ".join(written))


def _proposed(proposal: intake.Proposal, output: Output) -> Iterator[str]:
    table: tuple[str, str | None] | None = None
    for one in proposal.suggestions:
        if (one.file, one.sheet) != table:
            table = one.file, one.sheet
            sheet = f", {output.say('sheet', sheet=one.sheet)}" if one.sheet else ""
            kind = output.text(f"intake.kind.{one.kind}")
            yield output.say("intake_table", file=one.file, sheet=sheet, kind=kind)
        if one.target is None:
            why = output.text(f"intake.why.{one.why}")
            yield output.say("intake_unread", source=one.source, why=why)
        else:
            yield output.say(
                "intake_column", source=one.source, target=one.target, sure=round(one.sure * 100)
            )


def _row(row: "Understood", output: Output) -> str:
    if row.left_out:
        return output.say("intake_left_out", row=str(row.row))
    return output.say("intake_row", row=str(row.row), values=", ".join(_values(row.values, row.confirm)))


def _values(values: Mapping[str, Any], confirm: tuple[str, ...]) -> Iterator[str]:
    for name, value in values.items():
        if value is not None:
            yield f"{name}={_shown(value)}{'?' if name in confirm else ''}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "|".join(f"{key}:{level or '?'}" for key, level in value.items())
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value)
