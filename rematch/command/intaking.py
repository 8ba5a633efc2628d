"""Foreign tables and questionnaires: proposed, checked, shown, and written as our own CSV."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rematch import bootstrap
from rematch.command.intake_content import (
    ColumnContent,
    IntakeContent,
    RowContent,
    nothing_read,
    reading,
)
from rematch.command.output import Output
from rematch.errors import RematchError, Unreadable
from rematch.report.files.intake_folder import write_intake
from rematch.service import intake

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.intake.sheets.tables import Table

FAULTY, UNUSABLE = 1, 2


def intake_files(args: argparse.Namespace, output: Output) -> int:
    """Read files by a mapping, proposed or given; print what was understood and everything wrong with it."""
    catalogue = bootstrap.open_catalogue()
    tables, found = intake.read_foreign(intake.told_apart(_contents(args.files)))
    if not tables:
        output.result(nothing_read(found.all(), output.lang).model_dump(mode="json"), [])
        output.findings(found.all())
        return UNUSABLE
    proposal = intake.propose(tables, catalogue, args.kind)
    mapping = _mapping(args, tables, proposal.mapping)
    checked = intake.check(tables, mapping, catalogue, found)
    if args.save_map:
        _write(args.save_map, mapping.to_json())
    content = reading(proposal, mapping, checked, _written(args, checked, catalogue), output.lang)
    output.result(content.model_dump(mode="json"), _lines(content, output))
    output.findings(checked.findings)
    if args.write is not None and (left := _not_stated(args, checked)) is not None:
        output.fault(left)
        return FAULTY
    return FAULTY if checked.errors else 0


def _not_stated(args: argparse.Namespace, checked: intake.Checked) -> RematchError | None:
    """What only a person can state for the files, and nobody has: ages, and what a cross means."""
    codes = [finding.code for finding in checked.findings]
    assumed = 0 if args.assume_ages else sum(code in intake.AGES_ASSUMED for code in codes)
    if assumed:
        return RematchError("cli.ages_not_stated", count=assumed)
    crosses = codes.count(intake.CROSS_BESIDE)
    return RematchError("cli.crosses_not_stated", count=crosses) if crosses else None


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


def _written(args: argparse.Namespace, checked: intake.Checked, catalogue: "Catalogue") -> list[str]:
    if args.write is None or checked.errors or _not_stated(args, checked) is not None:
        return []
    try:
        return write_intake(checked.households, checked.municipalities, catalogue, args.write, checked.units)
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=args.write.name, why=type(error).__name__) from error


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=file.name, why=type(error).__name__) from error


def _lines(content: IntakeContent, output: Output) -> Iterator[str]:
    yield from _proposed(content.proposal, output)
    yield ""
    for row in content.rows:
        yield _row(row, output)
    yield ""
    counts = content.model_dump(include={"households", "persons", "municipalities", "errors", "warnings"})
    yield output.say("intake_result", **counts)
    if content.written:
        yield output.say("intake_written", files=", ".join(content.written))


def _proposed(proposal: Iterable[ColumnContent], output: Output) -> Iterator[str]:
    table: tuple[str, str | None] | None = None
    for one in proposal:
        if (one.file, one.sheet) != table:
            table = one.file, one.sheet
            sheet = f", {output.say('sheet', sheet=one.sheet)}" if one.sheet else ""
            kind = output.text(f"intake.kind.{one.kind}")
            yield output.say("intake_table", file=one.file, sheet=sheet, kind=kind)
        if one.target is None:
            why = output.text(f"intake.why.{one.why}")
            yield output.say("intake_unread", source=one.source, why=why)
        else:
            sure = round(one.sure * 100)
            yield output.say("intake_column", source=one.source, target=one.target, sure=sure)


def _row(row: RowContent, output: Output) -> str:
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
