"""Empty tables to fill in, as files."""

import argparse

from rematch import bootstrap
from rematch.command.output import Output
from rematch.errors import Unreadable
from rematch.report.files.templates import template_csv, template_workbook, template_xlsx

ALL = "all"
"""All tables in one workbook."""


def template(args: argparse.Namespace, output: Output) -> None:
    """Write the template of one table, or of all in one workbook; the ending says whether as CSV."""
    catalogue, plain = bootstrap.open_catalogue(), args.file.suffix.lower() == ".csv"
    if args.kind == ALL:
        if plain:
            raise Unreadable("cli.workbook_no_csv", file=args.file.name)
        content = template_workbook(catalogue, args.lang)
    else:
        content = (template_csv if plain else template_xlsx)(args.kind, catalogue, args.lang)
    try:
        args.file.write_bytes(content)
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=args.file.name, why=type(error).__name__) from error
    output.result({"written": [args.file.name]}, [output.say("intake_written", files=args.file.name)])
